// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/crossings.hpp>
#include <leat/view/layered.hpp>

#include <algorithm>
#include <cmath>

namespace leat::detail {

LEAT_DECL void settle(std::vector<double>& place, std::vector<double> const& weight,
                      std::vector<double> const& offset) {
    struct pool {
        double sum, weight;
        std::size_t size;
    };
    std::vector<pool> pools;
    for (std::size_t i = 0; i < place.size(); ++i) {
        pools.push_back({(place[i] - offset[i]) * weight[i], weight[i], 1});
        while (pools.size() > 1) {
            pool const& last = pools.back();
            pool& before = pools[pools.size() - 2];
            if (before.sum * last.weight <= last.sum * before.weight) break;
            before = {before.sum + last.sum, before.weight + last.weight, before.size + last.size};
            pools.pop_back();
        }
    }
    std::size_t i = 0;
    for (pool const& p : pools)
        for (std::size_t k = 0; k < p.size; ++k, ++i) place[i] = p.sum / p.weight + offset[i];
}

LEAT_DECL std::vector<double> place_rows(row_graph const& g, std::vector<double> const& widths) {
    std::vector<double> x(g.row_of.size());
    std::vector<std::vector<double>> offsets;
    for (auto const& row : g.rows) {
        auto& offset = offsets.emplace_back(row.size());
        for (std::size_t i = 1; i < row.size(); ++i) {
            bool const boxes = g.is_box(row[i]) && g.is_box(row[i - 1]);
            offset[i] = offset[i - 1] + (widths[row[i]] + widths[row[i - 1]]) / 2 +
                        (boxes ? box_gap : line_gap);
        }
        for (std::size_t i = 0; i < row.size(); ++i) x[row[i]] = offset[i] - offset.back() / 2;
    }
    std::vector<double> place, weight;
    auto const pull = [&](std::size_t r, bool up, bool down) {
        auto const& row = g.rows[r];
        place.resize(row.size());
        weight.resize(row.size());
        for (std::size_t i = 0; i < row.size(); ++i) {
            double sum = 0, total = 0;
            auto const look = [&](std::vector<std::size_t> const& others) {
                for (std::size_t o : others) {
                    double const w = !g.is_box(o) && !g.is_box(row[i]) ? 4 : 1;
                    sum += w * x[o];
                    total += w;
                }
            };
            if (up) look(g.up[row[i]]);
            if (down) look(g.down[row[i]]);
            place[i] = total > 0 ? sum / total : x[row[i]];
            weight[i] = total > 0 ? total : 0.1;
        }
        settle(place, weight, offsets[r]);
        for (std::size_t i = 0; i < row.size(); ++i) x[row[i]] = place[i];
    };
    for (int sweep = 0; sweep < 8; ++sweep) {
        bool const both = sweep >= 4;
        for (std::size_t r = 1; r < g.rows.size(); ++r) pull(r, true, both);
        for (std::size_t r = g.rows.size(); r-- > 0;) pull(r, both, true);
    }
    return x;
}

LEAT_DECL void close_gaps(row_graph const& g, std::vector<double> const& widths,
                          std::vector<double>& x) {
    struct span {
        double left, right;
        std::size_t vertex;
    };
    std::vector<span> spans;
    for (std::size_t v = 0; v < x.size(); ++v) {
        if (g.row_of[v] == npos) continue;
        span all{x[v] - widths[v] / 2, x[v] + widths[v] / 2, v};
        for (std::size_t below : g.down[v]) {
            all.left = std::min(all.left, x[below]);
            all.right = std::max(all.right, x[below]);
        }
        for (std::size_t above : g.up[v]) {
            all.left = std::min(all.left, x[above]);
            all.right = std::max(all.right, x[above]);
        }
        spans.push_back(all);
    }
    std::sort(spans.begin(), spans.end(),
              [](span const& a, span const& b) { return a.left < b.left; });
    double shift = 0, right = spans.empty() ? 0 : spans.front().left;
    for (span const& one : spans) {
        shift += std::max(0.0, one.left - right - box_gap);
        right = std::max(right, one.right);
        x[one.vertex] -= shift;
    }
}

LEAT_DECL std::string edge_path(row_graph const& g, graph_layout const& made,
                                std::vector<double> const& x, std::vector<double> const& top,
                                std::vector<double> const& heights, std::size_t from,
                                std::size_t to) {
    placed_node const& a = made.nodes[from];
    placed_node const& b = made.nodes[to];
    double at_x = a.x, at_y = a.y + a.height / 2;
    std::string out = "M";
    print_point(out, at_x, at_y);
    auto const curve = [&](double to_x, double to_y) {
        double const middle = (at_y + to_y) / 2;
        print_point(out += " C", at_x, middle);
        print_point(out += ' ', to_x, middle);
        print_point(out += ' ', to_x, to_y);
    };
    for (std::size_t v : g.between(from, to)) {
        std::size_t const r = g.row_of[v];
        curve(x[v], top[r]);
        at_x = x[v];
        at_y = top[r] + heights[r];
        print_point(out += " L", at_x, at_y);
    }
    curve(b.x, b.y - b.height / 2);
    return out;
}

} // namespace leat::detail

