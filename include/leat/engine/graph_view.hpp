// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/solve.hpp>
#include <leat/graph/types.hpp>
#include <leat/info/node_table.hpp>
#include <leat/support/config.hpp>
#include <leat/support/index_range.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace leat::detail {

/// The solved graph of a pipeline without its types: spans over the arrays that the compiler has
/// made. An item is a declaration (an input, a param or a node), a value is what an item gives;
/// both are indices.
struct graph_view {
    std::string_view pipeline{};
    std::span<item const> items{};
    std::span<options const* const> option_of{};
    std::span<std::string_view const> names{}; ///< of each value
    std::span<std::size_t const> edges{};      ///< the values that the items take
    std::span<std::size_t const> order{};      ///< items, each after what it needs
    std::span<std::size_t const> maker{};      ///< of each value its item
    std::span<std::size_t const> first_consumer{};
    std::span<std::size_t const> consumers{};
    std::span<std::size_t const> position{}; ///< of each item its place among the nodes of a report
    std::span<bool const> is_void{};         ///< of each value whether its node returns nothing

    constexpr std::size_t item_count() const noexcept { return items.size(); }
    constexpr std::size_t value_count() const noexcept { return names.size(); }
    constexpr std::string_view name(std::size_t v) const { return names[v]; }
    constexpr bool is_node(std::size_t t) const { return items[t].kind == kind::node; }
    /// The values that an item takes, in the order of its function's parameters.
    constexpr std::span<std::size_t const> inputs(std::size_t t) const {
        return edges.subspan(items[t].first_edge, items[t].edge_count);
    }
    /// The values that an item gives.
    constexpr index_range outputs(std::size_t t) const {
        return {items[t].first_value, items[t].first_value + items[t].value_count};
    }
    /// The items that take a value, each once.
    constexpr std::span<std::size_t const> consumers_of(std::size_t v) const {
        return consumers.subspan(first_consumer[v], first_consumer[v + 1] - first_consumer[v]);
    }
    /// The value of that name, or npos. O(values).
    LEAT_DECL std::size_t find(std::string_view name) const;
    /// The name of an item: that of its value, or of all of its values with commas.
    LEAT_DECL std::string name_of(std::size_t t) const;
};

template <auto const& P>
inline constexpr auto value_names_of = [] {
    std::array<std::string_view, counts_of<P>.values> names{};
    for (std::size_t v = 0; v < names.size(); ++v) names[v] = solved<P>.name(v);
    return names;
}();

template <auto const& P>
inline constexpr graph_view graph_view_of{
    P.name.view(),       solved<P>.items,  solved<P>.option_of, value_names_of<P>,
    solved<P>.edges,     solved<P>.order,  solved<P>.maker,     solved<P>.first_consumer,
    solved<P>.consumers, node_position<P>, is_void_value<P>};

/// Calls `visit(value)` for each value that an item takes, once.
template <class Visit>
void for_each_input(graph_view const& g, std::size_t t, Visit const& visit) {
    auto const all = g.inputs(t);
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool seen = false;
        for (std::size_t before = 0; before < i; ++before) seen |= all[before] == all[i];
        if (!seen) visit(all[i]);
    }
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/graph_view.ipp>
#endif
