// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/run_node.hpp>
#include <leat/engine/told_by_steps.hpp>
#include <leat/executor/parallel_steps.hpp>
#include <leat/executor/step_tasks.hpp>
#include <leat/info/run_gate.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

LEAT_DECL step_graph graph_of_steps(run_state const& run) {
    graph_view const& g = run.graph;
    run_plan const& plan = run.plan;
    step_graph graph(plan.step_count);
    std::vector<std::size_t> step_of(g.item_count());
    for (std::size_t s = 0; s < plan.step_count; ++s) step_of[plan.steps[s]] = s;
    for (std::size_t s = 0; s < plan.step_count; ++s) {
        item const& it = g.items[plan.steps[s]];
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            std::size_t const v = g.edges[e];
            std::size_t const maker = g.maker[v];
            if (plan.runs[maker] && step_of[maker] < s) graph.precede(step_of[maker], s);
            // Before a node takes over what cannot be copied, all others that need it have to have
            // ended.
            if (!run.ops.edges[e].exclusive || plan.last_step[v] != s) continue;
            for (std::size_t other : g.consumers_of(v))
                if (plan.runs[other] && step_of[other] < s) graph.precede(step_of[other], s);
        }
    }
    graph.begin();
    return graph;
}

/// A run that is laid out at run time, in several threads. Each step is taken as in one thread,
/// with the mutex of the run held, and sees only its own failure: what is reported is the failure
/// of the step that is first in the order of the graph, as every step before it has been taken too.
class parallel_steps {
public:
    LEAT_DECL explicit parallel_steps(step_state& all)
        : all_(all), run_(all.run), graph_(graph_of_steps(all.run)) {
        for (std::size_t at = 0; at < run_.plan.step_count; ++at)
            for_each_input(run_.graph, run_.plan.steps[at],
                           [&](std::size_t v) { ++run_.values[v].users; });
        run_.counts_users = true;
    }

    /// Returns: the step before which it stopped, as it was asked to; or npos.
    LEAT_DECL std::size_t run(parallel const& executor) {
        arena_workers const helpers = executor.workers();
        run_options const* const given = run_.log.options;
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
        run_.options = run_.log.options = &options;
        run_.log.gate = &gate_;
        told_by_steps told(options.sink, run_.log.metrics);
        run_.told = &told;
        step_tasks(graph_, gate_, &take_one, this).run(helpers);
        note_late(told.finish());
        run_.told = nullptr;
        run_.log.gate = nullptr;
        run_.options = run_.log.options = given;
        return stopped_;
    }

private:
    static void take_one(void* self, std::size_t step) {
        auto& all = *static_cast<parallel_steps*>(self);
        all.take(step);
        all.note_late(all.run_.told->ended(step));
    }
    LEAT_DECL void take(std::size_t step) {
        if (run_.options->stop.stop_requested()) return stop(step);
        step_state own(run_);
        own.step = step;
        std::size_t const item = run_.plan.steps[step];
        if (run_.store)
            run_.store->take_step(own, item, step);
        else
            run_node(own, item, step);
        if (own.failed) return fail(own, step);
        if (own.stopped_inside) {
            if (!all_.stopped_inside || own.stopped_item < all_.stopped_item)
                all_.stopped_item = own.stopped_item;
            all_.stopped_inside = true;
            return stop(step);
        }
        release(step);
    }

    // What the record refused of a node that had ended by then.
    LEAT_DECL void note_late(told_by_steps::refusal late) {
        if (!late.error) return;
        step_state own(run_);
        failure why;
        why.error = std::move(late.error);
        own.fail(std::move(why), run_.plan.steps[late.step]);
        report_failure(own, own.failed_item);
        fail(own, late.step);
    }

    void stop(std::size_t step) {
        stopped_ = step < stopped_ ? step : stopped_;
        graph_.end_at(0);
    }

    LEAT_DECL void fail(step_state& own, std::size_t step) {
        graph_.end_at(step);
        bool const is_first = !all_.failed || step < failed_at_;
        // Nodes that needed one that was deferred fail by its failure, whichever comes first.
        if (all_.failed && own.failed.error != all_.failed.error) say(is_first ? all_ : own);
        if (!is_first) return;
        all_.failed = std::move(own.failed);
        all_.failed_item = own.failed_item;
        failed_at_ = step;
    }
    LEAT_DECL void say(step_state const& s) const {
        run_.log.say(run_.graph.name_of(s.failed_item), "failed too: " + s.failed.message());
    }

    // What no node needs any more.
    LEAT_DECL void release(std::size_t step) {
        std::size_t const t = run_.plan.steps[step];
        if (run_.nodes[t].phase != node_phase::deferred) run_.release_inputs(t);
        auto const one = [&](std::size_t v) {
            if (run_.plan.last_step[v] != npos && run_.values[v].users == 0) run_.release(v);
        };
        for (std::size_t v : run_.graph.outputs(t)) one(v);
        for_each_input(run_.graph, t, one);
    }

    step_state& all_;
    run_state& run_;
    step_graph graph_;
    run_gate gate_{};
    std::size_t failed_at_ = npos;
    std::size_t stopped_ = npos;
};

LEAT_DECL std::size_t parallel_executor::take_steps(step_state& all) const {
    return parallel_steps(all).run(executor_);
}

} // namespace leat::detail
