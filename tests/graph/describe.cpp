// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/describe.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <string>
#include <utility>
#include <vector>

using leat::node_kind;

namespace {

int twice(int a) { return 2 * a; }
std::pair<int, int> both(int a, double) { return {a, a}; }
void tell(int) {}
bool far(int a) { return a > 100; }

constexpr auto inner =
    leat::pipeline("inner", leat::input<int>("x"), leat::node("y", twice, "x") | leat::cached);
constexpr auto all = leat::pipeline(
    "all",
    leat::node(leat::outputs("b", "c"), both, "a", "by") | leat::tag("daily") | leat::tag("big") |
        leat::doc("two of one"),
    leat::input<int>("a") | leat::doc("to begin with"), leat::param("by", 0.5),
    leat::input<std::vector<int>>("parts"), leat::node("told", tell, "b"),
    leat::map("each", twice, leat::each("parts")) | leat::retry(2),
    leat::choose("one", "c", leat::when(1, twice, "b"), leat::otherwise(twice, "a")),
    leat::iterate("grown", twice, "a") | leat::until(far, 10), leat::within("eu", inner));

} // namespace

TEST_CASE("a pipeline as plain data, in the order of the graph") {
    leat::structure const& made = *leat::detail::structure_of<all>();
    CHECK(made.pipeline == "all");
    std::vector<std::string> names;
    for (auto const& node : made.nodes) names.push_back(node.name);
    CHECK(names == std::vector<std::string>{"a", "by", "b, c", "parts", "told", "each", "one",
                                            "grown", "eu.x", "eu.y"});

    std::vector<node_kind> kinds;
    for (auto const& node : made.nodes) kinds.push_back(node.kind);
    CHECK(kinds == std::vector<node_kind>{node_kind::input, node_kind::param, node_kind::node,
                                          node_kind::input, node_kind::sink, node_kind::map,
                                          node_kind::choose, node_kind::iterate, node_kind::input,
                                          node_kind::node});

    auto const& pair = made.nodes[2];
    CHECK(pair.outputs == std::vector<std::string>{"b", "c"});
    CHECK(pair.inputs == std::vector<std::string>{"a", "by"});
    CHECK(pair.tags == std::vector<std::string>{"daily", "big"});
    CHECK(pair.doc == "two of one");
    CHECK(pair.caching.empty());
    CHECK(made.nodes[0].doc == "to begin with");
    CHECK(made.nodes[9].caching == "cached");
    CHECK(made.nodes[9].inputs == std::vector<std::string>{"eu.x"});
    CHECK(made.nodes[5].guarded);
    CHECK_FALSE(pair.guarded);
    CHECK(made.nodes[6].inputs == std::vector<std::string>{"c", "b", "a"});
}

TEST_CASE("the structure is made once, and every run refers to it") {
    auto const result = leat::run<inner>(leat::name_constant<"x">{} = 1);
    CHECK(result.info().graph == leat::detail::structure_of<inner>());
    CHECK(result.info().graph->nodes.size() == 2);
}
