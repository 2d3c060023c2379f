// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/check.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace leat {

/// "No value": what `graph<P>.last_use(i)` and `graph<P>.find(...)` answer where there is none.
inline constexpr std::size_t npos = detail::npos;

namespace detail {

/// The relations of the graph between values, derived from the ones between items that the solver
/// made: what users ask is about values alone, in one numbering.
template <counts C, std::size_t Uses>
struct value_relations {
    std::array<std::size_t, C.values> order{};
    std::array<std::size_t, C.values + 1> first_consumer{};
    std::array<std::size_t, Uses> consumers{};
};

template <counts C>
constexpr std::size_t count_uses(solution<C> const& g) {
    std::size_t uses = 0;
    for (std::size_t i = 0; i < g.first_consumer[C.values]; ++i)
        uses += g.items[g.consumers[i]].value_count;
    return uses;
}

template <std::size_t Uses, counts C>
constexpr value_relations<C, Uses> relate_values(solution<C> const& g) {
    value_relations<C, Uses> r;
    std::size_t ordered = 0;
    for (std::size_t t : g.order)
        for (std::size_t i = 0; i < g.items[t].value_count; ++i)
            r.order[ordered++] = g.items[t].first_value + i;
    std::size_t use = 0;
    for (std::size_t v = 0; v < C.values; ++v) {
        r.first_consumer[v] = use;
        for (std::size_t c = g.first_consumer[v]; c < g.first_consumer[v + 1]; ++c)
            for (std::size_t i = 0; i < g.items[g.consumers[c]].value_count; ++i)
                r.consumers[use++] = g.items[g.consumers[c]].first_value + i;
    }
    r.first_consumer[C.values] = use;
    return r;
}

template <auto const& P>
inline constexpr auto relations = relate_values<count_uses(solved<P>)>(solved<P>);

} // namespace detail

/// The graph of a pipeline, to be asked through `leat::graph<P>`, at compile time or at run time.
///
/// Its one numbering is that of values, from 0 in the order of declaration: inputs, params and the
/// outputs of nodes, those of inner pipelines included. A sink counts as one value, of type void,
/// so that it has a name and a place. Every member is O(1) unless it says otherwise; spans refer to
/// static storage.
template <auto const& P>
struct graph_of {
    /// The number of values.
    static constexpr std::size_t size() noexcept { return detail::counts_of<P>.values; }

    /// The number of nodes.
    static constexpr std::size_t nodes() noexcept {
        std::size_t count = 0;
        for (auto const& it : detail::solved<P>.items) count += it.kind == detail::kind::node;
        return count;
    }

    /// All values, each after those it is made from; the order of declaration wherever that can be.
    static constexpr std::span<std::size_t const> order() noexcept {
        return detail::relations<P>.order;
    }

    /// The value's name, in full. Requires: `i < size()`, here and below.
    static constexpr std::string_view name(std::size_t i) noexcept {
        return detail::solved<P>.name(i);
    }

    /// The values that value `i` is made from, as its node names them; none for inputs and params.
    static constexpr std::span<std::size_t const> inputs_of(std::size_t i) noexcept {
        auto const& it = detail::solved<P>.items[detail::solved<P>.maker[i]];
        return {detail::solved<P>.edges.data() + it.first_edge, it.edge_count};
    }

    /// The values made from value `i`, in the order in which they are made.
    static constexpr std::span<std::size_t const> consumers_of(std::size_t i) noexcept {
        auto const& r = detail::relations<P>;
        return {r.consumers.data() + r.first_consumer[i],
                r.first_consumer[i + 1] - r.first_consumer[i]};
    }

    /// The last value in `order()` that is made from value `i`, or `npos`: where a run of the whole
    /// pipeline lets go of it.
    static constexpr std::size_t last_use(std::size_t i) noexcept {
        auto const consumers = consumers_of(i);
        return consumers.empty() ? npos : consumers.back();
    }

    /// The value of that name, or `npos`. O(size()).
    static constexpr std::size_t find(std::string_view name) noexcept {
        return detail::find_value<P>(name);
    }
};

/// The graph of pipeline `P`; the first use checks the pipeline. See `graph_of`.
template <auto const& P>
    requires(valid<P>)
inline constexpr graph_of<P> graph{};

namespace detail {

// Calling it in a constant expression stops the compiler with its name.
inline void leat_the_pipeline_has_no_value_of_that_name() {}

template <auto const& P>
consteval std::size_t value_named(std::string_view name) {
    std::size_t const found = graph<P>.find(name);
    if (found == npos) leat_the_pipeline_has_no_value_of_that_name();
    return found;
}

/// For each value whether `of` is made from it, directly or through others; `of` itself included.
template <counts C>
constexpr std::array<bool, C.values> ancestors(solution<C> const& g, std::size_t of) {
    std::array<bool, C.values> reached{};
    reached[of] = true;
    for (std::size_t step = C.items; step-- > 0;) {
        item const& it = g.items[g.order[step]];
        bool needed = false;
        for (std::size_t i = 0; i < it.value_count; ++i) needed |= reached[it.first_value + i];
        if (!needed) continue;
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            if (g.edges[e] != npos) reached[g.edges[e]] = true;
    }
    return reached;
}

} // namespace detail

/// Whether value `a` is made from value `b`, directly or through others:
/// `static_assert(depends_on<forecast>("rmse", "csv"))`. A name that the pipeline does not have
/// does not compile. O(size()).
template <auto const& P>
consteval bool depends_on(std::string_view a, std::string_view b) {
    if constexpr (detail::is_pipeline<P>) {
        std::size_t const from = detail::value_named<P>(a);
        std::size_t const to = detail::value_named<P>(b);
        return from != to && detail::ancestors(detail::solved<P>, from)[to];
    } else {
        return valid<P>;
    }
}

} // namespace leat
