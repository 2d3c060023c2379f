// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/child.hpp>
#include <leat/view/graphviz.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <deque>
#include <locale>
#include <map>
#include <sstream>
#include <utility>

namespace leat::detail {

LEAT_DECL std::string boxes_as_dot(drawing const& d, std::vector<placed_node> const& boxes) {
    std::string out = "digraph {\n  graph [nodesep=0.4, ranksep=0.7]\n"
                      "  node [shape=box, fixedsize=true, label=\"\"]\n  edge [arrowhead=none]\n";
    auto const inches = [&out](double pixels) {
        std::array<char, 40> text;
        out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), pixels / 72,
                                              std::chars_format::fixed, 4)
                                    .ptr);
    };
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        out.append("  n").append(std::to_string(i)).append(" [width=");
        inches(boxes[i].width);
        out += ", height=";
        inches(boxes[i].height);
        out += "]\n";
    }
    for (drawn_edge const& edge : d.edges)
        out.append("  n")
            .append(std::to_string(edge.from))
            .append(" -> n")
            .append(std::to_string(edge.to)) += '\n';
    return out += "}\n";
}

LEAT_DECL std::optional<graph_layout> read_plain(std::string const& text, drawing const& d,
                                                 graph_layout made) {
    std::istringstream in(text);
    in.imbue(std::locale::classic());
    std::map<std::pair<std::size_t, std::size_t>, std::deque<std::size_t>> waiting;
    for (std::size_t e = 0; e < d.edges.size(); ++e)
        waiting[{d.edges[e].from, d.edges[e].to}].push_back(e);
    auto const index = [&](std::string const& id) {
        std::size_t at = 0;
        for (std::size_t i = 1; i < id.size(); ++i)
            at = at * 10 + static_cast<std::size_t>(id[i] - '0');
        return id.size() > 1 && at < made.nodes.size() ? at : npos;
    };
    auto const pixels = [](double inches) { return std::round(inches * 720) / 10; };
    std::string word, rest;
    double height = 0;
    auto const across = [&](double x) { return pixels(x) + page_margin; };
    auto const down = [&](double y) { return pixels(height - y) + page_margin; };
    std::size_t nodes = 0, edges = 0;
    made.edges.resize(d.edges.size());
    while (in >> word && word != "stop") {
        if (word == "graph") {
            double scale = 0, width = 0;
            in >> scale >> width >> height;
            made.width = std::ceil(pixels(width) + 2 * page_margin);
            made.height = std::ceil(pixels(height) + 2 * page_margin);
        } else if (word == "node") {
            double x = 0, y = 0;
            in >> word >> x >> y;
            std::size_t const at = index(word);
            if (at == npos) return {};
            made.nodes[at].x = across(x);
            made.nodes[at].y = down(y);
            ++nodes;
        } else if (word == "edge") {
            std::string head;
            std::size_t points = 0;
            in >> word >> head >> points;
            std::size_t const from = index(word);
            std::size_t const to = index(head);
            auto const at = waiting.find({from, to});
            if (at == waiting.end() || at->second.empty()) return {};
            std::string& path = made.edges[at->second.front()];
            at->second.pop_front();
            for (std::size_t i = 0; i < points && in; ++i) {
                double x = 0, y = 0;
                in >> x >> y;
                path += i == 0 ? "M" : i == 1 ? " C" : " ";
                print_point(path, across(x), down(y));
            }
            ++edges;
        }
        std::getline(in, rest);
    }
    if (word != "stop" || nodes != made.nodes.size() || edges != made.edges.size()) return {};
    return made;
}

} // namespace leat::detail

namespace leat {

LEAT_DECL std::optional<graph_layout> lay_out_by_graphviz(drawing const& d,
                                                          layout_options const& options) {
    graph_layout boxes{.by = "graphviz"};
    for (drawn_node const& node : d.nodes) boxes.nodes.push_back(detail::box_of(d, node));
    auto const text = detail::written_by({options.program, "-Tplain"},
                                         detail::boxes_as_dot(d, boxes.nodes), options.time_limit);
    if (!text) return {};
    return detail::read_plain(*text, d, std::move(boxes));
}

} // namespace leat
