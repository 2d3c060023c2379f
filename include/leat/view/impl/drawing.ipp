// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/error.hpp>
#include <leat/support/nearest.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/type_text.hpp>

#include <algorithm>
#include <unordered_map>

namespace leat::detail {

LEAT_DECL void add_edges(drawing& d) {
    struct origin {
        std::size_t node, output;
    };
    std::unordered_map<std::string_view, origin> makers;
    for (std::size_t i = 0; i < d.nodes.size(); ++i)
        for (std::size_t o = 0; o < d.nodes[i].node.outputs.size(); ++o)
            makers.emplace(d.nodes[i].node.outputs[o], origin{i, o});
    for (std::size_t i = 0; i < d.nodes.size(); ++i) {
        auto const& inputs = d.nodes[i].node.inputs;
        for (auto value = inputs.begin(); value != inputs.end(); ++value) {
            auto const from = makers.find(*value);
            if (from == makers.end() || std::find(inputs.begin(), value, *value) != value) continue;
            auto const& types = d.nodes[from->second.node].node.types;
            std::size_t const o = from->second.output;
            d.edges.push_back(
                {from->second.node, i, *value, o < types.size() ? types[o] : std::string()});
        }
    }
}

LEAT_DECL drawing draw_static(structure const& graph, std::vector<bool> holds,
                              std::vector<std::string_view> const& types, bool show_types) {
    std::vector<std::string_view> taken;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (holds[i])
            taken.insert(taken.end(), graph.nodes[i].inputs.begin(), graph.nodes[i].inputs.end());
    std::sort(taken.begin(), taken.end());
    drawing d{.pipeline = graph.pipeline, .types = show_types};
    std::size_t output = 0;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        graph_node const& node = graph.nodes[i];
        std::size_t const first = output;
        output += node.outputs.size();
        bool const is_source = node.kind == node_kind::input || node.kind == node_kind::param;
        if (!holds[i] && !(is_source && std::binary_search(taken.begin(), taken.end(),
                                                           std::string_view(node.outputs.at(0)))))
            continue;
        drawn_node& made = d.nodes.emplace_back(drawn_node{.node = node});
        if (node.kind == node_kind::sink) continue;
        for (std::size_t o = first; o < output; ++o) {
            made.node.types.emplace_back();
            print_type(made.node.types.back(), types[o]);
        }
    }
    if (d.nodes.empty() && !graph.nodes.empty())
        throw error("the slices of a view of pipeline '" + graph.pipeline +
                    "' have no node in common, so nothing would be drawn; widen one of them");
    add_edges(d);
    return d;
}

} // namespace leat::detail

namespace leat {

LEAT_DECL drawing draw(run_info const& info, view_options options) {
    drawing d{.pipeline = info.pipeline, .run = info, .types = options.types};
    std::unordered_map<std::string_view, node_report const*> reports;
    for (node_report const& report : info.nodes) reports.emplace(report.name, &report);
    if (info.graph)
        for (graph_node const& node : info.graph->nodes) {
            drawn_node& made = d.nodes.emplace_back(drawn_node{.node = node});
            if (node.kind == node_kind::input || node.kind == node_kind::param) continue;
            if (auto const at = reports.find(node.name); at != reports.end()) {
                made.report = *at->second;
                reports.erase(at);
            }
        }
    for (node_report const& report : info.nodes) // those that the graph does not have
        if (auto const at = reports.find(report.name);
            at != reports.end() && at->second == &report) {
            graph_node node{.name = report.name};
            node.outputs = report.outputs;
            d.nodes.push_back({std::move(node), report});
        }
    detail::add_edges(d);
    return d;
}

} // namespace leat
