// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/guard_check.hpp>
#include <leat/call/deadline.hpp>
#include <leat/call/element_error.hpp>
#include <leat/info/errors.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <sstream>
#include <stop_token>
#include <string>
#include <type_traits>
#include <utility>

// What retry, timeout, check and fallback do. Each gets `next()`, which calls the guards inside of
// it and then the function, and a `scene`: the observers of the node, its deadline and its inputs.

namespace leat::detail {

/// A duration as people write it: "30 s", "100 ms".
inline std::string in_words(std::chrono::nanoseconds time) {
    std::ostringstream text;
    if (time >= std::chrono::seconds(1))
        text << std::chrono::duration<double>(time).count() << " s";
    else if (time >= std::chrono::milliseconds(1))
        text << std::chrono::duration<double, std::milli>(time).count() << " ms";
    else
        text << std::chrono::duration<double, std::micro>(time).count() << " us";
    return text.str();
}

/// The time after this duration, or no deadline if the clock cannot count so far.
inline deadline after(std::chrono::nanoseconds time) {
    auto const now = std::chrono::steady_clock::now();
    return time < no_deadline - now ? now + time : no_deadline;
}

/// Waits without using the processor until the time is over or a stop is requested. Returns whether
/// the time is over.
inline bool wait_for(std::chrono::nanoseconds time, std::stop_token const& stop) {
    if (stop.stop_requested()) return false;
    if (time.count() <= 0) return true;
    std::mutex alone;
    std::condition_variable_any never;
    std::unique_lock hold(alone);
    never.wait_for(hold, stop, time, [] { return false; });
    return !stop.stop_requested();
}

template <class Predicate>
bool says_again(retry_guard<Predicate> const& guard, std::exception_ptr const& error) {
    if constexpr (takes_error_ptr<Predicate>) {
        return guard.predicate(error);
    } else {
        try {
            std::rethrow_exception(error);
        } catch (std::exception const& e) {
            return guard.predicate(e);
        } catch (...) {
            return false;
        }
    }
}

/// Whether to call a node that has thrown again. Waits until the next attempt.
template <class Predicate, class Scene>
bool calls_again(retry_guard<Predicate> const& guard, Scene& scene, std::size_t attempt,
                 std::exception_ptr const& error) {
    if (attempt >= guard.options.attempts || !says_again(guard, thrown_by(error))) return false;
    auto const delay = guard.delay_after(attempt);
    if (after(delay) >= scene.until && scene.until != no_deadline) return false; // too late
    scene.say("attempt " + std::to_string(attempt) + " of " +
              std::to_string(guard.options.attempts) + " failed: " + message_of(error) +
              (delay.count() > 0 ? "; again in " + in_words(delay) : "; again"));
    if (!wait_for(delay, scene.stop_token())) return false;
    scene.retrying();
    return true;
}

template <class Result, class Predicate, class Scene, class Next>
Result apply_guard(retry_guard<Predicate> const& guard, Scene& scene, Next const& next) {
    for (std::size_t attempt = 1;; ++attempt) {
        try {
            return next();
        } catch (...) {
            if (!calls_again(guard, scene, attempt, std::current_exception())) throw;
        }
    }
}

/// Restores the outer deadline at its end.
template <class Scene>
class limited {
public:
    limited(Scene& scene, std::chrono::nanoseconds limit)
        : scene_(scene), outer_(scene.until), own_(after(limit)) {
        scene.until = std::min(outer_, own_);
    }
    limited(limited const&) = delete;
    ~limited() { scene_.until = outer_; }
    bool is_over() const { return std::chrono::steady_clock::now() >= own_; }

private:
    Scene& scene_;
    deadline outer_;
    deadline own_;
};

/// Throws a `timeout_error`. The exception that came too late is nested in it.
[[noreturn, gnu::cold]] inline void throw_late(std::string const& text,
                                               std::exception_ptr const& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (...) {
        std::throw_with_nested(timeout_error(text));
    }
}

template <class Result, class Scene, class Next>
Result apply_guard(timeout_guard const& guard, Scene& scene, Next const& next) {
    limited<Scene> const time(scene, guard.limit);
    auto const late = [&] { return "it did not end within " + in_words(guard.limit); };
    auto const call = [&]() -> Result {
        try {
            return next();
        } catch (...) {
            if (!time.is_over()) throw;
            throw_late(late() + ": " + current_message(), thrown_by(std::current_exception()));
        }
    };
    if constexpr (std::is_void_v<Result>) {
        call();
        if (time.is_over()) throw timeout_error(late());
    } else {
        Result made = call();
        if (time.is_over()) throw timeout_error(late());
        return made;
    }
}

template <class Result, class Predicate, class Scene, class Next>
Result apply_guard(check_guard<Predicate> const& guard, Scene& scene, Next const& next) {
    Result made = next();
    if (Scene::ends_early && scene.stop_token().stop_requested()) return made; // it is not kept
    bool const right = [&] {
        if constexpr (checks_whole<Predicate, Result>())
            return static_cast<bool>(guard.predicate(std::as_const(made)));
        else
            return [&]<std::size_t... Part>(std::index_sequence<Part...>) {
                return static_cast<bool>(guard.predicate(part<Part>(std::as_const(made))...));
            }(std::make_index_sequence<Scene::output_count>{});
    }();
    if (right) return made;
    std::string const what = "its value fails a check: " + std::string(guard.text);
    if (guard.how == importance::fail) throw check_error(what);
    scene.remark(what);
    return made;
}

template <class Result, class Instead, class Scene, class Next>
Result apply_guard(fallback_guard<Instead> const& guard, Scene& scene, Next const& next) {
    try {
        return next();
    } catch (...) {
        if (scene.stop_token().stop_requested()) throw; // the stop may be the reason
        std::exception_ptr const error = std::current_exception();
        scene.fell_back(error);
        constexpr instead how = Scene::template way_of<Instead, Result>();
        if constexpr (how == instead::nothing)
            return static_cast<Result>(guard.instead());
        else if constexpr (how == instead::error)
            return static_cast<Result>(guard.instead(thrown_by(error)));
        else if constexpr (how == instead::inputs)
            return scene.template with_inputs<Result>(guard.instead);
        else
            return static_cast<Result>(guard.instead);
    }
}

} // namespace leat::detail
