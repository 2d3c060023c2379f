// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/alike.hpp>
#include <leat/graph/types.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <ranges>
#include <type_traits>
#include <utility>

// A range that can be gone through once, as one over a stream, has no elements left for a second
// taker.

namespace leat::detail {

/// Whether a value can be gone through once only, though others may hold it or a copy of it.
template <class T>
consteval bool is_one_pass() {
    if constexpr (!std::is_class_v<T>)
        return false;
    else if constexpr (std::ranges::forward_range<T>)
        return false;
    else
        return std::ranges::input_range<T const> ||
               (std::ranges::input_range<T> && std::is_copy_constructible_v<T>);
}
template <class T>
inline constexpr bool one_pass = is_one_pass<T>();

/// Edges by which a value is taken that was taken before, one for each value.
template <counts C>
struct taken_again {
    std::array<std::size_t, C.edges> edge{};
    std::array<std::size_t, C.edges> item{};
    std::array<bool, C.edges> if_whole{}; ///< only where a map passes it whole, to each call
    std::size_t count = 0;
};

template <auto const& P>
consteval taken_again<counts_of<P>> find_taken_again() {
    constexpr auto const& g = solved<P>;
    taken_again<counts_of<P>> made;
    std::array<std::size_t, counts_of<P>.values> first_item{}, first_edge{};
    std::array<bool, counts_of<P>.values> is_taken{}, is_told{};
    for (std::size_t t : g.order) {
        item const& it = g.items[t];
        options const& o = *g.option_of[t];
        bool const is_map = o.is(shape::operates) && !o.is(shape::iterates) && !o.branches;
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            std::size_t const v = g.edges[e];
            if (v == npos || is_told[v]) continue;
            bool const again =
                is_called_again<P>(t) || (o.is(shape::iterates) && e > it.first_edge) ||
                (is_taken[v] && (first_item[v] != t || used_together<P>(t, e, first_edge[v])));
            if (!is_taken[v]) first_item[v] = t, first_edge[v] = e;
            is_taken[v] = true;
            if (!again && !is_map) continue;
            is_told[v] = again;
            made.edge[made.count] = e;
            made.item[made.count] = t;
            made.if_whole[made.count++] = !again;
        }
    }
    return made;
}
template <auto const& P>
inline constexpr auto edges_taken_again = find_taken_again<P>();

template <auto const& P, std::size_t A>
consteval bool takes_one_pass_again() {
    constexpr std::size_t e = edges_taken_again<P>.edge[A];
    constexpr std::size_t t = edges_taken_again<P>.item[A];
    if constexpr (!one_pass<value_t<P, solved<P>.edges[e]>>)
        return false;
    else if constexpr (!edges_taken_again<P>.if_whole[A])
        return true;
    else if constexpr (requires { item_types<P, t>::call::each; })
        return !item_types<P, t>::call::each[e - solved<P>.items[t].first_edge];
    else
        return false;
}

template <auto const& P, std::size_t... A>
consteval auto find_one_pass_again(std::index_sequence<A...>) {
    return std::array<mistake_at, sizeof...(A)>{
        mistake_at{edges_taken_again<P>.item[A], takes_one_pass_again<P, A>()}...};
}
/// The mistakes among these edges.
template <auto const& P>
inline constexpr auto one_pass_mistakes =
    find_one_pass_again<P>(std::make_index_sequence<edges_taken_again<P>.count>{});

/// Reports a range that can be gone through once and is taken again.
template <auto const& P, std::size_t A>
consteval bool report_one_pass_at() {
    constexpr std::size_t e = edges_taken_again<P>.edge[A];
    using where = typename alike_node<P, mistake::pipeline<pipeline_name<P>>, one_pass_mistakes<P>,
                                      A>::template input<edge_name<P, e>>;
    static_assert(
        refused_because<
            typename where::template can_be_gone_through_once<value_t<P, solved<P>.edges[e]>>>,
        "leat: a range that can be gone through once is taken again: by another node, or by "
        "one that calls its function again, as it is tried again, falls back, or goes over "
        "elements or rounds. No elements would be left. Put them into a std::vector in a node "
        "of its own.");
    return true;
}
template <auto const& P, std::size_t... A>
consteval bool report_one_pass(std::index_sequence<A...>) {
    return (report_one_pass_at<P, A>() && ... && true);
}

} // namespace leat::detail
