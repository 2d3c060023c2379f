// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/arena_workers.hpp>
#include <leat/info/run_gate.hpp>
#include <leat/engine/step_graph.hpp>

#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <atomic>
#include <cstddef>
#include <mutex>

namespace leat::detail {

/// Takes the steps of a run, by tasks of oneTBB: as many at the same time as may begin, and as the
/// arena has threads. A step is taken with the gate held, and lets it go while its node works. A
/// task goes on with the next step until none is left that may begin; nobody waits for one by
/// looking again and again.
class step_tasks {
public:
    /// Takes one step. Does not throw.
    using step = void (*)(void* self, std::size_t step);

    step_tasks(step_graph& graph, run_gate& gate, step take, void* self)
        : graph_(graph), gate_(gate), take_(take), self_(self) {}

    /// Returns when no step is left that may begin, and none is being taken. The calling thread
    /// takes part: in the steps, and where there is none for it in the elements of those that
    /// others have begun. It does not begin what other runs do in the same arena.
    void run(arena_workers const& threads) {
        threads.run([this] {
            begin();
            tasks_.wait();
        });
    }

private:
    // What a tool that looks for races does not see is how oneTBB, which is compiled without it,
    // hands this pointer over; what lies behind it is seen by way of `begun_` and of the gate.
    struct helper {
        step_tasks* all;
        [[gnu::no_sanitize_thread]] void operator()() const { all->work(); }
    };

    void begin() {
        begun_.store(true, std::memory_order_release);
        std::unique_lock const hold(gate_);
        call_for(graph_.ready() + 1);
    }
    void work() {
        (void)begun_.load(std::memory_order_acquire);
        std::unique_lock const hold(gate_);
        for (std::size_t at = graph_.take(); at != step_graph::none; at = graph_.take()) {
            // A node that waits for tasks of its own does not take a step of this run meanwhile.
            tbb::this_task_arena::isolate([&] { take_(self_, at); });
            call_for(graph_.ended(at));
        }
    }
    // For one of them the calling task is there.
    void call_for(std::size_t found) {
        for (std::size_t i = 1; i < found; ++i) tasks_.run(helper{this});
    }

    step_graph& graph_;
    run_gate& gate_;
    step take_;
    void* self_;
    std::atomic<bool> begun_{false};
    tbb::task_group tasks_{};
};

} // namespace leat::detail
