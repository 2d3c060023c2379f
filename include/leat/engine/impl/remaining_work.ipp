// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/remaining_work.hpp>

#include <string>

namespace leat::detail {

LEAT_DECL left_over remaining_work(graph_view const& g, run_request const& r, run_plan const& p,
                                   flags const& done, flags const& skipped, std::size_t failed,
                                   flags const& on_disk) {
    left_over left;
    flags again(g.item_count());
    for (std::size_t s = 0; s < p.step_count; ++s) {
        std::size_t const t = p.steps[s];
        if (skipped[t]) continue;
        // A node that ran runs again when its dataset failed to take a value of it, or when the
        // value was for the caller, who got none.
        bool lost = t == failed;
        for (std::size_t v : g.outputs(t))
            lost |= done[t] && (r.stored[v] || p.kept[v]) && !r.bound[v] && !on_disk[v];
        again[t] = !done[t] || lost;
        if (!done[t] && t != failed) left.not_run.push_back(g.name_of(t));
    }
    for (std::size_t s = g.item_count();
         s-- > 0;) { // backwards: what they need, and what that needs
        std::size_t const t = g.order[s];
        if (!again[t]) continue;
        for (std::size_t v : g.inputs(t))
            if (g.is_node(g.maker[v]) && !r.bound[v] && !on_disk[v]) again[g.maker[v]] = true;
    }
    bool whole = true;
    for (std::size_t s = 0; s < p.step_count; ++s)
        whole &= again[p.steps[s]] || skipped[p.steps[s]];
    if (whole) return left;
    for (std::size_t t : g.order)
        if (again[t])
            left.advice.append(left.advice.empty() ? "\"" : ", \"")
                .append(g.name(g.items[t].first_value))
                .append("\"");
    if (!left.advice.empty()) left.advice = "leat::only(" + left.advice + ")";
    return left;
}

} // namespace leat::detail
