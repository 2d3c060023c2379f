// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/solve.hpp>

#include <catch.hpp>

#include <array>
#include <span>
#include <vector>

namespace {

constexpr auto id = [](int x) { return x; };
constexpr auto join = [](int a, int b) { return a + b; };

constexpr auto diamond =
    leat::pipeline("diamond", leat::node("d", join, "b", "c"), leat::node("b", id, "a"),
                   leat::node("c", id, "a"), leat::input<int>("a"));
constexpr auto const& solved = leat::detail::solved<diamond>;

constexpr auto ring =
    leat::pipeline("round", leat::input<int>("in"), leat::node("a", join, "c", "in"),
                   leat::node("b", id, "a"), leat::node("c", id, "b"));
constexpr auto self = leat::pipeline("self", leat::node("a", id, "a"));
constexpr auto many = leat::pipeline("many", leat::input<int>("x"), leat::node("x", id, "y"),
                                     leat::node("z", id, "nothing like it"));

constexpr auto split = leat::pipeline("split", leat::input<int>("in"),
                                      leat::node(
                                          leat::outputs("one", "two"),
                                          [](int x) {
                                              return std::array{x, x};
                                          },
                                          "in"));

} // namespace

TEST_CASE("items come after what they need, and otherwise as declared") {
    constexpr std::array<std::size_t, 4> expected{3, 1, 2, 0};
    STATIC_REQUIRE(solved.order == expected);
}

TEST_CASE("consumers are known, each once") {
    STATIC_REQUIRE(solved.first_consumer[4] - solved.first_consumer[3] == 2); // of a: b and c
    STATIC_REQUIRE(solved.consumers[solved.first_consumer[3]] == 1);
    STATIC_REQUIRE(solved.first_consumer[1] == solved.first_consumer[0]); // of d: none
}

TEST_CASE("inputs, outputs and consumers are ranges") {
    std::vector<std::size_t> found;
    for (std::size_t v : solved.inputs(0)) found.push_back(v);
    CHECK(found == std::vector<std::size_t>{1, 2}); // d takes b and c
    STATIC_REQUIRE(solved.inputs(3).empty());
    STATIC_REQUIRE(solved.consumers_of(3).size() == 2);
    STATIC_REQUIRE(solved.consumers_of(3)[1] == 2);
    STATIC_REQUIRE(solved.edges_of(1).size() == 1);
    STATIC_REQUIRE(solved.edges_of(1)[0] == 2);

    constexpr auto const& g = leat::detail::solved<split>;
    found.clear();
    for (std::size_t v : g.outputs(1)) found.push_back(v);
    CHECK(found == std::vector<std::size_t>{1, 2});
    std::span<std::size_t const> const taken = g.inputs(1);
    CHECK((taken.size() == 1 && taken[0] == 0));
}

TEST_CASE("a cycle is found with its path, in the direction in which values would flow") {
    constexpr auto const& g = leat::detail::solved<ring>;
    STATIC_REQUIRE(g.mistake_count == 1);
    STATIC_REQUIRE(g.mistakes[0].what == leat::detail::fault::cycle);
    STATIC_REQUIRE(g.mistakes[0].path_size == 4);
    constexpr auto const& path = g.mistakes[0].path;
    STATIC_REQUIRE(path[0] == path[3]);
    for (std::size_t i = 0; i + 1 < 4; ++i) { // each is an input of the next
        auto const& next = g.items[g.maker[path[i + 1]]];
        bool flows = false;
        for (std::size_t e = next.first_edge; e < next.first_edge + next.edge_count; ++e)
            flows |= g.view(g.edge_names[e]) == g.name(path[i]);
        CHECK(flows);
    }
    STATIC_REQUIRE(leat::detail::solved<self>.mistakes[0].path_size == 2);
}

TEST_CASE("all mistakes in the names are reported together, with the nearest names") {
    constexpr auto const& g = leat::detail::solved<many>;
    STATIC_REQUIRE(g.mistake_count == 3);
    STATIC_REQUIRE(g.mistakes[0].what == leat::detail::fault::two_of_one_name);
    STATIC_REQUIRE(g.mistakes[1].what == leat::detail::fault::no_such_value);
    STATIC_REQUIRE(g.name(g.mistakes[1].near) == "x");
    STATIC_REQUIRE(g.mistakes[2].near == leat::detail::npos);
}
