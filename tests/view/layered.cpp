// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/layered.hpp>

#include <catch.hpp>

#include "random_drawing.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <string>

using sample::random_drawing;

namespace {

void check_layout(leat::drawing const& d, leat::graph_layout const& made) {
    REQUIRE(made.nodes.size() == d.nodes.size());
    REQUIRE(made.edges.size() == d.edges.size());
    CHECK(made.by == "leat");
    std::size_t overlaps = 0, outside = 0, upwards = 0;
    auto const apart = [](double a, double b, double size, double other) {
        return std::abs(a - b) >= (size + other) / 2;
    };
    for (std::size_t i = 0; i < made.nodes.size(); ++i) {
        auto const& a = made.nodes[i];
        CHECK(a.width >= 36);
        outside += a.x - a.width / 2 < 0 || a.x + a.width / 2 > made.width ||
                   a.y - a.height / 2 < 0 || a.y + a.height / 2 > made.height;
        for (std::size_t j = 0; j < i; ++j) {
            auto const& b = made.nodes[j];
            overlaps += !apart(a.x, b.x, a.width, b.width) && !apart(a.y, b.y, a.height, b.height);
        }
    }
    for (auto const& edge : d.edges) upwards += made.nodes[edge.from].y >= made.nodes[edge.to].y;
    CHECK(overlaps == 0);
    CHECK(outside == 0);
    CHECK(upwards == 0);
    for (std::string const& path : made.edges) {
        CHECK(path.substr(0, 1) == "M");
        CHECK(path.find("nan") == path.npos);
    }
}

} // namespace

TEST_CASE("boxes of our own layout do not overlap") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        leat::drawing const d = random_drawing(seed, 5 + 3 * seed, 0.3 + 0.06 * seed);
        INFO("seed " << seed);
        check_layout(d, leat::lay_out_layered(d));
    }
}

TEST_CASE("our own layout takes a thousand nodes") {
    for (double density : {1.0, 3.0}) {
        leat::drawing const d = random_drawing(7, 1000, density);
        auto const began = std::chrono::steady_clock::now();
        leat::graph_layout const made = leat::lay_out_layered(d);
        auto const took = std::chrono::steady_clock::now() - began;
        // Optimised it takes less than a hundredth of this; what is quadratic does not pass.
        CHECK(took < std::chrono::seconds(10));
        double const milliseconds = std::chrono::duration<double>(took).count() * 1000;
        INFO("1,000 nodes, " << d.edges.size() << " edges: " << milliseconds << " ms");
        check_layout(d, made);
    }
}

TEST_CASE("a chain of a thousand in which each also takes the first is laid out") {
    leat::drawing d = random_drawing(1, 1000, 0);
    for (std::size_t i = 1; i < 1000; ++i) {
        d.edges.push_back({i - 1, i, "v", ""});
        if (i > 1) d.edges.push_back({0, i, "first", ""});
    }
    check_layout(d, leat::lay_out_layered(d));
}

TEST_CASE("lines through too many rows go straight") {
    leat::drawing d = random_drawing(1, 600, 0);
    for (std::size_t i = 1; i < 600; ++i) d.edges.push_back({i - 1, i, "v", ""});
    for (std::size_t i = 0; i < 300; ++i) d.edges.push_back({i, 599 - i % 7, "long", ""});
    check_layout(d, leat::lay_out_layered(d));
}

TEST_CASE("nothing, one node and nodes without edges are laid out") {
    leat::graph_layout const none = leat::lay_out_layered({});
    CHECK(none.width == 0);
    CHECK(none.height == 0);
    CHECK(none.nodes.empty());

    leat::drawing one;
    one.nodes.emplace_back().node.name = "a";
    leat::graph_layout const single = leat::lay_out_layered(one);
    CHECK(single.width == 104);
    CHECK(single.height == 68);
    CHECK(single.nodes[0].x == 52);
    CHECK(single.nodes[0].y == 34);

    leat::drawing const apart = random_drawing(3, 100, 0);
    leat::graph_layout const made = leat::lay_out_layered(apart);
    check_layout(apart, made);
    CHECK(made.width < 3 * made.height); // not one long row
    CHECK(made.height < 3 * made.width);
}

TEST_CASE("a layout is the same for the same drawing") {
    leat::drawing const d = random_drawing(11, 120, 1.7);
    leat::graph_layout const a = leat::lay_out_layered(d), b = leat::lay_out_layered(d);
    CHECK(a.edges == b.edges);
    for (std::size_t i = 0; i < a.nodes.size(); ++i) {
        CHECK(a.nodes[i].x == b.nodes[i].x);
        CHECK(a.nodes[i].y == b.nodes[i].y);
    }
}

TEST_CASE("lines run straight where they can, and around what is between") {
    leat::drawing d = random_drawing(1, 3, 0); // 0 -> 1 -> 2 and 0 -> 2
    d.edges = {{0, 1, "a", ""}, {1, 2, "b", ""}, {0, 2, "a", ""}};
    leat::graph_layout const made = leat::lay_out_layered(d);
    CHECK(made.nodes[0].y < made.nodes[1].y);
    // The long line passes beside the box in the middle, at one x for all of its row.
    std::string const& path = made.edges[2];
    std::size_t const at = path.find(" L");
    REQUIRE(at != path.npos);
    double const x = std::stod(path.substr(at + 2));
    CHECK(std::abs(x - made.nodes[1].x) >= made.nodes[1].width / 2);

    leat::drawing chain = random_drawing(1, 4, 0);
    chain.edges = {{0, 1, "a", ""}, {1, 2, "b", ""}, {2, 3, "c", ""}};
    leat::graph_layout const straight = leat::lay_out_layered(chain);
    for (auto const& node : straight.nodes) CHECK(node.x == straight.nodes[0].x);
}

TEST_CASE("parts that are not connected stand side by side") {
    // Some parts are small and some wide, so that their rows are centred at different places.
    leat::drawing const d = random_drawing(4, 60, 1.2);
    leat::graph_layout const made = leat::lay_out_layered(d);
    check_layout(d, made);
    // The widest row decides, nearly: it is full.
    double widest = 0;
    for (auto const& one : made.nodes) {
        double row = 2 * 16 - 28; // margins
        for (auto const& other : made.nodes)
            if (other.y == one.y) row += other.width + 28;
        widest = std::max(widest, row);
    }
    CHECK(made.width < 1.3 * widest);
}

TEST_CASE("edges against the order of the nodes do no harm") {
    leat::drawing d = random_drawing(1, 3, 0);
    d.edges = {{0, 1, "a", ""}, {1, 0, "b", ""}, {2, 2, "c", ""}};
    leat::graph_layout const made = leat::lay_out_layered(d);
    CHECK(made.edges.size() == 3);
    CHECK(made.edges[1].substr(0, 1) == "M");
    CHECK(made.edges[2].empty());
}
