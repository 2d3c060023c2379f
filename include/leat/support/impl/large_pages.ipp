// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/large_pages.hpp>

#include <cstdint>

#include <sys/mman.h>

namespace leat::detail {

LEAT_DECL void prefer_large_pages([[maybe_unused]] void* at,
                                  [[maybe_unused]] std::size_t size) noexcept {
#ifdef MADV_HUGEPAGE
    constexpr std::uintptr_t page = std::uintptr_t{2} << 20;
    auto const begin = (reinterpret_cast<std::uintptr_t>(at) + page - 1) / page * page;
    auto const end = (reinterpret_cast<std::uintptr_t>(at) + size) / page * page;
    if (begin < end) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

} // namespace leat::detail
