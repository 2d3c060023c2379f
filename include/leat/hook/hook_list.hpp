// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/context.hpp>
#include <leat/call/failure.hpp>
#include <leat/info/metric_series.hpp>
#include <leat/info/run_gate.hpp>
#include <leat/support/row.hpp>
#include <leat/support/type_name.hpp>

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat {

/// A hook that derives from this may be called by several nodes at the same time, while they work:
/// `on_log`, `on_progress`, `on_metric`, `on_retry`. Of others, and at all other points, a session
/// calls one after the other, so that a hook needs no lock of its own.
struct thread_safe {};

} // namespace leat

namespace leat::detail {

template <std::size_t I>
using index_constant = std::integral_constant<std::size_t, I>;

/// The hooks of a session without their types: where they are, and what their types are called.
struct erased_hooks {
    void* const* hooks;
    std::string_view const* types;
    bool const* thread_safe;
    std::size_t count;
};

/// The hooks of a session, by reference, in the order in which they were given.
template <class... Hook>
class hook_list {
public:
    static constexpr std::size_t size = sizeof...(Hook);

    explicit hook_list(Hook&... hooks) noexcept
        : all_{{std::addressof(hooks)}...},
          erased_{const_cast<std::remove_const_t<Hook>*>(std::addressof(hooks))...} {}

    /// Refers to this object.
    erased_hooks erased() const noexcept {
        return {erased_.data(), types.data(), safe.data(), size};
    }

    /// Calls `visit(hook, index)` in that order.
    template <class Visit>
    [[gnu::always_inline]] void forward(Visit&& visit) const {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (visit(*get<I>(all_), index_constant<I>{}), ...);
        }(std::make_index_sequence<size>{});
    }

    /// Calls `visit(hook, index)` in the reverse order.
    template <class Visit>
    [[gnu::always_inline]] void backward(Visit&& visit) const {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (visit(*get<size - 1 - I>(all_), index_constant<size - 1 - I>{}), ...);
        }(std::make_index_sequence<size>{});
    }

private:
    static constexpr std::array<std::string_view, size> types{spelled<Hook>()...};
    static constexpr std::array<bool, size> safe{std::derived_from<Hook, thread_safe>...};

    row<Hook*...> all_;
    std::array<void*, size> erased_;
};

using clock = std::chrono::steady_clock;

/// What a run knows of itself while it goes on, beside its values.
struct run_log {
    clock::time_point began = clock::now();
    std::chrono::nanoseconds hook_time{};
    run_options const* options = nullptr;
    std::string id{};                       ///< of the record, where there is one
    run_gate* gate = nullptr;               ///< where nodes run at the same time
    metric_log* metrics = nullptr;          ///< where what is tracked is kept for who made the run
    std::vector<std::thread::id> threads{}; ///< that have called a node, as they came

    /// The number of the thread that asks. Where nodes run at the same time, under the gate.
    std::size_t thread_number() {
        std::thread::id const mine = std::this_thread::get_id();
        for (std::size_t i = 0; i < threads.size(); ++i)
            if (threads[i] == mine) return i;
        threads.push_back(mine);
        return threads.size() - 1;
    }

    /// An error after the first one: it is said, and does not take the place of the first.
    [[gnu::cold]] void say(std::string_view node, std::string_view line) const {
        if (options && options->log)
            options->log(node, line);
        else
            std::clog << one_line(node, line);
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
[[gnu::cold, gnu::noinline]] inline void hook_threw(failure& first, run_log const& log,
                                                    std::string_view hook, char const* point,
                                                    std::string subject) {
    if (first) {
        log.say(subject, "hook '" + std::string(hook) + "' failed too, in " + point + ": " +
                             current_message());
        return;
    }
    first.error = std::current_exception();
    first.from = failure::source::hook;
    first.hook = hook;
    first.point = point;
    first.subject = std::move(subject);
}

} // namespace leat::detail
