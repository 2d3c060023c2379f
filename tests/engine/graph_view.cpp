// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/graph_view.hpp>

#include <leat/dsl/pipeline.hpp>
#include <leat/graph/check.hpp>

#include <catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

constexpr auto p =
    leat::pipeline("p", leat::input<int>("in"),
                   leat::node(
                       leat::outputs("l", "r"), [](int x) { return std::pair(x, x); }, "in"),
                   leat::node(
                       "sum", [](int a, int b, int c) { return a + b + c; }, "l", "r", "l"),
                   leat::node(
                       "sink", [](int) {}, "sum"));
constexpr auto const& g = leat::detail::graph_view_of<p>;

template <class Range>
std::string names(Range const& values) {
    std::string all;
    for (std::size_t v : values) all.append(all.empty() ? "" : " ").append(g.name(v));
    return all;
}
std::size_t item_of(std::string_view name) { return g.maker[g.find(name)]; }

} // namespace

TEST_CASE("the view of a graph has the inputs, outputs and consumers of the solution") {
    CHECK(g.pipeline == "p");
    CHECK(g.item_count() == 4);
    CHECK(g.value_count() == 5);
    CHECK(names(g.inputs(item_of("sum"))) == "l r l");
    CHECK(names(g.outputs(item_of("r"))) == "l r");
    CHECK(g.consumers_of(g.find("l")).size() == 1); // each once
    CHECK(g.consumers_of(g.find("l")).front() == item_of("sum"));
    CHECK(g.is_node(item_of("sum")));
    CHECK_FALSE(g.is_node(item_of("in")));
    CHECK(g.is_void[g.find("sink")]);
    CHECK_FALSE(g.is_void[g.find("sum")]);
}

TEST_CASE("an item is named by all of its values; a name that is not there is not found") {
    CHECK(g.name_of(item_of("l")) == "l, r");
    CHECK(g.name_of(item_of("in")) == "in");
    CHECK(g.find("sum") != leat::detail::npos);
    CHECK(g.find("summ") == leat::detail::npos);
}

TEST_CASE("for_each_input visits each value once") {
    std::vector<std::size_t> seen;
    leat::detail::for_each_input(g, item_of("sum"), [&](std::size_t v) { seen.push_back(v); });
    CHECK(names(seen) == "l r");
}
