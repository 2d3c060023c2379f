// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/guarded.hpp>

#include <chrono>
#include <cstddef>
#include <exception>

namespace leat {

/// How often and when a node that throws is tried again.
struct retry_options {
    std::size_t attempts = 3;         ///< calls in all, the first one included
    std::chrono::nanoseconds delay{}; ///< before the second attempt
    double factor = 2.0;              ///< by which the delay grows from one attempt to the next
    std::chrono::nanoseconds longest = std::chrono::minutes(5); ///< it grows no longer than that
};

namespace detail {

// Deliberately not constexpr: calling one in a declaration stops the compiler with its name.
inline void leat_retry_takes_at_least_1_attempt() {}
inline void leat_a_delay_between_attempts_is_not_negative_and_grows_by_a_factor_of_at_least_1() {}

struct any_exception {
    constexpr bool operator()(std::exception_ptr const&) const noexcept { return true; }
};

template <class Predicate>
struct retry_guard {
    using is_guard = void;
    using held = Predicate;
    static constexpr bool needs_inputs_again = true;

    retry_options options;
    [[no_unique_address]] Predicate predicate;

    /// How long to wait after attempt `number`, counted from 1.
    constexpr std::chrono::nanoseconds delay_after(std::size_t number) const {
        double wait = static_cast<double>(options.delay.count());
        double const longest = static_cast<double>(options.longest.count());
        for (std::size_t i = 1; i < number && wait < longest; ++i) wait *= options.factor;
        return wait < longest
                   ? std::chrono::nanoseconds(static_cast<std::chrono::nanoseconds::rep>(wait))
                   : options.longest;
    }
};

template <class... Exception>
struct exception_is {
    bool operator()(std::exception_ptr const& error) const { return (is<Exception>(error) || ...); }

private:
    template <class E>
    static bool is(std::exception_ptr const& error) {
        try {
            std::rethrow_exception(error);
        } catch (E const&) {
            return true;
        } catch (...) {
            return false;
        }
    }
};

} // namespace detail

/// For `retry`: only what throws one of these, or what is derived from them, is tried again:
/// `retry(3, 100ms, on_exception<network_error>)`.
template <class... Exception>
    requires(sizeof...(Exception) > 0)
inline constexpr detail::exception_is<Exception...> on_exception{};

/// A node that throws is called again. `predicate(error)`, where `error` is a `std::exception_ptr`
/// or a `std::exception const&`, says whether for this error; by default for each. When the
/// attempts are used up, or a stop is requested while it waits, the last error is the node's.
///
/// Attempts are counted in `node_report::attempts`, and `on_retry` is called before each but the
/// first. Waiting costs no processor time. As inputs may be needed again, the node gets copies of
/// those that it takes by value.
template <class Predicate = detail::any_exception>
consteval auto retry(retry_options options, Predicate predicate = {})
    -> detail::retry_guard<Predicate> {
    if (options.attempts == 0) detail::leat_retry_takes_at_least_1_attempt();
    if (options.delay.count() < 0 || !(options.factor >= 1.0))
        detail::leat_a_delay_between_attempts_is_not_negative_and_grows_by_a_factor_of_at_least_1();
    return {options, predicate};
}

/// The same with `attempts` calls in all and a delay that doubles: `retry(3, 100ms)` waits for
/// 100 ms and 200 ms.
template <class Predicate = detail::any_exception>
consteval auto retry(std::size_t attempts, std::chrono::nanoseconds delay = {},
                     Predicate predicate = {}) {
    return retry(retry_options{.attempts = attempts, .delay = delay}, predicate);
}

} // namespace leat
