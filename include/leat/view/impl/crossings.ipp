// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/crossings.hpp>

#include <algorithm>
#include <utility>

namespace leat::detail {

LEAT_DECL std::size_t count_crossings(row_graph const& g,
                                      std::vector<std::size_t> const& position) {
    std::size_t crossings = 0;
    std::vector<std::size_t> tree, ends;
    for (std::size_t r = 0; r + 1 < g.rows.size(); ++r) {
        tree.assign(g.rows[r + 1].size() + 1, 0); // sums of how many lines end where, by Fenwick
        std::size_t seen = 0;
        for (std::size_t v : g.rows[r]) {
            ends.clear();
            for (std::size_t to : g.down[v]) ends.push_back(position[to]);
            for (std::size_t end : ends) {
                std::size_t not_right = 0;
                for (std::size_t i = end + 1; i > 0; i &= i - 1) not_right += tree[i];
                crossings += seen - not_right;
            }
            for (std::size_t end : ends)
                for (std::size_t i = end + 1; i < tree.size(); i += i & (~i + 1)) ++tree[i];
            seen += ends.size();
        }
    }
    return crossings;
}

LEAT_DECL void order_rows(row_graph& g) {
    std::vector<std::size_t> position(g.row_of.size());
    auto const number = [&](std::vector<std::size_t> const& row) {
        for (std::size_t i = 0; i < row.size(); ++i) position[row[i]] = i;
    };
    for (auto const& row : g.rows) number(row);
    std::vector<std::pair<double, std::size_t>> keyed;
    auto const order = [&](std::vector<std::size_t>& row, auto const& neighbours) {
        keyed.clear();
        for (std::size_t v : row) {
            double sum = 0;
            for (std::size_t o : neighbours[v]) sum += static_cast<double>(position[o]);
            keyed.emplace_back(neighbours[v].empty()
                                   ? static_cast<double>(position[v])
                                   : sum / static_cast<double>(neighbours[v].size()),
                               v);
        }
        std::stable_sort(keyed.begin(), keyed.end(),
                         [](auto const& a, auto const& b) { return a.first < b.first; });
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = keyed[i].second;
        number(row);
    };
    auto best = g.rows;
    std::size_t fewest = count_crossings(g, position);
    for (int sweep = 0; sweep < 8 && fewest > 0; ++sweep) {
        if (sweep % 2 == 0)
            for (std::size_t r = 1; r < g.rows.size(); ++r) order(g.rows[r], g.up);
        else
            for (std::size_t r = g.rows.size(); r-- > 0;) order(g.rows[r], g.down);
        if (std::size_t const now = count_crossings(g, position); now < fewest) {
            fewest = now;
            best = g.rows;
        }
    }
    g.rows = std::move(best);
}

} // namespace leat::detail
