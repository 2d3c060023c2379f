// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/solve.hpp>

#include <array>
#include <cstddef>

namespace leat::detail {

/// What a run is asked for.
template <counts C>
struct request {
    std::array<bool, C.values> asked{};  ///< named as results
    std::array<bool, C.values> bound{};  ///< given by the caller
    std::array<bool, C.items> slice{};   ///< items that all of the slices hold, when sliced
    std::array<bool, C.values> stored{}; ///< a dataset of the catalog is named so
    std::array<bool, C.values> exists{}; ///< and holds a value now; looked up for only_missing
    bool any_asked = false;
    bool sliced = false;
    bool only_missing = false; ///< what is stored and exists is not made again
};

/// Whether a dataset gives the value, if nothing in the run makes it: what no node makes, what is
/// made outside of the slice, or what need not be made again.
template <class Graph, class Request>
constexpr bool is_on_hand(Graph const& g, Request const& r, std::size_t v) {
    if (!r.stored[v] || r.bound[v]) return false;
    std::size_t const t = g.maker[v];
    return g.items[t].kind != kind::node || (r.sliced && !r.slice[t]) ||
           (r.only_missing && r.exists[v]);
}

/// A run, laid out: which nodes run in which order, what is kept, and when each value is let go.
template <counts C>
struct plan {
    std::array<std::size_t, C.items> steps{}; ///< the items that run, in order
    std::size_t step_count = 0;
    std::array<bool, C.items> runs{};
    std::array<bool, C.values> needed{}; ///< there during the run: made, bound or by default
    std::array<bool, C.values> kept{};   ///< goes into the result
    std::array<bool, C.values> loaded{}; ///< comes from its dataset, as nothing here makes it
    std::array<std::size_t, C.values>
        last_step{}; ///< the step of the last use; npos when it is kept

    std::size_t missing = npos; ///< a value that is needed and that nothing gives, if there is one
    std::size_t missing_for = npos; ///< the item that needs it
    bool empty = false;             ///< a slice in which nothing runs and nothing is asked
};

/// Lays a run out. The same function serves the compiler, when everything is named by constants,
/// and the run time, when a slice is named by strings.
///
/// Without slices, what is wanted are the asked values, or when none is asked all that no node
/// consumes; what lies before a bound value is cut away. With slices, what they hold runs. With
/// only_missing, of what is wanted by default: what is stored and does not exist, and what is not
/// stored and nobody consumes. Cost: O(items + edges).
/// Lays out what a run does, into an empty plan. The compiler calls it with a solution and its
/// arrays, a run with a view of the graph and vectors. O(items + edges).
template <class Graph, class Request, class Plan>
constexpr void lay_out(Graph const& g, Request const& r, Plan& p) {
    std::size_t const item_count = g.items.size();
    std::size_t const value_count = g.maker.size();
    auto wanted = r.asked;
    auto const outputs_of = [&](std::size_t t, auto visit) {
        for (std::size_t i = 0; i < g.items[t].value_count; ++i) visit(g.items[t].first_value + i);
    };
    auto const in_slice = [&](std::size_t t) { return !r.sliced || r.slice[t]; };
    auto const is_consumed = [&](std::size_t v, auto by) {
        bool consumed = false;
        for (std::size_t c = g.first_consumer[v]; c < g.first_consumer[v + 1]; ++c)
            consumed |= by(g.consumers[c]);
        return consumed;
    };
    bool any_node = false;
    for (std::size_t t = 0; t < item_count; ++t) {
        if (g.items[t].kind != kind::node || !in_slice(t)) continue;
        any_node = true;
        if (r.any_asked) continue;
        outputs_of(t, [&](std::size_t v) {
            if (r.only_missing)
                wanted[v] = r.stored[v] ? !r.exists[v] : !is_consumed(v, in_slice);
            else
                wanted[v] = r.sliced || g.first_consumer[v] == g.first_consumer[v + 1];
        });
    }
    p.needed = wanted;

    // Backwards: an item runs when one of its values is needed and not bound.
    for (std::size_t step = item_count; step-- > 0;) {
        std::size_t const t = g.order[step];
        bool makes_needed = false;
        outputs_of(t, [&](std::size_t v) {
            makes_needed |= p.needed[v] && !r.bound[v] && !is_on_hand(g, r, v);
        });
        p.runs[t] = makes_needed && g.items[t].kind == kind::node && in_slice(t);
        if (!p.runs[t]) continue;
        for (std::size_t e = g.items[t].first_edge;
             e < g.items[t].first_edge + g.items[t].edge_count; ++e)
            if (g.edges[e] != npos) p.needed[g.edges[e]] = true;
    }

    // Forwards: the steps, and the step of the last use of each value.
    for (std::size_t v = 0; v < value_count; ++v) p.last_step[v] = npos;
    for (std::size_t t : g.order) {
        if (!p.runs[t]) continue;
        std::size_t const step = p.step_count++;
        p.steps[step] = t;
        outputs_of(t,
                   [&](std::size_t v) { p.last_step[v] = step; }); // unless somebody uses it later
        for (std::size_t e = g.items[t].first_edge;
             e < g.items[t].first_edge + g.items[t].edge_count; ++e) {
            std::size_t const v = g.edges[e];
            if (v == npos) continue;
            p.last_step[v] = step;
            bool const given = r.bound[v] || p.runs[g.maker[v]] || is_on_hand(g, r, v) ||
                               g.items[g.maker[v]].kind == kind::param;
            if (!given && p.missing == npos) {
                p.missing = v;
                p.missing_for = t;
            }
        }
    }

    // What is kept: what was asked; else what nobody in this run consumes and no dataset stores.
    for (std::size_t v = 0; v < value_count; ++v) {
        std::size_t const t = g.maker[v];
        bool const consumed = is_consumed(v, [&](std::size_t c) { return p.runs[c]; });
        bool const made = p.runs[t] || (r.bound[v] && g.items[t].kind == kind::node);
        bool const stored = r.stored[v] && !r.bound[v];
        p.kept[v] = r.any_asked ? r.asked[v] : wanted[v] && made && !consumed && !stored;
        if (p.kept[v]) p.last_step[v] = npos;
        p.loaded[v] = p.needed[v] && is_on_hand(g, r, v) && !p.runs[t];
        bool const given = r.bound[v] || p.runs[t] || p.loaded[v] || g.items[t].kind == kind::param;
        if (p.kept[v] && !given && p.missing == npos) p.missing = v;
    }
    p.empty = r.sliced && (r.only_missing ? !any_node : p.step_count == 0);
}

template <counts C>
constexpr plan<C> make_plan(solution<C> const& g, request<C> const& r) {
    plan<C> p;
    lay_out(g, r, p);
    return p;
}

} // namespace leat::detail
