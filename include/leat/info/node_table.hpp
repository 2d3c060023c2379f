// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/check.hpp>
#include <leat/info/node_info.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace leat::detail {

/// For each item its place among the nodes in the order of the graph, which is that of
/// `run_info::nodes`; npos for inputs and params.
template <auto const& P>
inline constexpr auto node_position = [] {
    std::array<std::size_t, counts_of<P>.items> position{};
    std::size_t nodes = 0;
    for (std::size_t t : solved<P>.order)
        position[t] = solved<P>.items[t].kind == kind::node ? nodes++ : npos;
    return position;
}();

template <auto const& P, std::size_t Item>
struct node_words {
    static constexpr item it = solved<P>.items[Item];
    static constexpr label_list const& labels = solved<P>.option_of[Item]->labels;

    static constexpr auto inputs = [] {
        std::array<std::string_view, it.edge_count> names{};
        for (std::size_t i = 0; i < it.edge_count; ++i)
            names[i] = solved<P>.name(solved<P>.edges[it.first_edge + i]);
        return names;
    }();
    static constexpr auto outputs = [] {
        std::array<std::string_view, it.value_count> names{};
        for (std::size_t i = 0; i < it.value_count; ++i)
            names[i] = solved<P>.name(it.first_value + i);
        return names;
    }();
    static constexpr std::size_t tag_count = [] {
        std::size_t count = 0;
        labels.for_each(label_list::use::tag, [&](std::string_view) { ++count; });
        return count;
    }();
    static constexpr auto tags = [] {
        std::array<std::string_view, tag_count> words{};
        std::size_t at = 0;
        labels.for_each(label_list::use::tag, [&](std::string_view word) { words[at++] = word; });
        return words;
    }();
};

/// What hooks are told of the node.
template <auto const& P, std::size_t Item>
inline constexpr node_info node_info_of{
    item_name<P, Item>.view(),    node_position<P>[Item],    node_words<P, Item>::inputs,
    node_words<P, Item>::outputs, node_words<P, Item>::tags, solved<P>.option_of[Item]->doc,
};

/// The node for which a dataset is loaded that the caller of the run has asked for: none.
inline constexpr node_info no_node{{}, npos, {}, {}, {}, {}};

} // namespace leat::detail
