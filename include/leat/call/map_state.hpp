// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/context.hpp>
#include <leat/call/element_error.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace leat::detail {

/// The progress of a map: which elements may begin, which has failed, what to report. Several
/// threads use it at the same time.
class map_state {
public:
    /// `listens`: there is a listener for progress.
    map_state(std::size_t total, context const& here, bool listens)
        : total_(total), here_(here), listens_(listens),
          step_(std::max<std::size_t>(1, total / 100)), next_report_(step_), failed_(total) {}
    map_state(map_state const&) = delete;

    /// Whether an element may begin. No element after a failed one begins, so the error does not
    /// depend on the order of threads. No element begins after a request to stop.
    bool may_begin(std::size_t index) noexcept {
        if (index >= failed_.load(std::memory_order_relaxed)) return false;
        if (!here_.stop_requested()) return true;
        stopped_.store(true, std::memory_order_relaxed);
        return false;
    }

    /// Stores the exception that is being handled if its element is the first of the failed ones.
    [[gnu::cold]] void failed(std::size_t index) noexcept {
        std::lock_guard const hold(mutex_);
        if (index >= failed_.load(std::memory_order_relaxed)) return;
        failed_.store(index, std::memory_order_relaxed);
        error_ = std::current_exception();
    }

    /// Counts some elements as done, and reports to `here` now and then. Only the thread that runs
    /// the node reports, so that the numbers grow.
    void done(std::size_t count, context& here) {
        if (!listens_) return;
        std::size_t const now = done_.fetch_add(count, std::memory_order_relaxed) + count;
        if (std::this_thread::get_id() != caller_ || (now < next_report_ && now < total_)) return;
        next_report_ = now + step_;
        said_ = now;
        here.progress(now, total_);
    }
    /// Reports that all elements are done if no report said so: another thread may have done the
    /// last one.
    void ended(context& here) {
        if (listens_ && !incomplete() && total_ > 0 && said_ < total_)
            here.progress(total_, total_);
    }

    /// Whether some elements have no result.
    bool incomplete() const noexcept { return error_ || stopped(); }
    bool stopped() const noexcept { return stopped_.load(std::memory_order_relaxed); }

    /// Throws: `element_error` if an element has failed.
    void rethrow() const {
        if (error_) throw element_error(failed_, total_, error_);
    }

private:
    std::size_t const total_;
    context const& here_;
    bool const listens_;
    std::size_t const step_;
    std::size_t next_report_; ///< used by the calling thread alone
    std::size_t said_ = 0;    ///< the same
    std::atomic<std::size_t> failed_;
    std::atomic<std::size_t> done_{0};
    std::atomic<bool> stopped_{false};
    std::thread::id const caller_ = std::this_thread::get_id();
    std::mutex mutex_{};
    std::exception_ptr error_{};
};

} // namespace leat::detail
