// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/parallel_engine.hpp>
#include <leat/executor/parallel_plan.hpp>
#include <leat/run/frame.hpp>
#include <leat/run/step.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

/// The memory of a run in several threads.
template <class Layout>
struct parallel_memory {
    using parts = frame_of<Layout>;
    static constexpr std::size_t chains = parallel_plan_of<Layout>.chain_count;

    chain_room rooms[chains];
    chain_list lists[chains];
    std::uint32_t ready[parallel_plan_of<Layout>.first_next[chains] + 1];
    typename parts::trivial trivial;
    typename parts::managed managed;
    union { // each made when the run begins
        std::atomic<std::int32_t> waiting[chains];
    };
    union {
        std::atomic<std::uint32_t> users[moves_of<Layout>.counters + 1];
    };

    parallel_memory() noexcept {}
};

/// What steps know of their run.
template <class Layout>
struct parallel_state {
    frame<Layout> values;
    run_options const* options;
    std::atomic<std::uint32_t>* users; ///< of the results that are counted
    parallel_engine* engine = nullptr;
};

/// Destroys a result after a step that uses it, when that is the last.
template <class Layout, std::size_t Release>
[[gnu::always_inline]] inline bool release_parallel(parallel_state<Layout>& run) {
    constexpr auto what = moves_of<Layout>.releases[Release];
    if constexpr (what.counter != no_step)
        if (run.users[what.counter].fetch_sub(1, std::memory_order_acq_rel) != 1) return false;
    std::destroy_at(std::addressof(slot_of<what.item>(run.values).value));
    return true;
}
template <class Layout, std::size_t First, std::size_t... I>
[[gnu::always_inline]] inline void release_all_parallel(parallel_state<Layout>& run,
                                                        std::index_sequence<I...>) {
    [[maybe_unused]] bool const done[] = {release_parallel<Layout, First + I>(run)...};
}

/// Runs a step, unless the run has ended before it. Returns whether it has run.
template <class Layout, std::size_t Step>
[[gnu::always_inline]] inline bool parallel_step(parallel_state<Layout>& run, std::uint32_t& at) {
    constexpr std::size_t t = Layout::laid_out.steps[Step];
    at = Step;
    if (run.engine->is_after_end(Step)) return false;
    if constexpr (Layout::has_options)
        if (run.options->stop.stop_requested()) {
            run.engine->end_at(Step, nullptr);
            return false;
        }
    auto const give = [&]<std::size_t I>(std::integral_constant<std::size_t, I>)
                          __attribute__((always_inline))
                              ->decltype(auto) {
        constexpr std::size_t edge = solved<Layout::pipeline>.items[t].first_edge + I;
        return pass_as<t, I, moves_of<Layout>.taken[edge]>(run.values);
    };
    unvisited nobody;
    compute_item<t>(run.values, run.options, nobody, give);
    // What a node returns that was asked to stop may be a part only.
    if constexpr (Layout::has_options && item_types<Layout::pipeline, t>::call::has_context)
        if (run.options->stop.stop_requested()) run.engine->end_at(Step, nullptr);
    constexpr std::size_t first = moves_of<Layout>.first_release[Step];
    constexpr std::size_t ended = moves_of<Layout>.first_release[Step + 1] - first;
    if constexpr (ended > 0)
        release_all_parallel<Layout, first>(run, std::make_index_sequence<ended>{});
    return true;
}

template <class Layout, std::size_t First, std::size_t... I>
[[gnu::always_inline]] inline bool run_chain_steps(parallel_state<Layout>& run, std::uint32_t& at,
                                                   std::index_sequence<I...>) {
    bool goes_on = true;
    [[maybe_unused]] bool const done[] = {
        (goes_on = goes_on &&
                   parallel_step<Layout, parallel_plan_of<Layout>.steps[First + I]>(run, at))...};
    return goes_on;
}
template <class Layout, std::size_t Chain>
bool chain_body(void* run, std::uint32_t& at) {
    constexpr std::size_t first = parallel_plan_of<Layout>.first_step[Chain];
    constexpr std::size_t last = parallel_plan_of<Layout>.first_step[Chain + 1];
    return run_chain_steps<Layout, first>(*static_cast<parallel_state<Layout>*>(run), at,
                                          std::make_index_sequence<last - first>{});
}

template <class Layout, std::size_t... Chain>
consteval auto list_chain_bodies(std::index_sequence<Chain...>) {
    return std::array<chain_graph::body, sizeof...(Chain)>{&chain_body<Layout, Chain>...};
}
/// The functions that run the chains.
template <class Layout>
inline constexpr auto chain_bodies =
    list_chain_bodies<Layout>(std::make_index_sequence<parallel_plan_of<Layout>.chain_count>{});

/// Whether a step of a run that has ended came to its end.
template <class Layout>
bool has_run(parallel_state<Layout> const& run, std::size_t step) {
    return run.engine->has_run(parallel_plan_of<Layout>.chain_of[step],
                               static_cast<std::uint32_t>(step));
}

/// Destroys the results that are alive after a run has ended early.
template <class Layout, std::size_t... Item>
[[gnu::noinline, gnu::cold]] void abandon_parallel(
    parallel_state<Layout>& run, slots<Layout::pipeline, std::index_sequence<Item...>>& managed) {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::array<std::size_t, sizeof...(Item)> items{Item...};
    std::array<managed_result, sizeof...(Item)> const all{
        {{std::addressof(static_cast<slot<P, Item>&>(managed).value),
          &destroy_as<result_t<P, Item>>, schedule_of<Layout>.born[Item], 0}...}};
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::uint32_t const by = moves_of<Layout>.released_by[items[i]];
        std::uint32_t const counter = moves_of<Layout>.counter_of[items[i]];
        bool const gone =
            (by != no_step && has_run(run, by)) ||
            (counter != no_step && run.users[counter].load(std::memory_order_relaxed) == 0);
        if (has_run(run, all[i].born) && !gone) all[i].destroy(all[i].at);
    }
}

/// Ends a run early: by the error of the first step that failed, in the order of the graph, or as
/// it was stopped before that step.
template <class Layout>
[[noreturn, gnu::noinline, gnu::cold]] void end_early(parallel_state<Layout>& run) {
    constexpr auto const& P = Layout::pipeline;
    std::size_t const step = run.engine->ended_at();
    abandon_parallel(run, run.values.managed);
    failure const why = failure_of(run.engine->error());
    if (!why)
        throw run_stopped("the run of pipeline '" + std::string(P.name.view()) +
                          "' was asked to stop, and did " + (has_run(run, step) ? "in" : "before") +
                          " node '" + name_of_item<P>(Layout::laid_out.steps[step]) + "'");
    std::vector<std::string> not_run;
    for (std::size_t s = 0; s < Layout::laid_out.step_count; ++s)
        if (s != step && !has_run(run, s))
            not_run.push_back(name_of_item<P>(Layout::laid_out.steps[s]));
    raise(why, P.name.view(), name_of_item<P>(Layout::laid_out.steps[step]),
          {std::move(not_run), {}});
}

} // namespace leat::detail
