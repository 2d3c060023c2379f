// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/label.hpp>
#include <leat/view/mermaid.hpp>
#include <leat/view/word.hpp>

#include <array>

namespace leat::detail {

LEAT_DECL void print_mermaid_text(std::string& out, std::string_view text) {
    for (char c : label_of(text)) {
        bool const is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == ' ' || c == ',' || c == '.' ||
                              static_cast<unsigned char>(c) >= 0x80;
        if (is_plain)
            out += c;
        else
            out.append("#").append(std::to_string(static_cast<int>(c))) += ';';
    }
}

LEAT_DECL void print_mermaid_node(std::string& out, drawing const& d, std::size_t i) {
    drawn_node const& drawn = d.nodes[i];
    auto const [open, close] = mermaid_shape(drawn.node.kind);
    out.append("n").append(std::to_string(i)).append(open) += '"';
    print_mermaid_text(out, drawn.node.name);
    std::string const second = second_line(d, drawn);
    if (!second.empty()) print_mermaid_text(out += "<br/>", second);
    (out += '"').append(close);
    if (drawn.report) out.append(":::").append(json_word(drawn.report->status));
    out += '\n';
}

LEAT_DECL void print_mermaid_space(std::string& out, drawing const& d, namespace_tree const& all,
                                   std::size_t at, std::size_t& graphs, std::string indent) {
    for (std::size_t i : all.spaces[at].nodes) print_mermaid_node(out += indent, d, i);
    for (std::size_t inner : all.spaces[at].inner) {
        out.append(indent).append("subgraph s").append(std::to_string(graphs++)).append("[\"");
        print_mermaid_text(out, all.spaces[inner].name);
        out += "\"]\n";
        print_mermaid_space(out, d, all, inner, graphs, indent + "  ");
        out.append(indent).append("end\n");
    }
}

LEAT_DECL void print_mermaid_classes(std::string& out, drawing const& d) {
    std::array<bool, 7> used{};
    std::string cached;
    for (std::size_t i = 0; i < d.nodes.size(); ++i) {
        if (d.nodes[i].report) used[static_cast<std::size_t>(d.nodes[i].report->status)] = true;
        if (d.nodes[i].node.caching == "cached")
            cached.append(cached.empty() ? "n" : ",n").append(std::to_string(i));
    }
    for (std::size_t s = 0; s < used.size(); ++s) {
        if (!used[s]) continue;
        node_status const status = static_cast<node_status>(s);
        status_colours const colours = colours_of(status);
        out.append("  classDef ").append(json_word(status)).append(" fill:").append(colours.fill);
        out.append(",stroke:").append(colours.line).append(",color:#000000");
        out += status == node_status::pending ? ",stroke-dasharray:4\n" : "\n";
    }
    if (!cached.empty())
        out.append("  classDef cached stroke-width:3px\n  class ").append(cached) += " cached\n";
}

} // namespace leat::detail

namespace leat {

LEAT_DECL std::string mermaid(drawing const& d) {
    std::string out = "flowchart TD\n";
    std::size_t graphs = 0;
    detail::print_mermaid_space(out, d, detail::find_namespaces(d), 0, graphs, "  ");
    for (drawn_edge const& edge : d.edges) {
        out.append("  n").append(std::to_string(edge.from)).append(" -->");
        if (std::string const label = detail::edge_label(d, edge); !label.empty()) {
            detail::print_mermaid_text(out += "|\"", label);
            out += "\"|";
        }
        out.append(" n").append(std::to_string(edge.to)) += '\n';
    }
    detail::print_mermaid_classes(out, d);
    return out;
}

LEAT_DECL std::string mermaid(run_info const& info, view_options options) {
    return mermaid(draw(info, options));
}

} // namespace leat
