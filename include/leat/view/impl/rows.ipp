// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/nearest.hpp>
#include <leat/view/rows.hpp>

#include <algorithm>

namespace leat::detail {

LEAT_DECL std::size_t row_graph::add(std::size_t row) {
    rows[row].push_back(row_of.size());
    row_of.push_back(row);
    up.emplace_back();
    down.emplace_back();
    return row_of.size() - 1;
}

LEAT_DECL void row_graph::connect(std::size_t upper, std::size_t lower) {
    down[upper].push_back(lower);
    up[lower].push_back(upper);
}

LEAT_DECL std::vector<std::size_t> row_graph::between(std::size_t from, std::size_t to) const {
    auto const& chain = passings[from];
    if (row_of[to] <= row_of[from]) return {};
    std::size_t const steps = std::min(chain.size(), row_of[to] - row_of[from] - 1);
    return {chain.begin(), chain.begin() + static_cast<std::ptrdiff_t>(steps)};
}

LEAT_DECL std::vector<std::size_t> choose_rows(std::size_t boxes,
                                               std::vector<std::vector<std::size_t>> const& below) {
    std::vector<std::size_t> row(boxes, 0);
    std::vector<bool> is_fed(boxes), is_joined(boxes);
    for (std::size_t v = 0; v < boxes; ++v)
        for (std::size_t to : below[v]) {
            row[to] = std::max(row[to], row[v] + 1);
            is_fed[to] = is_joined[to] = is_joined[v] = true;
        }
    for (std::size_t v = 0; v < boxes; ++v) {
        if (!is_joined[v]) row[v] = npos;
        if (is_fed[v] || below[v].empty()) continue;
        std::size_t first = npos;
        for (std::size_t to : below[v]) first = std::min(first, row[to]);
        row[v] = first - 1;
    }
    return row;
}

LEAT_DECL row_graph make_rows(drawing const& d) {
    row_graph g;
    g.boxes = d.nodes.size();
    std::vector<std::vector<std::size_t>> below(g.boxes);
    for (drawn_edge const& edge : d.edges)
        if (edge.from < edge.to) below[edge.from].push_back(edge.to);
    for (auto& list : below) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    g.row_of = choose_rows(g.boxes, below);
    g.up.resize(g.boxes);
    g.down.resize(g.boxes);
    g.passings.resize(g.boxes);
    for (std::size_t v = 0; v < g.boxes; ++v) {
        if (g.row_of[v] == npos) continue;
        if (g.rows.size() <= g.row_of[v]) g.rows.resize(g.row_of[v] + 1);
        g.rows[g.row_of[v]].push_back(v);
    }
    std::size_t left = most_passings;
    for (std::size_t v = 0; v < g.boxes; ++v) {
        std::size_t last = 0;
        for (std::size_t to : below[v]) last = std::max(last, g.row_of[to]);
        if (below[v].empty()) continue;
        std::size_t const length = last - g.row_of[v] - 1;
        bool const passes = length <= left;
        if (passes) left -= length;
        std::size_t above = v;
        for (std::size_t r = g.row_of[v] + 1; passes && r < last; ++r) {
            std::size_t const made = g.add(r);
            g.connect(above, made);
            g.passings[v].push_back(above = made);
        }
        for (std::size_t to : below[v]) {
            std::size_t const gap = g.row_of[to] - g.row_of[v];
            if (gap == 1)
                g.connect(v, to);
            else if (passes)
                g.connect(g.passings[v][gap - 2], to);
        }
    }
    return g;
}

} // namespace leat::detail
