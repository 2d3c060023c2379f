// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/guarded.hpp>

#include <chrono>

namespace leat {
namespace detail {

// Deliberately not constexpr: calling it in a declaration stops the compiler with its name.
inline void leat_a_timeout_is_longer_than_nothing() {}

struct timeout_guard {
    using is_guard = void;
    static constexpr bool needs_inputs_again = false;

    std::chrono::nanoseconds limit;
};

} // namespace detail

/// A node that takes longer fails, with `timeout_error`. Nothing is interrupted: the function asks
/// its `leat::context` (`stop_requested()`, `stop_token()`), which says so from that time on, and
/// ends early. One that does not ask fails when it ends.
///
/// `node(...) | timeout(1s) | retry(3)` gives each attempt a second, `node(...) | retry(3) |
/// timeout(1s)` all of them together.
consteval detail::timeout_guard timeout(std::chrono::nanoseconds limit) {
    if (limit.count() <= 0) detail::leat_a_timeout_is_longer_than_nothing();
    return {limit};
}

} // namespace leat
