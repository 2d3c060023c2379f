// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// A dry run: what a run with a cache would do, as far as that is known before it runs.

#include <leat/memo/caching_memo.hpp>

#include <string>

namespace leat::detail {

LEAT_DECL void caching_memo::predict(step_state& s) {
    run_state& run = s.run;
    for (std::size_t step = 0; step < run.plan.step_count && !s.failed; ++step)
        predict_node(s, run.plan.steps[step]);

    // Backwards: what runs needs what it takes; of cached nodes the value is there.
    for (std::size_t step = run.plan.step_count; step-- > 0;) {
        std::size_t const t = run.plan.steps[step];
        node_report& report = run.report(t);
        if (report.status == node_status::hit) continue;
        if (!run.nodes[t].required) {
            report.status = node_status::skipped;
            report.reason = "not needed: what takes its value is in the cache";
            continue;
        }
        for (std::size_t v : run.graph.inputs(t)) run.nodes[run.graph.maker[v]].required = true;
    }
}

/// Finds the node's key, and whether the cache has what it returns. Where something that counts
/// comes from a node that would run, neither is known.
LEAT_DECL void caching_memo::predict_node(step_state& s, std::size_t t) {
    run_state& run = s.run;
    bool const caches = policy_.caches(t);
    if (!caches)
        run.report(t).reason = policy_.behaviour[t] == caching::impure
                                   ? "it is impure, so it runs each time"
                                   : "it is not cached";
    if (policy_.keyed[t]) {
        if (std::size_t const v = unknown_input(run, t); v != npos) {
            if (!caches) return;
            run.nodes[t].required = true;
            run.report(t).reason =
                std::string(unknown_yet) + run.graph.name_of(run.graph.maker[v]) + "' returns";
            return;
        }
        if (!find_versions(s, t)) return;
        make_key(run, t);
    }
    if (caches) {
        std::string why;
        if (takes_hits(run, t) && !is_refreshed(run, t) && find_entry(run, t, why, false)) return;
        run.nodes[t].required = true;
        explain(run, t, why);
    } else if (policy_.keyed[t]) {
        for (std::size_t v : run.graph.outputs(t)) set_version(run, v, output_version(run, v));
    }
}

LEAT_DECL std::size_t caching_memo::unknown_input(run_state const& run, std::size_t t) const {
    item const& it = run.graph.items[t];
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
        std::size_t const v = run.graph.edges[e];
        bool const at_hand = run.is_outside(v) || run.comes_from_dataset(v);
        if (policy_.counts[e] && !run.values[v].has_version && !at_hand) return v;
    }
    return npos;
}

} // namespace leat::detail