namespace leat {

LEAT_DECL graph_layout lay_out_layered(drawing const& d) {
    graph_layout made{.by = "leat"};
    std::size_t const count = d.nodes.size();
    std::vector<double> widths;
    for (drawn_node const& node : d.nodes) {
        made.nodes.push_back(detail::box_of(d, node));
        widths.push_back(made.nodes.back().width);
    }
    detail::row_graph g = detail::make_rows(d);
    detail::order_rows(g);
    widths.resize(g.row_of.size(), 0.0); // of what only passes
    std::vector<double> x = detail::place_rows(g, widths);
    detail::close_gaps(g, widths, x);

    double left = 0, right = 0, bottom = detail::page_margin;
    for (std::size_t v = 0; v < count; ++v) {
        if (g.row_of[v] == detail::npos) continue;
        left = std::min(left, x[v] - widths[v] / 2);
        right = std::max(right, x[v] + widths[v] / 2);
    }
    for (std::size_t v = count; v < x.size(); ++v) {
        left = std::min(left, x[v]);
        right = std::max(right, x[v]);
    }
    std::vector<double> shifted = x, top, heights;
    for (double& at : shifted) at = std::round(10 * (at - left + detail::page_margin)) / 10;
    for (auto const& row : g.rows) {
        double height = 0;
        for (std::size_t v : row)
            if (g.is_box(v)) height = std::max(height, made.nodes[v].height);
        for (std::size_t v : row)
            if (g.is_box(v)) {
                made.nodes[v].x = shifted[v];
                made.nodes[v].y = bottom + height / 2;
            }
        top.push_back(bottom);
        heights.push_back(height);
        bottom += height + detail::row_gap;
    }
    // Nodes without edges, in lines about as wide as all is high.
    double area = 0;
    for (std::size_t v = 0; v < count; ++v)
        if (g.row_of[v] == detail::npos)
            area += (widths[v] + detail::box_gap) * (52 + detail::box_gap);
    double const limit = std::max(right - left, 1.6 * std::sqrt(area)) + detail::page_margin;
    double at = detail::page_margin, wide = right - left + detail::page_margin;
    double line_height = 0;
    for (std::size_t v = 0; v < count; ++v) {
        if (g.row_of[v] != detail::npos) continue;
        placed_node& node = made.nodes[v];
        if (at > detail::page_margin && at + node.width > limit) {
            at = detail::page_margin;
            bottom += line_height + detail::box_gap;
            line_height = 0;
        }
        node.x = at + node.width / 2;
        node.y = bottom + node.height / 2;
        at += node.width + detail::box_gap;
        line_height = std::max(line_height, node.height);
        wide = std::max(wide, node.x + node.width / 2);
    }
    bottom = line_height > 0 ? bottom + line_height
                             : (g.rows.empty() ? bottom : bottom - detail::row_gap);
    made.width = count == 0 ? 0 : std::ceil(wide + detail::page_margin);
    made.height = count == 0 ? 0 : std::ceil(bottom + detail::page_margin);
    for (drawn_edge const& edge : d.edges)
        made.edges.push_back(edge.from == edge.to ? std::string()
                                                  : detail::edge_path(g, made, shifted, top,
                                                                      heights, edge.from, edge.to));
    return made;
}

} // namespace leat
