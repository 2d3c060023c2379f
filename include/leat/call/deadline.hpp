// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace leat::detail {

/// The latest time at which a node should end.
using deadline = std::chrono::steady_clock::time_point;
inline constexpr deadline no_deadline = deadline::max();

/// A stop token that is stopped by the token of the run, or at a deadline. A thread waits for the
/// deadline; it ends with this object. This is for functions that need a token: polling code reads
/// the clock instead.
class deadline_stop {
public:
    deadline_stop(std::stop_token of_run, deadline at)
        : follow_(std::move(of_run), request{&source_}), timer_([this, at](std::stop_token ended) {
              std::unique_lock hold(guard_);
              wake_.wait_until(hold, ended, at, [] { return false; });
              if (!ended.stop_requested()) source_.request_stop();
          }) {}
    deadline_stop(deadline_stop const&) = delete;

    std::stop_token token() const noexcept { return source_.get_token(); }

private:
    struct request {
        std::stop_source* source;
        void operator()() const noexcept { source->request_stop(); }
    };

    std::stop_source source_{};
    std::stop_callback<request> follow_;
    std::mutex guard_{};
    std::condition_variable_any wake_{};
    std::jthread timer_;
};

} // namespace leat::detail
