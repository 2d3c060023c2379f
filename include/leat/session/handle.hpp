// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>
#include <leat/call/context.hpp>
#include <leat/info/errors.hpp>
#include <leat/info/info.hpp>

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <type_traits>
#include <utility>

namespace leat {

/// A run in the background, as `app.start(...)` makes it. The objects that the session refers to
/// must outlive it. Any thread may use it.
template <class Result>
class run_handle {
    struct shared {
        std::mutex guard{};
        std::condition_variable ended{};
        run_status status = run_status::running;
        std::optional<Result> result{};
        std::exception_ptr error{};
        bool taken = false;
    };
    // Constructs a result in its place, because some results cannot be moved.
    template <class Run>
    struct made_by {
        Run& run;
        operator Result() const { return run(); }
    };

public:
    /// Calls `run(token)` in a thread of its own.
    template <class Run>
    explicit run_handle(Run run)
        : thread_([state = state_, run = std::move(run)](std::stop_token token) mutable {
              run_status status = run_status::completed;
              try {
                  auto call = [&]() -> Result { return run(token); };
                  state->result.emplace(made_by<decltype(call)>{call});
              } catch (run_stopped const&) {
                  status = run_status::stopped;
                  state->error = std::current_exception();
              } catch (...) {
                  status = run_status::failed;
                  state->error = std::current_exception();
              }
              std::lock_guard const hold(state->guard);
              state->status = status;
              state->ended.notify_all();
          }) {}
    run_handle(run_handle&&) noexcept = default;
    run_handle& operator=(run_handle&&) noexcept = default;
    /// Requests a stop, and waits for the end.
    ~run_handle() = default;

    /// `running` until the run has ended; then `completed`, `failed` or `stopped`.
    run_status status() const {
        std::lock_guard const hold(state_->guard);
        return state_->status;
    }

    /// Waits for the end of the run, and returns its result once. Throws: the exception of the run,
    /// each time; `error` if the result was returned before.
    Result wait() {
        std::unique_lock hold(state_->guard);
        state_->ended.wait(hold, [&] { return state_->status != run_status::running; });
        if (state_->error) std::rethrow_exception(state_->error);
        if (std::exchange(state_->taken, true))
            throw error("the result of a run was taken by an earlier wait(); keep that one");
        return std::move(*state_->result);
    }

    /// Requests that the run end before its next node. A node that asks its context ends earlier.
    void request_stop() noexcept { thread_.request_stop(); }

private:
    std::shared_ptr<shared> state_ = std::make_shared<shared>();
    std::jthread thread_; // last, because it joins
};

namespace detail {

/// An argument of a run. The handle owns it until the run has it.
template <class T>
struct owned_argument {
    T value;
    template <class From>
    explicit owned_argument(From const& from) : value(from) {}
    T const& get() noexcept { return value; }
};
template <fixed_string Name, class T>
struct owned_argument<binding<Name, T>> {
    // Text elsewhere may be gone when the run begins, so it is copied.
    using type = std::conditional_t<std::is_same_v<std::decay_t<T>, char const*> ||
                                        std::is_same_v<std::decay_t<T>, char*> ||
                                        std::is_same_v<std::decay_t<T>, std::string_view>,
                                    std::string, std::decay_t<T>>;
    type value;
    explicit owned_argument(binding<Name, T> const& from) : value(static_cast<T&&>(from.value)) {}
    binding<Name, type> get() noexcept { return {std::move(value)}; }
};
// The options of a run, with the handle's own stop token.
template <>
struct owned_argument<run_options> {
    run_options value;
    explicit owned_argument(run_options const& from) : value(from) {}
};

template <class T>
auto without_options(owned_argument<T>& held) {
    if constexpr (std::is_same_v<T, run_options>)
        return std::tuple<>();
    else
        return std::tuple<decltype(held.get())>(held.get());
}

inline run_options options_of() { return {}; }
template <class T, class... Rest>
run_options options_of(owned_argument<T> const& first, Rest const&... rest) {
    if constexpr (std::is_same_v<T, run_options>)
        return first.value;
    else
        return options_of(rest...);
}

/// Calls `run` with the stored arguments, and with options that `token` can stop, too.
template <class Run, class... T>
auto run_held(std::tuple<owned_argument<T>...>& held, std::stop_token token, Run const& run) {
    return std::apply(
        [&](auto&... one) {
            run_options options = options_of(one...);
            std::stop_source either;
            auto const pass_on = [&] { either.request_stop(); };
            std::stop_callback const by_handle(token, pass_on);
            std::stop_callback const by_caller(options.stop, pass_on);
            options.stop = either.get_token();
            return std::apply([&](auto&&... argument) { return run(options, argument...); },
                              std::tuple_cat(without_options(one)...));
        },
        held);
}

} // namespace detail
} // namespace leat
