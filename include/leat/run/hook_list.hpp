// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/context.hpp>
#include <leat/run/failure.hpp>
#include <leat/support/row.hpp>
#include <leat/support/type_name.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <std::size_t I>
using index_constant = std::integral_constant<std::size_t, I>;

/// The hooks of a session, by reference, in the order in which they were given.
template <class... Hook>
struct hook_list {
    static constexpr std::size_t size = sizeof...(Hook);
    row<Hook*...> all;

    /// Calls `visit(hook, index)` in that order.
    template <class Visit>
    [[gnu::always_inline]] void forward(Visit&& visit) const {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (visit(*get<I>(all), index_constant<I>{}), ...);
        }(std::make_index_sequence<size>{});
    }

    /// Calls `visit(hook, index)` in the reverse order.
    template <class Visit>
    [[gnu::always_inline]] void backward(Visit&& visit) const {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (visit(*get<size - 1 - I>(all), index_constant<size - 1 - I>{}), ...);
        }(std::make_index_sequence<size>{});
    }
};

using clock = std::chrono::steady_clock;

/// What a run knows of itself while it goes on, beside its values.
struct run_log {
    clock::time_point began = clock::now();
    std::chrono::nanoseconds hook_time{};
    run_options const* options = nullptr;

    /// An error after the first one: it is said, and does not take the place of the first.
    [[gnu::cold]] void say(std::string_view node, std::string_view line) const {
        if (options && options->log)
            options->log(node, line);
        else
            std::clog << node << ": " << line << '\n';
    }
};

/// Adds the time until its end to a sum.
class timed {
public:
    explicit timed(std::chrono::nanoseconds& sum) noexcept : sum_(sum) {}
    timed(timed const&) = delete;
    ~timed() { sum_ += clock::now() - began_; }

private:
    std::chrono::nanoseconds& sum_;
    clock::time_point began_ = clock::now();
};

/// Remembers the exception that is being handled, thrown by a hook, if nothing failed before it;
/// else says it.
template <class Hook>
[[gnu::cold, gnu::noinline]] void hook_threw(failure& first, run_log const& log, char const* point,
                                             std::string subject) {
    if (first) {
        log.say(subject, "hook '" + std::string(spelled<Hook>()) + "' failed too, in " + point +
                             ": " + current_message());
        return;
    }
    first.error = std::current_exception();
    first.from = failure::source::hook;
    first.hook = spelled<Hook>();
    first.point = point;
    first.subject = std::move(subject);
}

} // namespace leat::detail
