// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/dot.hpp>
#include <leat/view/label.hpp>

namespace leat::detail {

LEAT_DECL void print_dot_text(std::string& out, std::string_view text) {
    for (char c : label_of(text)) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
        if (c == '&') out += "amp;";
    }
}

LEAT_DECL void print_dot_node(std::string& out, drawing const& d, std::size_t i) {
    drawn_node const& drawn = d.nodes[i];
    out.append("n").append(std::to_string(i)).append(" [label=\"");
    print_dot_text(out, drawn.node.name);
    std::string const second = second_line(d, drawn);
    if (!second.empty()) print_dot_text(out += "\\n", second);
    out.append("\", shape=").append(dot_shape(drawn.node.kind));
    if (drawn.report) {
        status_colours const colours = colours_of(drawn.report->status);
        out.append(", fillcolor=\"").append(colours.fill);
        out.append("\", color=\"").append(colours.line).append("\"");
        if (drawn.report->status == node_status::pending) out += ", style=\"filled,dashed\"";
    }
    if (drawn.node.caching == "cached") out += ", penwidth=2.5";
    if (!drawn.node.doc.empty()) {
        out += ", tooltip=\"";
        print_dot_text(out, drawn.node.doc);
        out += '"';
    }
    out += "]\n";
}

LEAT_DECL void print_dot_space(std::string& out, drawing const& d, namespace_tree const& all,
                               std::size_t at, std::size_t& clusters, std::string indent) {
    for (std::size_t i : all.spaces[at].nodes) print_dot_node(out += indent, d, i);
    for (std::size_t inner : all.spaces[at].inner) {
        out.append(indent).append("subgraph cluster_").append(std::to_string(clusters++));
        out.append(" {\n").append(indent).append("  label=\"");
        print_dot_text(out, all.spaces[inner].name);
        out += "\"\n";
        print_dot_space(out, d, all, inner, clusters, indent + "  ");
        out.append(indent).append("}\n");
    }
}

} // namespace leat::detail

namespace leat {

LEAT_DECL std::string dot(drawing const& d) {
    std::string out = "digraph \"";
    detail::print_dot_text(out, d.pipeline);
    out += "\" {\n"
           "  graph [fontname=\"Helvetica\", style=rounded, color=\"#8a8a8a\"]\n"
           "  node [fontname=\"Helvetica\", style=filled, fillcolor=\"#ffffff\"]\n"
           "  edge [fontname=\"Helvetica\", fontsize=10]\n";
    std::size_t clusters = 0;
    detail::print_dot_space(out, d, detail::find_namespaces(d), 0, clusters, "  ");
    for (drawn_edge const& edge : d.edges) {
        out.append("  n").append(std::to_string(edge.from));
        out.append(" -> n").append(std::to_string(edge.to));
        if (std::string const label = detail::edge_label(d, edge); !label.empty()) {
            detail::print_dot_text(out += " [label=\"", label);
            out += "\"]";
        }
        out += '\n';
    }
    return out += "}\n";
}

LEAT_DECL std::string dot(run_info const& info, view_options options) {
    return dot(draw(info, options));
}

} // namespace leat
