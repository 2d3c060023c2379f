// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <cstddef>

namespace leat::detail {

/// Asks the system to back memory that was not touched so far by large pages: touching the 25,600
/// small ones of 100 MB costs about as much as filling them. A wish, which changes nothing else.
LEAT_DECL void prefer_large_pages([[maybe_unused]] void* at,
                                  [[maybe_unused]] std::size_t size) noexcept;

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/large_pages.ipp>
#endif
