// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/check.hpp>
#include <leat/run/schedule.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// The edges along which a node gets a copy: it takes a value over, and may not move from it. These
/// edges are few, and only their values have to be copyable.
template <class Layout>
struct copied_edges {
    std::array<std::size_t, Layout::size.edges> item{};
    std::array<std::size_t, Layout::size.edges> edge{};
    std::size_t count = 0;
};
template <class Layout>
inline constexpr auto edges_copied = [] {
    constexpr auto const& P = Layout::pipeline;
    copied_edges<Layout> made;
    for (std::size_t t = 0; t < Layout::size.items; ++t) {
        if (!Layout::laid_out.runs[t]) continue;
        for (std::size_t e : solved<P>.edges_of(t)) {
            passing const how = passing_of_edge<P>[e];
            if (how == passing::shared || how == passing::generic ||
                (schedule_of<Layout>.taken[e] && !is_called_again<P>(t)))
                continue;
            made.item[made.count] = t;
            made.edge[made.count++] = e;
        }
    }
    return made;
}();

template <class Layout, std::size_t... C>
consteval std::size_t first_not_copyable(std::index_sequence<C...>) {
    std::size_t at = 0;
    for (bool can :
         {true, std::is_copy_constructible_v<
                    value_t<Layout::pipeline,
                            solved<Layout::pipeline>.edges[edges_copied<Layout>.edge[C]]>>...}) {
        if (!can) return at - 1;
        ++at;
    }
    return npos;
}

/// Reports a value that a node takes over and that can be neither moved from nor copied.
template <class Layout>
consteval bool check_taken() {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t c =
        first_not_copyable<Layout>(std::make_index_sequence<edges_copied<Layout>.count>{});
    if constexpr (c != npos) {
        constexpr std::size_t t = edges_copied<Layout>.item[c];
        constexpr std::size_t v = solved<P>.edges[edges_copied<Layout>.edge[c]];
        using where = typename mistake::pipeline<pipeline_name<P>>::template node<
            item_name<P, t>>::template input<value_name<P, v>>;
        static_assert(
            refused_because<typename where::template cannot_be_copied<value_t<P, v>>>,
            "leat: a node takes over a value that is used again (by another node, or by itself "
            "when it is tried again), or that is only lent to the run, and that cannot be copied. "
            "Take it as T const&, or bind it by std::move, or declare the node that takes it over "
            "after the others.");
    }
    return c == npos;
}

} // namespace leat::detail
