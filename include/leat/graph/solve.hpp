// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/flatten.hpp>
#include <leat/support/nearest.hpp>

#include <array>
#include <cstddef>

namespace leat::detail {

/// What the names alone can get wrong.
enum class fault : unsigned char {
    no_such_value,
    two_of_one_name,
    cycle,
    kept_unknown,
    name_too_long
};

/// One mistake in the names: where, and what it is about.
struct structural_mistake {
    fault what{};
    std::size_t item = npos; ///< the declaration at fault
    std::size_t edge = npos; ///< its input, or the index in keep(), or the value of two names
    std::size_t near = npos; ///< the value that was probably meant
    std::array<std::size_t, 64> path{}; ///< of a cycle: values, the first again at the end
    std::size_t path_size = 0;
};

/// The graph of a pipeline: which value comes from which item, in which order items can run, who
/// consumes what. Arrays of indices; no type of the pipeline's values is known here.
template <counts C>
struct solution : table<C> {
    std::array<std::size_t, C.edges> edges{}; ///< the value that flows in, npos where none can
    std::array<std::size_t, C.items> order{}; ///< items, each after what it needs

    // Consumers of value v: consumers[first_consumer[v]] up to first_consumer[v + 1], as items in
    // the order of the solution, each once.
    std::array<std::size_t, C.values + 1> first_consumer{};
    std::array<std::size_t, C.edges> consumers{};

    std::array<structural_mistake, 16> mistakes{};
    std::size_t mistake_count = 0; ///< at most 16 are kept, which is more than a person reads

    constexpr std::string_view name(std::size_t value) const {
        return this->view(this->value_names[value]);
    }

    /// The values that an item takes, in the order in which it names them; `npos` for one that
    /// nothing makes.
    constexpr index_list inputs(std::size_t t) const {
        return {edges.data() + this->items[t].first_edge, this->items[t].edge_count};
    }
    /// The items that take a value, in order, each once.
    constexpr index_list consumers_of(std::size_t v) const {
        return {consumers.data() + first_consumer[v], first_consumer[v + 1] - first_consumer[v]};
    }

    constexpr void report(structural_mistake const& m) {
        if (mistake_count < mistakes.size()) mistakes[mistake_count++] = m;
    }
};

template <counts C>
constexpr void resolve_names(solution<C>& g) {
    name_index<C> index;
    for (std::size_t v = 0; v < C.values; ++v) {
        if (g.value_names[v].size > 63) g.report({fault::name_too_long, g.maker[v], v});
        if (std::size_t const first = index.find(g, g.value_names[v]); first != npos)
            g.report({fault::two_of_one_name, g.maker[v], v, first});
        else
            index.insert(g.value_names[v], v);
    }
    auto const nearest_value = [&g](std::string_view wanted) {
        return nearest(wanted, C.values, [&g](std::size_t v) { return g.name(v); });
    };
    for (std::size_t t = 0; t < C.items; ++t) {
        item const& it = g.items[t];
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            g.edges[e] = index.find(g, g.edge_names[e]);
            if (g.edges[e] == npos)
                g.report({fault::no_such_value, t, e, nearest_value(g.view(g.edge_names[e]))});
        }
    }
    for (std::size_t k = 0; k < C.kept; ++k)
        if (index.find(g, g.kept_names[k]) == npos)
            g.report({fault::kept_unknown, npos, k, nearest_value(g.view(g.kept_names[k]))});
}

/// Depth-first from each item in the order of declaration, an item after what it needs: so the
/// order is the declared one wherever that can be. An edge that closes a cycle is reported and cut.
template <counts C>
constexpr void find_order(solution<C>& g) {
    enum state : unsigned char { fresh, open, done };
    std::array<state, C.items> states{};
    std::array<std::size_t, C.items> stack{};
    std::array<std::size_t, C.items> next_edge{};
    std::size_t ordered = 0;
    for (std::size_t start = 0; start < C.items; ++start) {
        if (states[start] != fresh) continue;
        std::size_t depth = 1;
        stack[0] = start;
        states[start] = open;
        while (depth > 0) {
            std::size_t const t = stack[depth - 1];
            if (next_edge[t] == g.items[t].edge_count) {
                states[t] = done;
                g.order[ordered++] = t;
                --depth;
                continue;
            }
            std::size_t& edge = g.edges[g.items[t].first_edge + next_edge[t]++];
            if (edge == npos) continue;
            std::size_t const from = g.maker[edge];
            if (states[from] == fresh) {
                states[from] = open;
                stack[depth++] = from;
            } else if (states[from] == open) {
                // The stack from 'from' to the top is the cycle, each needing the next: turned
                // round it reads in the direction in which values flow.
                structural_mistake m{fault::cycle, t};
                m.path[m.path_size++] = edge;
                std::size_t d = depth;
                std::size_t bottom = depth;
                while (stack[bottom - 1] != from) --bottom;
                for (d = bottom + 1; d <= depth && m.path_size + 1 < m.path.size(); ++d) {
                    std::size_t const above = stack[d - 2];
                    m.path[m.path_size++] =
                        g.edges[g.items[above].first_edge + next_edge[above] - 1];
                }
                m.path[m.path_size++] = edge;
                for (std::size_t i = 0, j = m.path_size - 1; i < j; ++i, --j) {
                    std::size_t const kept = m.path[i];
                    m.path[i] = m.path[j];
                    m.path[j] = kept;
                }
                g.report(m);
                edge = npos;
            }
        }
    }
}

template <counts C>
constexpr void find_consumers(solution<C>& g) {
    std::array<std::size_t, C.values> last_seen{}; // item + 1, so that f(x, x) counts once
    std::array<std::size_t, C.values> filled{};
    auto const for_each_use = [&](auto use) {
        last_seen = {};
        for (std::size_t t : g.order) {
            item const& it = g.items[t];
            for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
                std::size_t const v = g.edges[e];
                if (v == npos || last_seen[v] == t + 1) continue;
                last_seen[v] = t + 1;
                use(v, t);
            }
        }
    };
    for_each_use([&](std::size_t v, std::size_t) { ++g.first_consumer[v + 1]; });
    for (std::size_t v = 0; v < C.values; ++v) g.first_consumer[v + 1] += g.first_consumer[v];
    for_each_use(
        [&](std::size_t v, std::size_t t) { g.consumers[g.first_consumer[v] + filled[v]++] = t; });
}

// Each phase is a constant of its own: Clang counts the steps of each evaluation apart, and one
// million is its limit for one.
template <auto const& P>
inline constexpr auto resolved = [] {
    solution<counts_of<P>> g;
    static_cast<table<counts_of<P>>&>(g) = flat<P>;
    resolve_names(g);
    return g;
}();

/// The graph of pipeline `P`, solved.
template <auto const& P>
inline constexpr auto solved = [] {
    auto g = resolved<P>;
    find_order(g);
    find_consumers(g);
    return g;
}();

/// The declaration of an item, as the user typed it.
template <auto const& P, std::size_t Item>
inline constexpr auto const& declaration_of = declared_at<P, flat<P>.items[Item].declared>;

/// The value of that name, or npos. O(values).
template <auto const& P>
constexpr std::size_t find_value(std::string_view text) {
    for (std::size_t v = 0; v < counts_of<P>.values; ++v)
        if (solved<P>.value_names[v].size == text.size() && solved<P>.name(v) == text) return v;
    return npos;
}

/// The value whose name is nearest to that one, or npos.
template <auto const& P>
constexpr std::size_t nearest_value(std::string_view text) {
    return nearest(text, counts_of<P>.values, [](std::size_t v) { return solved<P>.name(v); });
}

} // namespace leat::detail
