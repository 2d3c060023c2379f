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

/// A hook that derives from this may be called by several nodes at the same time while they work,
/// at `on_log`, `on_progress`, `on_metric` and `on_retry`. At all other points, and for all other
/// hooks, a session makes one call after another. So a hook needs no lock of its own.
struct thread_safe {};

} // namespace leat

namespace leat::detail {

template <std::size_t I>
using index_constant = std::integral_constant<std::size_t, I>;

/// The hooks of a session without their types: their addresses and the names of their types.
struct erased_hooks {
    void* const* hooks;
    std::string_view const* types;
    bool const* thread_safe;
    std::size_t count;
};

/// The hooks of a session, by reference, in the order of the session's arguments.
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

    /// Calls `visit(hook, index)` for each hook, in order.
    template <class Visit>
    [[gnu::always_inline]] void forward(Visit&& visit) const {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (visit(*get<I>(all_), index_constant<I>{}), ...);
        }(std::make_index_sequence<size>{});
    }

    /// Calls `visit(hook, index)` for each hook, in the reverse order.
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

/// What a run knows about itself while it goes on, beside its values.
struct run_log {
    clock::time_point began = clock::now();
    std::chrono::nanoseconds hook_time{};
    run_options const* options = nullptr;
    std::string id{};                       ///< of the record, if there is one
    run_gate* gate = nullptr;               ///< if nodes run at the same time
    metric_log* metrics = nullptr;          ///< the metrics for the caller of the run
    std::vector<std::thread::id> threads{}; ///< that have called a node, in that order

    /// The number of the calling thread. Where nodes run at the same time, call it under the gate.
    std::size_t thread_number() {
        std::thread::id const mine = std::this_thread::get_id();
        for (std::size_t i = 0; i < threads.size(); ++i)
            if (threads[i] == mine) return i;
        threads.push_back(mine);
        return threads.size() - 1;
    }

    /// Logs an error after the first one. It does not replace the first.
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

/// Stores the exception that is being handled, which a hook has thrown, if nothing failed before.
/// Otherwise logs it.
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
