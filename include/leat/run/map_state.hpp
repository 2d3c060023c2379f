// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/context.hpp>
#include <leat/run/element_error.hpp>
#include <leat/support/nearest.hpp>

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace leat::detail {

/// How far a map has come: which elements may begin, what has failed, what is to be reported. Used
/// by several threads at once.
class map_state {
public:
    /// `listens`: somebody wants to know how much is done.
    map_state(std::size_t total, context const& here, bool listens)
        : total_(total), here_(here), listens_(listens), step_(larger(1, total / 100)),
          next_report_(step_), failed_(total) {}
    map_state(map_state const&) = delete;

    /// Whether an element may begin: not after one that has failed, so that the error is the same
    /// whoever is first, nor when a stop is requested.
    bool may_begin(std::size_t index) noexcept {
        if (index >= failed_.load(std::memory_order_relaxed)) return false;
        if (!here_.stop_requested()) return true;
        stopped_.store(true, std::memory_order_relaxed);
        return false;
    }

    /// Remembers the exception that is being handled, thrown by an element, if it is the first of
    /// those that have failed.
    [[gnu::cold]] void failed(std::size_t index) noexcept {
        std::lock_guard const hold(mutex_);
        if (index >= failed_.load(std::memory_order_relaxed)) return;
        failed_.store(index, std::memory_order_relaxed);
        error_ = std::current_exception();
    }

    /// Notes that some elements are done, and reports it to `here` now and then: in the thread that
    /// runs the node, so that the numbers grow.
    void done(std::size_t count, context& here) {
        if (!listens_) return;
        std::size_t const now = done_.fetch_add(count, std::memory_order_relaxed) + count;
        if (std::this_thread::get_id() != caller_ || (now < next_report_ && now < total_)) return;
        next_report_ = now + step_;
        said_ = now;
        here.progress(now, total_);
    }
    /// Reports that all are done, if it has not been: another thread may have been the last.
    void ended(context& here) {
        if (listens_ && !incomplete() && total_ > 0 && said_ < total_)
            here.progress(total_, total_);
    }

    /// Whether not every element has a result.
    bool incomplete() const noexcept { return error_ || stopped(); }
    bool stopped() const noexcept { return stopped_.load(std::memory_order_relaxed); }

    /// Throws: `element_error`, when an element has failed.
    void rethrow() const {
        if (error_) throw element_error(failed_, total_, error_);
    }

private:
    std::size_t const total_;
    context const& here_;
    bool const listens_;
    std::size_t const step_;
    std::size_t next_report_; ///< of the caller alone
    std::size_t said_ = 0;    ///< the same
    std::atomic<std::size_t> failed_;
    std::atomic<std::size_t> done_{0};
    std::atomic<bool> stopped_{false};
    std::thread::id const caller_ = std::this_thread::get_id();
    std::mutex mutex_{};
    std::exception_ptr error_{};
};

} // namespace leat::detail
