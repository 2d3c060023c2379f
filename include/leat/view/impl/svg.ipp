// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/text.hpp>
#include <leat/view/label.hpp>
#include <leat/view/svg.hpp>
#include <leat/view/xml_text.hpp>

#include <cstddef>
#include <initializer_list>
#include <utility>

namespace leat::detail {

LEAT_DECL void print_xml(std::string& out, std::string_view text) {
    print_xml_text(out, label_of(text));
}

LEAT_DECL void print_length(std::string& out, std::string_view name, double value) {
    out.append(" ").append(name).append("=\"");
    print_pixels(out, value);
    out += '"';
}

LEAT_DECL void print_outline(std::string& out, node_kind kind, placed_node const& at) {
    double const left = at.x - at.width / 2, right = at.x + at.width / 2;
    double const top = at.y - at.height / 2, bottom = at.y + at.height / 2;
    auto const polygon = [&](std::initializer_list<std::pair<double, double>> points) {
        out += "<polygon points=\"";
        char const* space = "";
        for (auto const& [x, y] : points) print_point(out += std::exchange(space, " "), x, y);
        out += '"';
    };
    constexpr double cut = 10;
    switch (kind) {
    case node_kind::param: // a note
        return polygon(
            {{left, top}, {right - cut, top}, {right, top + cut}, {right, bottom}, {left, bottom}});
    case node_kind::choose:
        return polygon({{left, at.y},
                        {left + cut, top},
                        {right - cut, top},
                        {right, at.y},
                        {right - cut, bottom},
                        {left + cut, bottom}});
    case node_kind::iterate:
        return polygon({{left, top + cut},
                        {left + cut, top},
                        {right - cut, top},
                        {right, top + cut},
                        {right, bottom - cut},
                        {right - cut, bottom},
                        {left + cut, bottom},
                        {left, bottom - cut}});
    case node_kind::sink:
        return polygon({{left, top},
                        {right, top},
                        {right, bottom - cut},
                        {at.x, bottom},
                        {left, bottom - cut}});
    case node_kind::map: // leans
        return polygon({{left + cut, top}, {right, top}, {right - cut, bottom}, {left, bottom}});
    case node_kind::input:
    case node_kind::node:
        break;
    }
    out += "<rect";
    print_length(out, "x", left);
    print_length(out, "y", top);
    print_length(out, "width", at.width);
    print_length(out, "height", at.height);
    print_length(out, "rx", kind == node_kind::input ? at.height / 2 : 4);
}

LEAT_DECL void print_svg_text(std::string& out, double x, double y, int size,
                              std::string_view text) {
    std::string shown;
    print_shortened(shown, label_of(text), label_columns);
    out += "<text";
    print_length(out, "x", x);
    print_length(out, "y", y);
    out.append(" font-size=\"").append(std::to_string(size)).append("\">");
    print_xml(out, shown);
    out += "</text>";
}

LEAT_DECL void print_svg_node(std::string& out, drawing const& d, drawn_node const& drawn,
                              placed_node const& at) {
    std::string const second = second_line(d, drawn);
    status_colours const colours =
        drawn.report ? colours_of(drawn.report->status) : status_colours{"#ffffff", "#333333"};
    out += "<g><title>";
    print_xml(out, drawn.node.name);
    for (std::string_view const more :
         {std::string_view(second), std::string_view(drawn.node.doc),
          drawn.report ? std::string_view(drawn.report->reason) : std::string_view()})
        if (!more.empty()) print_xml(out += '\n', more);
    out += "</title>";
    print_outline(out, drawn.node.kind, at);
    out.append(" fill=\"").append(colours.fill).append("\" stroke=\"").append(colours.line) += '"';
    if (drawn.node.caching == "cached") out += " stroke-width=\"2.5\"";
    if (drawn.report && drawn.report->status == node_status::pending)
        out += " stroke-dasharray=\"4\"";
    out += "/>";
    print_svg_text(out, at.x, second.empty() ? at.y + 4.5 : at.y - 4, 13, drawn.node.name);
    if (!second.empty()) print_svg_text(out, at.x, at.y + 13, 11, second);
    out += "</g>\n";
}

} // namespace leat::detail

namespace leat {

LEAT_DECL std::string svg(drawing const& d, graph_layout const& placed) {
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    detail::print_length(out, "width", placed.width);
    detail::print_length(out, "height", placed.height);
    detail::print_point(out += " viewBox=\"0 0 ", placed.width, placed.height);
    out += "\" font-family=\"Helvetica, Arial, sans-serif\" text-anchor=\"middle\">\n<title>";
    detail::print_xml(out, d.pipeline);
    out += "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
           "<defs><marker id=\"leat-arrow\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" "
           "refY=\"4\" orient=\"auto\"><path d=\"M0 0 L9 4 L0 8 Z\" fill=\"#666666\"/></marker>"
           "</defs>\n<g fill=\"none\" stroke=\"#666666\">\n";
    for (std::size_t e = 0; e < d.edges.size(); ++e) {
        if (placed.edges[e].empty()) continue;
        out.append("<path d=\"").append(placed.edges[e]).append("\" marker-end=\"");
        out += "url(#leat-arrow)\"><title>";
        detail::print_xml(out, d.edges[e].value);
        if (!d.edges[e].type.empty()) detail::print_xml(out += ": ", d.edges[e].type);
        out += "</title></path>\n";
    }
    out += "</g>\n";
    for (std::size_t i = 0; i < d.nodes.size(); ++i)
        detail::print_svg_node(out, d, d.nodes[i], placed.nodes[i]);
    return out += "</svg>\n";
}

} // namespace leat
