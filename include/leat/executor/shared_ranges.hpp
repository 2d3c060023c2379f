// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/workers.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>

namespace leat::detail {

/// The elements of one node's work, in ranges that several threads claim one after the other. It
/// lives as long as one of those threads has it, also when all is done: a thread that comes late
/// finds nothing to claim.
///
/// Threads see what others did by way of `begun_`, `left_` and `users_`, and not only as oneTBB
/// hands tasks over; see parallel_engine.
class shared_ranges {
public:
    /// Requires: `grain` > 0. Has one user, which made it.
    shared_ranges(std::size_t count, std::size_t grain, workers::work call, void* self)
        : count_(count), grain_(grain), call_(call), self_(self), left_(ranges()) {}
    shared_ranges(shared_ranges const&) = delete;

    std::size_t ranges() const noexcept { return count_ / grain_ + (count_ % grain_ != 0); }

    /// Before others are told of it.
    void begin(std::size_t others) noexcept {
        users_.fetch_add(others, std::memory_order_relaxed);
        begun_.store(true, std::memory_order_release);
    }
    /// To be called first by those.
    void enter() const noexcept { (void)begun_.load(std::memory_order_acquire); }

    /// Works on what nobody has claimed, until nothing is left of it.
    void take_part() {
        std::size_t done = 0;
        for (std::size_t at = claim(); at < ranges(); at = claim(), ++done)
            call_(self_, at * grain_, std::min(count_, (at + 1) * grain_));
        if (done > 0 && left_.fetch_sub(done, std::memory_order_acq_rel) == done)
            left_.notify_all();
    }

    /// Returns when all ranges have been worked on.
    void wait() const noexcept {
        for (std::size_t left = left_.load(std::memory_order_acquire); left != 0;
             left = left_.load(std::memory_order_acquire))
            left_.wait(left, std::memory_order_acquire);
    }

    /// The last user deletes it.
    void leave() noexcept {
        if (users_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
    }

private:
    ~shared_ranges() = default;

    std::size_t claim() noexcept { return next_.fetch_add(1, std::memory_order_relaxed); }

    std::size_t const count_;
    std::size_t const grain_;
    workers::work const call_;
    void* const self_;
    std::atomic<bool> begun_{false};
    std::atomic<std::size_t> users_{1};
    alignas(64) std::atomic<std::size_t> next_{0}; ///< the range that is claimed next
    alignas(64) std::atomic<std::size_t> left_;    ///< ranges that are not done
};

} // namespace leat::detail
