// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/isolation.hpp>
#include <leat/executor/shared_ranges.hpp>
#include <leat/call/workers.hpp>

#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace leat::detail {

/// The threads of an arena, for one run: they run its nodes, and help with the elements of one
/// node's work. Refers to the arena.
///
/// A node is isolated: a thread that waits in it begins nothing else meanwhile. What its elements
/// offer to other threads is not in the isolation of the node, but in that of the run, so that also
/// a thread takes it that waits for the end of the run; that thread is in no node.
class arena_workers final : public workers {
public:
    explicit arena_workers(tbb::task_arena& arena) noexcept : arena_(&arena) {}
    arena_workers(arena_workers const&) = delete;
    arena_workers& operator=(arena_workers const&) = delete;
    ~arena_workers() {
        if (has_offered_.load(std::memory_order_relaxed)) run([] {});
    }

    /// Calls `begin()` in the arena, in the isolation of the run. A thread that waits in it helps
    /// with the elements of nodes that others have begun.
    template <class Begin>
    void run(Begin const& begin) const {
        arena_->execute([&] {
            isolate_as(tag(), [&] {
                begin();
                end();
            });
        });
    }

    void for_ranges(std::size_t count, std::size_t grain, work call, void* self) const override {
        auto* const all = new shared_ranges(count, std::max<std::size_t>(grain, 1), call, self);
        arena_->execute([&] {
            offer(*all, std::min(all->ranges(), concurrency()));
            tbb::this_task_arena::isolate([&] { all->take_part(); });
        });
        all->wait();
        all->leave();
    }

    std::size_t concurrency() const noexcept override {
        return static_cast<std::size_t>(arena_->max_concurrency());
    }

    /// The tag of the run's isolation.
    std::intptr_t tag() const noexcept { return reinterpret_cast<std::intptr_t>(this); }

    /// What nobody took of the offers goes. To be called in the isolation of the run, when no node
    /// runs any more.
    void end() const {
        if (!has_offered_.load(std::memory_order_relaxed)) return;
        tasks_.wait();
        has_offered_.store(false, std::memory_order_relaxed);
    }

private:
    // What a tool that looks for races does not see is how oneTBB hands this pointer over.
    struct helper {
        shared_ranges* all;
        [[gnu::no_sanitize_thread]] void operator()() const { help(all); }
    };
    static void help(shared_ranges* all) {
        all->enter();
        // An element that waits for tasks of its own begins nothing else meanwhile.
        tbb::this_task_arena::isolate([&] { all->take_part(); });
        all->leave();
    }

    // For all threads but the calling one. Where it cannot be offered, that one does all.
    void offer(shared_ranges& all, std::size_t threads) const {
        if (threads < 2) return;
        all.begin(threads - 1);
        std::size_t offered = 0;
        try {
            isolate_as(tag(), [&] {
                has_offered_.store(true, std::memory_order_relaxed);
                for (; offered < threads - 1; ++offered) tasks_.run(helper{&all});
            });
        } catch (...) {
            for (; offered < threads - 1; ++offered) all.leave();
        }
    }

    tbb::task_arena* arena_;
    mutable std::atomic<bool> has_offered_{false};
    // Not a part of whatever it is first used in, which may end earlier.
    mutable tbb::task_group_context context_{tbb::task_group_context::isolated,
                                             tbb::task_group_context::concurrent_wait};
    mutable tbb::task_group tasks_{context_};
};

} // namespace leat::detail
