// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/stack.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <pthread.h>

namespace leat::detail {

struct stack_bounds {
    std::uintptr_t lowest = 0;
    std::uintptr_t low = 0; ///< below it little is left
};

inline stack_bounds bounds_of_stack() noexcept {
    ::pthread_attr_t attributes;
    if (::pthread_getattr_np(::pthread_self(), &attributes) != 0) return {};
    void* lowest = nullptr;
    std::size_t size = 0;
    int const failed = ::pthread_attr_getstack(&attributes, &lowest, &size);
    ::pthread_attr_destroy(&attributes);
    if (failed != 0) return {};
    auto const from = reinterpret_cast<std::uintptr_t>(lowest);
    return {from, from + std::min<std::size_t>(std::size_t{256} << 10, size / 4)};
}

LEAT_DECL bool stack_is_low() noexcept {
    static thread_local stack_bounds const here = bounds_of_stack();
    // Not of a local variable: sanitizers put those elsewhere.
    auto const at = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    return at >= here.lowest && at < here.low;
}

} // namespace leat::detail
