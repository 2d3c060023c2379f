// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/graph.hpp>

#include <catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<int>("csv"), leat::param("share", 0.8), leat::param("ridge", 0.1),
    leat::node(
        "raw", [](int) { return 1; }, "csv"),
    leat::node(
        "clean", [](int) { return 1; }, "raw"),
    leat::node(
        leat::outputs("train", "test"), [](int, double) { return std::pair(1, 2); }, "clean",
        "share"),
    leat::node(
        "model", [](int, double) { return 1; }, "train", "ridge"),
    leat::node(
        "rmse", [](int, int) { return 1; }, "model", "test"));

constexpr auto graph = leat::graph<forecast>;

constexpr auto with_sink = leat::pipeline("with_sink", leat::input<int>("x"),
                                          leat::node(
                                              "print", [](int) {}, "x"));

} // namespace

TEST_CASE("a graph counts values and nodes") {
    STATIC_REQUIRE(leat::valid<forecast>);
    STATIC_REQUIRE(leat::mistakes<forecast> == 0);
    STATIC_REQUIRE(graph.size() == 9);
    STATIC_REQUIRE(graph.nodes() == 5);
    STATIC_REQUIRE(leat::graph<with_sink>.size() == 2); // a sink counts as a value, of type void
}

TEST_CASE("values are found by name and number") {
    STATIC_REQUIRE(graph.name(0) == "csv");
    STATIC_REQUIRE(graph.find("model") == 7);
    STATIC_REQUIRE(graph.find("modle") == leat::npos);
}

TEST_CASE("inputs and consumers are each other's inverse") {
    for (std::size_t i = 0; i < graph.size(); ++i)
        for (std::size_t j = 0; j < graph.size(); ++j) {
            auto const has = [](auto const& range, std::size_t x) {
                return std::find(range.begin(), range.end(), x) != range.end();
            };
            CHECK(has(graph.inputs_of(j), i) == has(graph.consumers_of(i), j));
        }
}

TEST_CASE("the order is a topological one, and the last use comes last in it") {
    std::vector<std::size_t> position(graph.size());
    for (std::size_t i = 0; i < graph.size(); ++i) position[graph.order()[i]] = i;
    for (std::size_t i = 0; i < graph.size(); ++i)
        for (std::size_t c : graph.consumers_of(i)) {
            CHECK(position[i] < position[c]);
            CHECK(position[c] <= position[graph.last_use(i)]);
        }
    STATIC_REQUIRE(graph.last_use(8) == leat::npos);
    STATIC_REQUIRE(graph.name(graph.last_use(4)) == "test"); // clean goes into train and test
}

TEST_CASE("what depends on what") {
    STATIC_REQUIRE(leat::depends_on<forecast>("rmse", "csv"));
    STATIC_REQUIRE(leat::depends_on<forecast>("rmse", "ridge"));
    STATIC_REQUIRE(!leat::depends_on<forecast>("test", "ridge"));
    STATIC_REQUIRE(!leat::depends_on<forecast>("csv", "rmse"));
    STATIC_REQUIRE(!leat::depends_on<forecast>("csv", "csv"));
}
