// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/plan.hpp>
#include <leat/run/errors.hpp>

#include <array>
#include <cstddef>
#include <string>

namespace leat::detail {

/// What a run that failed did not come to, and the slice that runs the rest of it.
///
/// `done`: items that ran; `skipped`: items that a hook skipped, which are not advised; `on_disk`:
/// values that a dataset holds, as this run or, where it did not make them, an earlier one left
/// them. The advice holds every item that is left and, of what these need, what was made and is in
/// no dataset; it never counts on a stored value that is not there. It is empty when it would be
/// the whole run again, or nothing. O(items + edges).
template <counts C>
left_over what_is_left(solution<C> const& g, request<C> const& r, plan<C> const& p,
                       std::array<bool, C.items> const& done,
                       std::array<bool, C.items> const& skipped, std::size_t failed,
                       std::array<bool, C.values> const& on_disk) {
    auto const first_name = [&](std::size_t t) {
        return std::string(g.name(g.items[t].first_value));
    };
    left_over left;
    std::array<bool, C.items> again{};
    for (std::size_t s = 0; s < p.step_count; ++s) {
        std::size_t const t = p.steps[s];
        if (skipped[t]) continue;
        // What ran runs again, when its dataset failed to take a value of it, or when the value
        // was for the caller, who got none.
        bool lost = t == failed;
        for (std::size_t i = 0; i < g.items[t].value_count; ++i) {
            std::size_t const v = g.items[t].first_value + i;
            lost |= done[t] && (r.stored[v] || p.kept[v]) && !r.bound[v] && !on_disk[v];
        }
        again[t] = !done[t] || lost;
        if (done[t] || t == failed) continue;
        std::string names;
        for (std::size_t i = 0; i < g.items[t].value_count; ++i)
            names.append(i > 0 ? ", " : "").append(g.name(g.items[t].first_value + i));
        left.not_run.push_back(std::move(names));
    }
    for (std::size_t s = C.items; s-- > 0;) { // backwards: what they need, and what that needs
        std::size_t const t = g.order[s];
        if (!again[t]) continue;
        for (std::size_t e = g.items[t].first_edge;
             e < g.items[t].first_edge + g.items[t].edge_count; ++e) {
            std::size_t const v = g.edges[e];
            if (g.items[g.maker[v]].kind == kind::node && !r.bound[v] && !on_disk[v])
                again[g.maker[v]] = true;
        }
    }
    bool whole = true;
    for (std::size_t s = 0; s < p.step_count; ++s)
        whole &= again[p.steps[s]] || skipped[p.steps[s]];
    if (whole) return left;
    for (std::size_t t : g.order)
        if (again[t])
            left.advice.append(left.advice.empty() ? "" : ", ").append("\"" + first_name(t) + "\"");
    if (!left.advice.empty()) left.advice = "leat::only(" + left.advice + ")";
    return left;
}

} // namespace leat::detail
