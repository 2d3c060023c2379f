// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/call_node.hpp>
#include <leat/engine/ops.hpp>
#include <leat/graph/describe.hpp>
#include <leat/run/source.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <new>
#include <utility>

// The tables of a pipeline, made by the compiler: one row for each item, value and edge.

namespace leat::detail {

template <auto const& P, std::size_t Item>
consteval node_ops make_node_ops() {
    if constexpr (solved<P>.items[Item].kind == kind::node)
        return {&call_node<P, Item>, &node_info_of<P, Item>, item_types<P, Item>::call::has_context,
                is_called_again<P>(Item)};
    else
        return {};
}

/// The rows of the edges of one item.
template <auto const& P, std::size_t Item, std::size_t Count>
constexpr void fill_edges(std::array<edge_ops, Count>& all) {
    constexpr item it = solved<P>.items[Item];
    if constexpr (it.kind == kind::node && it.edge_count > 0) {
        constexpr auto const& passings = item_types<P, Item>::call::passings;
        for (std::size_t i = 0; i < it.edge_count; ++i) {
            edge_ops& one = all[it.first_edge + i];
            one.takes_over = passings[i] == passing::value || passings[i] == passing::rvalue;
            one.by_reference = passings[i] == passing::shared;
            std::size_t uses = 0;
            for (std::size_t j = 0; j < it.edge_count; ++j)
                uses += solved<P>.edges[it.first_edge + j] == solved<P>.edges[it.first_edge + i] &&
                        used_together<P>(Item, it.first_edge + i, it.first_edge + j);
            one.single_use = uses == 1;
        }
    }
}

template <auto const& P, std::size_t V>
void make_default(void* at) {
    ::new (at) value_t<P, V>(default_of<P, V>());
}
template <auto const& P, std::size_t V>
consteval auto default_maker() -> void (*)(void*) {
    if constexpr (solved<P>.items[solved<P>.maker[V]].kind == kind::param)
        return &make_default<P, V>;
    else
        return nullptr;
}

template <auto const& P, class Items, class Values>
struct pipeline_rows;
template <auto const& P, std::size_t... Item, std::size_t... V>
struct pipeline_rows<P, std::index_sequence<Item...>, std::index_sequence<V...>> {
    static constexpr counts size = counts_of<P>;
    static constexpr std::array<node_ops, size.items> nodes{make_node_ops<P, Item>()...};
    static constexpr std::array<value_ops const*, size.values> values{
        &value_ops_of<value_t<P, V>>...};
    static constexpr std::array<void (*)(void*), size.values> defaults{default_maker<P, V>()...};
    static constexpr auto edges = [] {
        std::array<edge_ops, size.edges> all{};
        [[maybe_unused]] bool const done[] = {true, (fill_edges<P, Item>(all), true)...};
        for (std::size_t e = 0; e < size.edges; ++e)
            all[e].exclusive = all[e].takes_over && !values[solved<P>.edges[e]]->copy;
        return all;
    }();
    // A slot begins where its alignment allows; the last place is the size of them all.
    static constexpr auto offsets = [] {
        std::array<std::size_t, size.values + 1> all{};
        std::size_t at = 0;
        for (std::size_t v = 0; v < size.values; ++v) {
            at = (at + values[v]->align - 1) / values[v]->align * values[v]->align;
            all[v] = at;
            at += values[v]->size;
        }
        all[size.values] = at;
        return all;
    }();
    static constexpr std::size_t align = [] {
        std::size_t most = alignof(std::max_align_t);
        for (value_ops const* one : values) most = one->align > most ? one->align : most;
        return most;
    }();
    static constexpr slot_table slots{
        values, {offsets.data(), size.values}, offsets[size.values], align};
};

/// All tables of pipeline `P`. One object in a program, however many sources use the pipeline.
template <auto const& P>
struct pipeline_table {
    using rows = pipeline_rows<P, std::make_index_sequence<counts_of<P>.items>,
                               std::make_index_sequence<counts_of<P>.values>>;
    static constexpr pipeline_ops ops{graph_view_of<P>, rows::slots,    rows::nodes,
                                      rows::edges,      rows::defaults, &structure_of<P>};
};

} // namespace leat::detail
