// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/allowed_threads.hpp>
#include <leat/executor/arena_workers.hpp>
#include <leat/support/error.hpp>

#include <oneapi/tbb/task_arena.h>

#include <cstddef>
#include <memory>
#include <string>

namespace leat {

/// A service of a session: nodes that do not wait for each other run at the same time, in threads
/// of oneTBB. `leat::session<p>(leat::parallel(4))`.
///
/// A value; copies share the threads. The calling thread is one of them. What a run returns or
/// throws is what it returns or throws without it; only the order in which nodes begin is another,
/// and what several nodes use is copied, where it may be copied, for one that takes it over before
/// the others have ended. Nodes may use oneTBB themselves: it then uses the same threads, and a
/// node that waits does not begin another one meanwhile.
class parallel {
public:
    using is_executor = void;

    /// As many threads as the machine has.
    parallel() : parallel(tbb::task_arena::automatic, checked{}) {}

    /// That many threads, also when the machine has fewer cores.
    /// Throws: `error` when they are less than one.
    explicit parallel(int threads) : parallel(at_least_one(threads), checked{}) {}

    /// The threads of an arena, which is borrowed and must outlive all that runs in it.
    explicit parallel(tbb::task_arena& arena) noexcept : arena_(&arena) {}

    parallel(parallel const&) = default;
    parallel& operator=(parallel const&) = default;
    ~parallel() = default;

    /// How many threads take part in a run, the calling one included.
    int concurrency() const { return arena_->max_concurrency(); }

    /// The arena in which nodes run.
    tbb::task_arena& arena() const noexcept { return *arena_; }

    // The threads for one run.
    detail::arena_workers workers() const { return detail::arena_workers(*arena_); }

private:
    struct checked {};
    struct owned {
        explicit owned(int threads)
            : allowed(threads > 0 ? static_cast<std::size_t>(threads) : 0), arena(threads) {}
        detail::allowed_threads allowed;
        tbb::task_arena arena;
    };

    parallel(int threads, checked)
        : owned_(std::make_shared<owned>(threads)), arena_(&owned_->arena) {}

    static int at_least_one(int threads) {
        if (threads < 1)
            throw error("leat::parallel is given " + std::to_string(threads) +
                        " threads: give it 1 or more, or none for all that the machine has");
        return threads;
    }

    std::shared_ptr<owned> owned_{}; // null when the arena is borrowed
    tbb::task_arena* arena_;
};

} // namespace leat
