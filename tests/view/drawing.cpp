// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/drawing.hpp>

#include <catch.hpp>

#include "sample.hpp"

#include <string>
#include <vector>

using namespace leat::literals;
using sample::shop;

namespace {

std::string names(leat::drawing const& d) {
    std::string all;
    for (auto const& one : d.nodes) all += one.node.name + "; ";
    return all;
}

/// As "a -> b (x)".
std::vector<std::string> edges(leat::drawing const& d) {
    std::vector<std::string> all;
    for (auto const& edge : d.edges)
        all.push_back(d.nodes[edge.from].node.name + " -> " + d.nodes[edge.to].node.name + " (" +
                      edge.value + ")");
    return all;
}

std::string refusal(auto draw) {
    try {
        draw();
    } catch (leat::error const& e) {
        return e.what();
    }
    return "none";
}

constexpr auto twice = leat::pipeline("twice", leat::input<int>("x"),
                                      leat::node(
                                          "square", [](int a, int b) { return a * b; }, "x", "x"));

// The order of the graph is not that of the declarations.
constexpr auto backwards =
    leat::pipeline("backwards",
                   leat::node(
                       "text", [](double d) { return std::to_string(d); }, "half"),
                   leat::node(
                       "half", [](int i) { return i / 2.0; }, "whole"),
                   leat::input<int>("whole"));

} // namespace

TEST_CASE("types stay with their values in whatever order they are declared") {
    leat::drawing const d = leat::draw<backwards>();
    CHECK(names(d) == "whole; half; text; ");
    CHECK(d.nodes.at(0).node.types == std::vector<std::string>{"int"});
    CHECK(d.nodes.at(1).node.types == std::vector<std::string>{"double"});
    CHECK(d.nodes.at(2).node.types == std::vector<std::string>{"std::string"});
}

TEST_CASE("a drawing has the whole pipeline with its types") {
    leat::drawing const d = leat::draw<shop>();
    CHECK(d.pipeline == "shop");
    CHECK_FALSE(d.run);
    CHECK_FALSE(d.types);
    CHECK(names(d) == "file; rate; days, title; scaled; fit; eu.sum; eu.de.mean; best; print; ");
    CHECK(edges(d) ==
          std::vector<std::string>{
              "file -> days, title (file)", "days, title -> scaled (days)", "rate -> scaled (rate)",
              "rate -> fit (rate)", "scaled -> eu.sum (scaled)", "eu.sum -> eu.de.mean (eu.sum)",
              "days, title -> best (title)", "eu.de.mean -> best (eu.de.mean)", "fit -> best (fit)",
              "best -> print (best)", "eu.de.mean -> print (eu.de.mean)"});
    CHECK(d.nodes[2].node.types == std::vector<std::string>{"std::vector<double>", "std::string"});
    CHECK(d.nodes[5].node.types == std::vector<std::string>{"unsigned long"});
    CHECK(d.nodes[8].node.types.empty()); // a sink makes no value
    CHECK(d.edges[1].type == "std::vector<double>");
    CHECK(d.edges[6].type == "std::string");
    for (auto const& one : d.nodes) CHECK_FALSE(one.report);
    using enum leat::node_kind;
    std::vector<leat::node_kind> kinds;
    for (auto const& one : d.nodes) kinds.push_back(one.node.kind);
    CHECK(kinds == std::vector{input, param, node, map, iterate, node, node, choose, sink});
}

TEST_CASE("a value that a node takes twice is one edge") {
    CHECK(edges(leat::draw<twice>()) == std::vector<std::string>{"x -> square (x)"});
}

TEST_CASE("a drawing of slices has what is in all of them, and the inputs and params it takes") {
    CHECK(names(leat::draw<shop>(leat::only("scaled"_n))) == "rate; scaled; ");
    CHECK(edges(leat::draw<shop>(leat::only("scaled"_n))) ==
          std::vector<std::string>{"rate -> scaled (rate)"});
    CHECK(names(leat::draw<shop>(leat::only("scaled"))) == "rate; scaled; ");
    CHECK(names(leat::draw<shop>(leat::to("eu.sum"))) ==
          "file; rate; days, title; scaled; eu.sum; ");
    CHECK(names(leat::draw<shop>(leat::from("best"_n))) == "best; print; ");
    CHECK(names(leat::draw<shop>(leat::tagged("totals"_n))) == "eu.sum; ");
    CHECK(names(leat::draw<shop>(leat::namespaced("eu"))) == "eu.sum; eu.de.mean; ");
    CHECK(names(leat::draw<shop>(leat::from("eu.sum"), leat::view_options{.types = true},
                                 leat::to("eu.de.mean"_n))) == "eu.sum; eu.de.mean; ");
    CHECK(leat::draw<shop>(leat::to("fit"), leat::view_options{.types = true}).types);
    // Types stay with their values, whatever is left out in front of them.
    CHECK(leat::draw<shop>(leat::only("eu.sum", "eu.de.mean")).edges.at(0).type == "unsigned long");
    // No names, no slice.
    CHECK(
        leat::draw<shop>(leat::detail::listed_slice<leat::detail::slice_kind::to>{}).nodes.size() ==
        9);
}

TEST_CASE("a slice of what is not there cannot be drawn") {
    CHECK(refusal([] { leat::draw<shop>(leat::to("eu.som")); }) ==
          "pipeline 'shop' has no 'eu.som' for a slice to name; did you mean 'eu.sum'?");
    CHECK(refusal([] { leat::draw<shop>(leat::tagged("wholly else")); }) ==
          "pipeline 'shop' has no tag 'wholly else' for a slice to name");
    CHECK(refusal([] { leat::draw<shop>(leat::only("fit"_n), leat::only("best")); }) ==
          "the slices of a view of pipeline 'shop' have no node in common, so nothing would be "
          "drawn; widen one of them");
}

TEST_CASE("a drawing of a run has the reports at their nodes") {
    leat::run_info const info = sample::run_of_the_shop();
    leat::drawing const d = leat::draw(info);
    CHECK(names(d) == names(leat::draw<shop>()));
    CHECK(edges(d) == edges(leat::draw<shop>()));
    REQUIRE(d.run);
    CHECK(d.run->id == info.id);
    CHECK_FALSE(d.nodes[0].report);
    CHECK_FALSE(d.nodes[1].report);
    for (std::size_t i = 0; i < info.nodes.size(); ++i) {
        REQUIRE(d.nodes[i + 2].report);
        CHECK(d.nodes[i + 2].report->name == info.nodes[i].name);
        CHECK(d.nodes[i + 2].report->status == info.nodes[i].status);
    }
    CHECK(leat::draw(info, {.types = true}).types);
}

TEST_CASE("a run whose graph is not known, or is another one, shows all of its nodes") {
    leat::run_info info = sample::run_of_the_shop();
    info.graph = nullptr;
    leat::drawing const d = leat::draw(info);
    CHECK(names(d) == "days, title; scaled; fit; eu.sum; eu.de.mean; best; print; ");
    CHECK(d.edges.empty());
    CHECK(d.nodes[0].node.outputs == std::vector<std::string>{"days", "title"});
    CHECK(d.nodes[0].report->status == leat::node_status::ran);

    info = sample::run_of_the_shop();
    info.nodes.push_back({.name = "old", .outputs = {"old"}});
    info.nodes.erase(info.nodes.begin());
    leat::drawing const changed = leat::draw(info);
    CHECK(names(changed) == names(leat::draw<shop>()) + "old; ");
    CHECK_FALSE(changed.nodes[2].report);
    CHECK(changed.nodes[9].report);
}
