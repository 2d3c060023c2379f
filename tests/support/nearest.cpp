// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/nearest.hpp>

#include <catch.hpp>

#include <array>
#include <string_view>

using leat::detail::edit_distance;
using leat::detail::nearest;

namespace {

// Without the band: what the distance must be.
std::size_t plain_distance(std::string_view a, std::string_view b) {
    std::size_t d[64][64] = {};
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1,
                                d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

} // namespace

TEST_CASE("the distance counts edits, and stops at its limit") {
    STATIC_REQUIRE(edit_distance("model", "model", 3) == 0);
    STATIC_REQUIRE(edit_distance("modle", "model", 3) == 1); // neighbours swapped
    STATIC_REQUIRE(edit_distance("modl", "model", 3) == 1);
    STATIC_REQUIRE(edit_distance("raw", "clean", 1) == 2);
}

TEST_CASE("the distance within a band is the distance") {
    std::array<std::string_view, 12> const words{"",      "a",      "ab",    "ba",
                                                 "clean", "claen",  "lean",  "train",
                                                 "trian", "strain", "model", "remodel"};
    for (auto a : words)
        for (auto b : words)
            for (std::size_t limit : {1u, 2u, 3u, 6u}) {
                CAPTURE(a, b, limit);
                CHECK(edit_distance(a, b, limit) == std::min(plain_distance(a, b), limit + 1));
            }
}

TEST_CASE("the nearest name, when one is near") {
    constexpr std::array<std::string_view, 4> names{"csv", "clean", "model", "mode"};
    constexpr auto at = [](std::size_t i) {
        return std::array<std::string_view, 4>{"csv", "clean", "model", "mode"}[i];
    };
    STATIC_REQUIRE(nearest("modle", names.size(), at) == 2);
    STATIC_REQUIRE(nearest("cvs", names.size(), at) == 0);
    STATIC_REQUIRE(nearest("something else", names.size(), at) == leat::detail::npos);
}
