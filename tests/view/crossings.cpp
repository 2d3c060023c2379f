// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/crossings.hpp>

#include <catch.hpp>

#include "random_drawing.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

using leat::detail::row_graph;

namespace {

std::size_t counted(row_graph const& g) {
    std::vector<std::size_t> position(g.row_of.size());
    for (auto const& row : g.rows)
        for (std::size_t i = 0; i < row.size(); ++i) position[row[i]] = i;
    return leat::detail::count_crossings(g, position);
}

/// Each pair of lines by itself.
std::size_t counted_slowly(row_graph const& g) {
    std::size_t crossings = 0;
    for (std::size_t r = 0; r + 1 < g.rows.size(); ++r) {
        auto const at = [&](std::size_t v) {
            return std::find(g.rows[r + 1].begin(), g.rows[r + 1].end(), v);
        };
        for (auto left = g.rows[r].begin(); left != g.rows[r].end(); ++left)
            for (auto right = left + 1; right != g.rows[r].end(); ++right)
                for (std::size_t a : g.down[*left])
                    for (std::size_t b : g.down[*right]) crossings += at(b) < at(a);
    }
    return crossings;
}

} // namespace

TEST_CASE("crossings are counted") {
    leat::drawing d = sample::random_drawing(1, 4, 0);
    d.edges = {{0, 3, "", ""}, {1, 2, "", ""}};
    row_graph g = leat::detail::make_rows(d);
    CHECK(counted(g) == 1);
    leat::detail::order_rows(g);
    CHECK(counted(g) == 0);
    for (unsigned seed = 1; seed <= 10; ++seed) {
        row_graph const random = leat::detail::make_rows(sample::random_drawing(seed, 40, 2));
        CHECK(counted(random) == counted_slowly(random));
    }
}

TEST_CASE("the best order that was found is kept") {
    std::size_t before = 0, after = 0;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        row_graph g = leat::detail::make_rows(sample::random_drawing(seed, 14, 1.6));
        std::size_t const first = counted(g);
        leat::detail::order_rows(g);
        CHECK(counted(g) <= first);
        before += first;
        after += counted(g);
    }
    CHECK(2 * after < before);
}
