// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/check.hpp>
#include <leat/graph/structure.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace leat::detail {

constexpr char const* word_of(caching behaviour) {
    constexpr char const* words[] = {"", "cached", "recompute", "impure", "uncached"};
    return words[static_cast<std::size_t>(behaviour)];
}

/// What the item is. A map is what operates and neither iterates nor has branches.
template <counts C>
node_kind kind_of_item(solution<C> const& g, std::size_t t) {
    item const& it = g.items[t];
    options const& o = *g.option_of[t];
    if (it.kind != kind::node) return it.kind == kind::input ? node_kind::input : node_kind::param;
    if (o.is(shape::iterates)) return node_kind::iterate;
    if (o.branches) return node_kind::choose;
    if (o.is(shape::operates)) return node_kind::map;
    return node_kind::node;
}

/// The item as plain data; whether a node is a sink is not known here, where there are no types.
template <counts C>
graph_node describe_item(solution<C> const& g, std::size_t t) {
    item const& it = g.items[t];
    options const& o = *g.option_of[t];
    graph_node made;
    made.kind = kind_of_item(g, t);
    for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v) {
        made.outputs.emplace_back(g.name(v));
        made.name.append(made.name.empty() ? "" : ", ").append(g.name(v));
    }
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
        made.inputs.emplace_back(g.name(g.edges[e]));
    o.labels.for_each(label_list::use::tag,
                      [&](std::string_view word) { made.tags.emplace_back(word); });
    made.doc = o.doc;
    made.caching = word_of(o.behaviour);
    made.guarded = o.is(shape::guarded);
    return made;
}

template <counts C>
structure describe_graph(solution<C> const& g, std::string_view pipeline,
                         std::array<bool, C.values> const& is_void) {
    structure made{.pipeline = std::string(pipeline)};
    made.nodes.reserve(C.items);
    for (std::size_t t : g.order) {
        graph_node& node = made.nodes.emplace_back(describe_item(g, t));
        if (node.kind == node_kind::node && is_void[g.items[t].first_value])
            node.kind = node_kind::sink;
    }
    return made;
}

/// The structure of the pipeline, made once in a program, when it is first asked for. Without the
/// types, whose names would have to be compiled into every program.
template <auto const& P>
std::shared_ptr<structure const> const& structure_of() {
    static std::shared_ptr<structure const> const made = std::make_shared<structure const>(
        describe_graph(solved<P>, P.name.view(), is_void_value<P>));
    return made;
}

} // namespace leat::detail
