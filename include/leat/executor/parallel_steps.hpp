// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/parallel.hpp>
#include <leat/executor/step_tasks.hpp>
#include <leat/run/dynamic_tables.hpp>
#include <leat/run/run_gate.hpp>
#include <leat/run/step_graph.hpp>
#include <leat/support/is_copied.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// For each edge whether a node takes over, along it, what cannot be copied: then all others that
/// need the value have to have ended.
template <auto const& P, std::size_t Item, std::size_t Input>
consteval bool takes_the_only_one() {
    constexpr passing how = item_types<P, Item>::call::passings[Input];
    if constexpr (how == passing::shared || how == passing::generic)
        return false;
    else
        return !is_copied<value_t<P, solved<P>.edges[solved<P>.items[Item].first_edge + Input]>>;
}
template <auto const& P, std::size_t Item, std::size_t Count>
constexpr void find_takers(std::array<bool, Count>& takers) {
    if constexpr (solved<P>.items[Item].kind == kind::node)
        [&]<std::size_t... Input>(std::index_sequence<Input...>) {
            ((takers[solved<P>.items[Item].first_edge + Input] =
                  takes_the_only_one<P, Item, Input>()),
             ...);
        }(std::make_index_sequence<solved<P>.items[Item].edge_count>{});
}
template <auto const& P, std::size_t... Item>
consteval auto find_takers(std::index_sequence<Item...>) {
    std::array<bool, counts_of<P>.edges> takers{};
    [[maybe_unused]] bool const done[] = {true, (find_takers<P, Item>(takers), true)...};
    return takers;
}
template <auto const& P>
inline constexpr auto takes_only_ones =
    find_takers<P>(std::make_index_sequence<counts_of<P>.items>{});

/// Which steps of a planned run wait for which.
template <auto const& P, class Plan>
step_graph graph_of_steps(Plan const& plan) {
    step_graph graph(plan.step_count);
    std::array<std::size_t, counts_of<P>.items> step_of{};
    for (std::size_t s = 0; s < plan.step_count; ++s) step_of[plan.steps[s]] = s;
    for (std::size_t s = 0; s < plan.step_count; ++s) {
        item const& it = solved<P>.items[plan.steps[s]];
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            std::size_t const v = solved<P>.edges[e];
            std::size_t const maker = solved<P>.maker[v];
            if (plan.runs[maker] && step_of[maker] < s) graph.precede(step_of[maker], s);
            if (!takes_only_ones<P>[e] || plan.last_step[v] != s) continue;
            for (std::size_t c = solved<P>.first_consumer[v]; c < solved<P>.first_consumer[v + 1];
                 ++c) {
                std::size_t const other = solved<P>.consumers[c];
                if (plan.runs[other] && step_of[other] < s) graph.precede(step_of[other], s);
            }
        }
    }
    graph.begin();
    return graph;
}

/// A run that is laid out at run time, in several threads. Each step is taken as in one thread,
/// with the gate held, and sees only its own failure: what is reported is the failure of the step
/// that is first in the order of the graph, as every step before it has been taken too.
template <class State, class Plan>
class parallel_steps {
    using layout = typename State::layout;
    static constexpr auto const& P = layout::pipeline;

public:
    parallel_steps(State& s, Plan const& plan)
        : all_(s), plan_(plan), graph_(graph_of_steps<P>(plan)) {
        for (std::size_t at = 0; at < plan.step_count; ++at)
            for_each_input<P>(plan.steps[at], [&](std::size_t v) { ++s.shared.uses[v]; });
        s.frame.uses = s.shared.uses.data();
    }

    /// Returns: the step before which it stopped, as it was asked to; or npos.
    std::size_t run(parallel const& executor) {
        auto const helpers = executor.workers();
        run_options const* const given = all_.log.options;
        run_options options = given ? *given : run_options{};
        if (!options.workers) options.workers = &helpers;
        // What the caller of the run gave is called by one thread after the other.
        if (given && given->log)
            options.log = [&](std::string_view node, std::string_view line) {
                inside_gate const inside(&gate_);
                given->log(node, line);
            };
        if (given && given->progress)
            options.progress = [&](std::string_view node, std::size_t done, std::size_t total) {
                inside_gate const inside(&gate_);
                given->progress(node, done, total);
            };
        all_.options = all_.log.options = &options;
        all_.log.gate = &gate_;
        step_tasks(graph_, gate_, &take, this).run(helpers);
        all_.log.gate = nullptr;
        all_.options = all_.log.options = given;
        return stopped_;
    }

private:
    static void take(void* self, std::size_t step) {
        static_cast<parallel_steps*>(self)->take(step);
    }
    void take(std::size_t step) {
        if (all_.options->stop.stop_requested()) return stop(step);
        State own = all_;
        own.failed = {};
        own.failed_item = npos;
        own.cut_short = false;
        tables<State>::steps[plan_.steps[step]](own, step);
        if (own.failed) return fail(own, step);
        if (own.cut_short) {
            if (!all_.cut_short || own.cut_item < all_.cut_item) all_.cut_item = own.cut_item;
            all_.cut_short = true;
            return stop(step);
        }
        release(step);
    }

    void stop(std::size_t step) {
        stopped_ = step < stopped_ ? step : stopped_;
        graph_.end_at(0);
    }

    void fail(State& own, std::size_t step) {
        graph_.end_at(step);
        bool const is_first = !all_.failed || step < failed_at_;
        // Nodes that needed one that was put off fail by its failure, whichever comes first.
        if (all_.failed && own.failed.error != all_.failed.error) say(is_first ? all_ : own);
        if (!is_first) return;
        all_.failed = std::move(own.failed);
        all_.failed_item = own.failed_item;
        failed_at_ = step;
    }
    void say(State const& s) const {
        s.log.say(name_of_item<P>(s.failed_item), "failed too: " + s.failed.message());
    }

    // What nobody needs any more.
    void release(std::size_t step) {
        std::size_t const t = plan_.steps[step];
        item const& it = solved<P>.items[t];
        if (!State::driver::waits(all_, t)) all_.has_used(t);
        auto const one = [&](std::size_t v) {
            if (plan_.last_step[v] != npos && all_.shared.uses[v] == 0)
                tables<State>::values[v].release(all_.frame);
        };
        for (std::size_t i = 0; i < it.value_count; ++i) one(it.first_value + i);
        for_each_input<P>(t, one);
    }

    State& all_;
    Plan const& plan_;
    step_graph graph_;
    run_gate gate_{};
    std::size_t failed_at_ = npos;
    std::size_t stopped_ = npos;
};

/// Takes all steps of a run. Returns: the step before which it stopped, or npos.
template <class State, class Plan>
std::size_t take_steps_in(parallel const& executor, State& s, Plan const& plan) {
    return parallel_steps<State, Plan>(s, plan).run(executor);
}

} // namespace leat::detail
