// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/check.hpp>
#include <leat/run/schedule.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// Whether the value that flows along an edge can be given to a node that takes it over: it is
/// moved from, or copied.
template <class Layout, std::size_t Item, std::size_t Input>
consteval bool can_be_taken() {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t edge = solved<P>.items[Item].first_edge + Input;
    constexpr std::size_t v = solved<P>.edges[edge];
    constexpr passing how = item_types<P, Item>::call::passings[Input];
    if constexpr (how == passing::shared || how == passing::generic ||
                  (schedule_of<Layout>.taken[edge] && !is_called_again<P>(Item)))
        return true;
    else
        return std::is_copy_constructible_v<value_t<P, v>>;
}

template <class Layout, std::size_t Item, std::size_t... Input>
consteval std::size_t find_not_taken(std::index_sequence<Input...>) {
    std::size_t at = 0;
    for (bool fine : {true, can_be_taken<Layout, Item, Input>()...}) {
        if (!fine) return at - 1;
        ++at;
    }
    return npos;
}
/// The first input of an item that it cannot take over, or npos.
template <class Layout, std::size_t Item>
consteval std::size_t find_not_taken() {
    constexpr auto const& P = Layout::pipeline;
    if constexpr (!Layout::laid_out.runs[Item])
        return npos;
    else
        return find_not_taken<Layout, Item>(
            std::make_index_sequence<solved<P>.items[Item].edge_count>{});
}
template <class Layout, std::size_t... Item>
consteval auto all_not_taken(std::index_sequence<Item...>) {
    return std::array<std::size_t, sizeof...(Item)>{find_not_taken<Layout, Item>()...};
}

/// Reports a value that a node takes over and that can be neither moved from nor copied.
template <class Layout>
consteval bool check_taken() {
    constexpr auto const& P = Layout::pipeline;
    constexpr auto at = all_not_taken<Layout>(std::make_index_sequence<Layout::size.items>{});
    constexpr std::size_t t = [&] {
        for (std::size_t i = 0; i < at.size(); ++i)
            if (at[i] != npos) return i;
        return npos;
    }();
    if constexpr (t != npos) {
        constexpr std::size_t v = solved<P>.edges[solved<P>.items[t].first_edge + at[t]];
        using where = typename mistake::pipeline<pipeline_name<P>>::template node<
            item_name<P, t>>::template input<value_name<P, v>>;
        static_assert(
            refused_because<typename where::template cannot_be_copied<value_t<P, v>>>,
            "leat: a node takes over a value that is used again (by another node, or by itself "
            "when it is tried again), or that is only lent to the run, and that cannot be copied. "
            "Take it as T const&, or bind it by std::move, or declare the node that takes it over "
            "after the others.");
    }
    return t == npos;
}

} // namespace leat::detail
