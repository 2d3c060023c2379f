// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/choose.hpp>

#include <leat/dsl/node.hpp>

#include <string_view>

#include "catch.hpp"

namespace {

constexpr auto chosen = leat::choose("model", "kind",
                                     leat::when(
                                         "a", [](int n) { return n; }, "x"),
                                     leat::when(
                                         "b", [](int n, int m) { return n + m; }, "x", "y"),
                                     leat::otherwise([] { return 0; }));

} // namespace

TEST_CASE("a choose takes what it chooses by, then what each branch takes") {
    STATIC_REQUIRE(chosen.inputs.size() == 4);
    STATIC_REQUIRE(chosen.inputs[0].view() == "kind");
    STATIC_REQUIRE(chosen.inputs[1].view() == "x");
    STATIC_REQUIRE(chosen.inputs[2].view() == "x");
    STATIC_REQUIRE(chosen.inputs[3].view() == "y");
    STATIC_REQUIRE(chosen.options.is(leat::shape::operates));
}

TEST_CASE("of each input it is known which branch takes it") {
    STATIC_REQUIRE(chosen.options.branches[0] == 0);
    STATIC_REQUIRE(chosen.options.branches[1] == 1);
    STATIC_REQUIRE(chosen.options.branches[2] == 2);
    STATIC_REQUIRE(chosen.options.branches[3] == 2);
}

TEST_CASE("a choose has a source when each of its branches has one") {
    constexpr auto all =
        leat::choose("m", "k", leat::when(1, LEAT_FN([](int n) { return n; }), "x"),
                     leat::otherwise(LEAT_FN([] { return 2; })));
    constexpr auto other =
        leat::choose("m", "k", leat::when(1, LEAT_FN([](int n) { return n; }), "x"),
                     leat::otherwise(LEAT_FN([] { return 3; })));
    constexpr auto some =
        leat::choose("m", "k", leat::when(1, LEAT_FN([](int n) { return n; }), "x"),
                     leat::otherwise([] { return 2; }));
    STATIC_REQUIRE(all.options.sourced);
    STATIC_REQUIRE(all.options.source != other.options.source);
    STATIC_REQUIRE_FALSE(some.options.sourced);
}
