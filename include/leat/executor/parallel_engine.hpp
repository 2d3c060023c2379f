// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/arena_workers.hpp>

#include <oneapi/tbb/detail/_task.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <new>
#include <utility>

// What happens between chains of steps, whatever the pipeline. This is the one header that uses the
// tasks below oneTBB's algorithms: such a task lies in memory of the run and is counted by nobody,
// where one of a task_group is allocated, and counted in a cell that all threads write.

namespace leat::detail {

/// The chains of a run: see parallel_plan.
struct chain_graph {
    /// Runs a chain; `at` is the step that it is at. Returns whether it came to its end.
    using body = bool (*)(void* run, std::uint32_t& at);

    std::uint32_t const* roots;
    std::uint32_t root_count;
    std::uint32_t end_count;
    std::int32_t const* waits_for;
    std::uint32_t const* first_next;
    std::uint32_t const* next;
    body const* bodies;
};

#if defined(__SANITIZE_THREAD__)
inline constexpr bool looked_at_for_races = true;
#elif defined(__has_feature)
inline constexpr bool looked_at_for_races = __has_feature(thread_sanitizer);
#else
inline constexpr bool looked_at_for_races = false;
#endif

/// Room for a task, one for each chain.
struct alignas(tbb::detail::d1::task_alignment) chain_room {
    std::byte bytes[sizeof(tbb::detail::d1::task)];
};

/// Chains that are ready.
struct chain_list {
    std::uint32_t const* begin;
    std::uint32_t const* end;
};

/// Runs chains in the threads of an arena: after a chain, its thread goes on with the first of
/// those that are ready then, and leaves the others to whoever is free.
///
/// When a step fails, those after it in the order of the graph are not begun any more, but those
/// before it are, as they run in order, too. So the error is that of a run in order. Chains that do
/// not begin are still gone through, so that the end is always the same: all have been.
///
/// Threads see what others did by way of `begun_`, `waiting_` and `left_`, and not only as oneTBB
/// hands tasks over, which a tool that looks for races does not see in a library that is compiled
/// without it.
class parallel_engine : tbb::task_group_context {
public:
    /// `waiting`, `rooms` and `lists` have an element for each chain, `ready` has one for each
    /// edge; `waiting` is a copy of `waits_for`.
    parallel_engine(chain_graph const& graph, void* run, std::atomic<std::int32_t>* waiting,
                    chain_room* rooms, chain_list* lists, std::uint32_t* ready)
        : task_group_context(isolated), graph_(graph), run_(run), waiting_(waiting), rooms_(rooms),
          lists_(lists), ready_(ready), left_(graph.end_count) {}
    parallel_engine(parallel_engine const&) = delete;
    parallel_engine& operator=(parallel_engine const&) = delete;

    /// Runs all chains; returns when nothing of them runs any more. `helpers`, if it is not null,
    /// are those whose help nodes of the run may ask for.
    void run(tbb::task_arena& arena, arena_workers const* helpers) {
        begun_.store(true, std::memory_order_release);
        arena.initialize();
        entry in(*this, helpers);
        tbb::detail::r1::execute(arena, in);
        (void)left_.load(std::memory_order_acquire);
        if constexpr (looked_at_for_races) {
            done_.reserve(); // as what reads it in order to wait is not seen
            done_.release();
        }
    }

    /// Whether a step is not to begin, as one before it has failed.
    bool is_after_end(std::uint32_t step) const noexcept {
        return step > end_.load(std::memory_order_relaxed);
    }

    /// Notes that the run ends at a step: by an error, or when there is none by a stop.
    void end_at(std::uint32_t step, std::exception_ptr error) noexcept {
        std::lock_guard const lock(ending_);
        if (step >= end_.load(std::memory_order_relaxed)) return;
        end_.store(step, std::memory_order_relaxed);
        std::swap(error_, error);
    }

    /// The step at which the run ended early, or npos as a std::uint32_t.
    std::uint32_t ended_at() const noexcept { return end_.load(std::memory_order_relaxed); }
    std::exception_ptr const& error() const noexcept { return error_; }

    /// Whether a step of that chain has come to its end.
    bool has_run(std::uint32_t chain, std::uint32_t step) const noexcept {
        std::int32_t const waits = waiting_[chain].load(std::memory_order_relaxed);
        return waits >= 0 || step < static_cast<std::uint32_t>(-1 - waits);
    }

private:
    // A chain that is ready; or several, of which this is the first.
    template <bool Several>
    class chain_task final : public tbb::detail::d1::task {
        tbb::detail::d1::task* execute(tbb::detail::d1::execution_data& data) override {
            auto& engine = static_cast<parallel_engine&>(*tbb::detail::d1::context(data));
            (void)engine.begun_.load(std::memory_order_acquire);
            auto const room = reinterpret_cast<chain_room*>(this) - engine.rooms_;
            auto const chain = static_cast<std::uint32_t>(room);
            (void)engine.waiting_[chain].load(std::memory_order_acquire);
            if constexpr (Several) engine.share(engine.lists_[chain]);
            if (engine.go_on(chain)) engine.done_.release();
            return nullptr;
        }
        tbb::detail::d1::task* cancel(tbb::detail::d1::execution_data& data) override {
            return execute(data); // what a run does to its end is not for others to cancel
        }
    };

