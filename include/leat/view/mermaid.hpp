// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/structure.hpp>
#include <leat/info/info.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/label.hpp>
#include <leat/view/namespaces.hpp>
#include <leat/view/word.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace leat {
namespace detail {

/// Appends text as it stands between the quotes of a label: what may mean something to Mermaid, to
/// Markdown or to HTML as the number of the character.
inline void print_mermaid_text(std::string& out, std::string_view text) {
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

constexpr std::pair<std::string_view, std::string_view> mermaid_shape(node_kind kind) {
    switch (kind) {
    case node_kind::input:
        return {"([", "])"};
    case node_kind::param:
        return {"[/", "/]"};
    case node_kind::sink:
        return {"[[", "]]"};
    case node_kind::map:
        return {"[/", "\\]"};
    case node_kind::choose:
        return {"{{", "}}"};
    case node_kind::iterate:
        return {"[\\", "/]"};
    case node_kind::node:
        break;
    }
    return {"[", "]"};
}

inline void print_mermaid_node(std::string& out, drawing const& d, std::size_t i) {
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

inline void print_mermaid_space(std::string& out, drawing const& d, namespace_tree const& all,
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

/// The classes that the nodes have, and which are cached.
inline void print_mermaid_classes(std::string& out, drawing const& d) {
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

} // namespace detail

/// The drawing as a flowchart of Mermaid, for a README or a wiki: namespaces as subgraphs, kinds by
/// shape, what is cached with a thick border; of a run the status in words and by colour, times and
/// bytes. Ids are n0, n1, ... in the order of the drawing, and names stand in labels alone, so any
/// name will do. Mermaid draws at most 500 edges, unless it is configured to draw more.
/// O(size of the text).
inline std::string mermaid(drawing const& d) {
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

/// That of a run.
inline std::string mermaid(run_info const& info, view_options options = {}) {
    return mermaid(draw(info, options));
}

/// That of a pipeline, or of a part of it: `mermaid<forecast>(leat::to("model"_n))`. See `draw`.
template <auto const& P, class... Arguments>
std::string mermaid(Arguments const&... arguments) {
    return mermaid(draw<P>(arguments...));
}

} // namespace leat