    // What arena.execute() makes of a lambda, but when the arena is full another thread calls it,
    // which has to look at `begun_` first.
    class entry final : public tbb::detail::d1::delegate_base {
    public:
        entry(parallel_engine& engine, arena_workers const* helpers) noexcept
            : engine_(&engine), helpers_(helpers) {}

    private:
        [[gnu::no_sanitize_thread]] bool operator()() const override {
            // While it waits it does not begin what others run in the same arena.
            isolate_as(helpers_ ? helpers_->tag() : 0, [engine = engine_, helpers = helpers_] {
                engine->start();
                if (helpers) helpers->end();
            });
            return true;
        }
        parallel_engine* engine_;
        arena_workers const* helpers_;
    };

    void start() noexcept {
        (void)begun_.load(std::memory_order_acquire);
        if (graph_.root_count > 1) spawn({graph_.roots + 1, graph_.roots + graph_.root_count});
        if (go_on(graph_.roots[0]))
            done_.release(); // nobody waits for it, but oneTBB checks that it was
        else
            tbb::detail::d1::wait(done_, *this);
    }

    template <bool Several>
    void spawn_task(std::uint32_t chain) noexcept {
        static_assert(sizeof(chain_task<Several>) == sizeof(chain_room));
        auto* const task = ::new (static_cast<void*>(rooms_ + chain)) chain_task<Several>;
        waiting_[chain].store(0, std::memory_order_release);
        tbb::detail::d1::spawn(*task, *this);
    }
    // Several go as one task, which whoever takes it shares in turn: a thread that has nothing to
    // do then finds much in one place.
    void spawn(chain_list all) noexcept {
        if (all.end - all.begin == 1) return spawn_task<false>(*all.begin);
        lists_[*all.begin] = all;
        spawn_task<true>(*all.begin);
    }
    void share(chain_list all) noexcept {
        while (all.end - all.begin > 1) {
            auto* const half = all.begin + (all.end - all.begin + 1) / 2;
            spawn({half, all.end});
            all.end = half;
        }
    }

    // Runs a chain, and what is ready after it. Returns whether all is done: then nothing of the
    // run may be touched but `done_`. Otherwise nothing, once the last chain after this one has
    // been told of it: the others may have come to the end by then.
    bool go_on(std::uint32_t chain) noexcept {
        chain_graph const& graph = graph_;
        for (;;) {
            run_chain(chain);
            std::uint32_t const first = graph.first_next[chain];
            std::uint32_t const last = graph.first_next[chain + 1];
            std::uint32_t* const ready = ready_ + first;
            std::uint32_t mine = none;
            std::uint32_t others = 0;
            for (std::uint32_t i = first; i < last; ++i) {
                std::uint32_t const next = graph.next[i];
                if (!is_ready(next, graph.waits_for[next])) continue;
                if (mine == none)
                    mine = next;
                else
                    ready[others++] = next;
            }
            if (others > 0) spawn({ready, ready + others});
            if (mine == none)
                return first == last && left_.fetch_sub(1, std::memory_order_acq_rel) == 1;
            chain = mine;
        }
    }

    // Called after one of those that the chain waits for.
    bool is_ready(std::uint32_t chain, std::int32_t waits_for) noexcept {
        auto& waiting = waiting_[chain];
        return waits_for == 1 ||
               waiting.load(std::memory_order_acquire) == 1 || // the others have ended
               waiting.fetch_sub(1, std::memory_order_acq_rel) == 1;
    }

    // A node that waits for tasks of its own must not begin another node meanwhile, which could
    // need what it holds, or take long.
    void run_chain(std::uint32_t chain) noexcept {
        std::uint32_t at = 0;
        bool whole = false;
        try {
            tbb::this_task_arena::isolate([&] { whole = graph_.bodies[chain](run_, at); });
        } catch (...) {
            end_at(at, std::current_exception());
        }
        if (!whole) [[unlikely]]
            waiting_[chain].store(-1 - static_cast<std::int32_t>(at), std::memory_order_release);
    }

    static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

    chain_graph const& graph_;
    void* run_;
    std::atomic<std::int32_t>* waiting_;
    chain_room* rooms_;
    chain_list* lists_; ///< by chain: those that its task is for, if they are several
    std::uint32_t*
        ready_; ///< room for what is ready after a chain, where the plan has what follows it
    std::atomic<bool> begun_{false};
    std::mutex ending_;
    std::exception_ptr error_;
    alignas(64) std::atomic<std::uint32_t> end_{none};
    // Chains at the end that have not been gone through.
    alignas(64) std::atomic<std::uint32_t> left_;
    tbb::detail::d1::wait_context done_{1};
};

} // namespace leat::detail
