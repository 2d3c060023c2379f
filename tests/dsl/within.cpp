// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/within.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

using namespace leat::literals;

namespace {

constexpr auto doubling =
    leat::pipeline("doubling", leat::input<int>("x"), leat::param("factor", 2),
                   leat::node(
                       "y", [](int x, int f) { return x * f; }, "x", "factor"));

constexpr auto twice = leat::pipeline(
    "twice", leat::param("factor", 10), leat::within("eu", doubling), leat::within("us", doubling),
    leat::node(
        "sum", [](int a, int b) { return a + b; }, "eu.y", "us.y"));

constexpr auto body =
    leat::pipeline("body", leat::node(
                               "y", [](int x, int f) { return x * f; }, "x", "factor"));
constexpr auto shared = leat::pipeline(
    "shared", leat::input<int>("x"), leat::param("factor", 10),
    leat::within("eu", body, leat::keep("x", "factor")),
    leat::within("deep",
                 leat::pipeline("inner", leat::within("us", body, leat::keep("x", "factor"))),
                 leat::keep("x", "factor")));

constexpr auto alone = leat::within("eu", doubling);

} // namespace

TEST_CASE("the same pipeline twice, under two names") {
    STATIC_REQUIRE(leat::valid<twice>);
    STATIC_REQUIRE(leat::graph<twice>.size() == 8);
    STATIC_REQUIRE(leat::depends_on<twice>("sum", "eu.x"));
    STATIC_REQUIRE(!leat::depends_on<twice>("eu.y", "us.x"));
    CHECK(leat::run<twice>("eu.x"_n = 1, "us.x"_n = 10)["sum"_n] == 22);
    CHECK(leat::run<twice>("eu.x"_n = 1, "us.x"_n = 10, "us.factor"_n = 3)["sum"_n] == 32);
}

TEST_CASE("kept names are shared with what is outside, through two namespaces") {
    STATIC_REQUIRE(leat::valid<shared>);
    auto const result = leat::run<shared>("x"_n = 2, "factor"_n = 4);
    CHECK(result["eu.y"_n] == 8);
    CHECK(result["deep.us.y"_n] == 8);
}

TEST_CASE("a namespaced pipeline is one by itself") {
    CHECK(leat::run<alone>("eu.x"_n = 4)["eu.y"_n] == 8);
}

namespace {

constexpr auto both = leat::pipeline("both", leat::within("eu", doubling, leat::keep("x")),
                                     leat::within("us", doubling, leat::keep("x")));

constexpr auto shared_param =
    leat::pipeline("shared_param", leat::within("eu", doubling, leat::keep("factor", "x")),
                   leat::param("factor", 7), leat::within("us", doubling, leat::keep("factor")));

constexpr auto ingest = leat::pipeline("ingest", leat::input<int>("raw"),
                                       leat::node(
                                           "x", [](int raw) { return raw + 1; }, "raw"));
constexpr auto composed = leat::pipeline("composed", doubling, ingest);

} // namespace

TEST_CASE("the same pipeline twice, with an input that both keep: one input") {
    STATIC_REQUIRE(leat::graph<both>.size() == 5);
    auto const result = leat::run<both>("x"_n = 3, "us.factor"_n = 5);
    CHECK(result["eu.y"_n] == 6);
    CHECK(result["us.y"_n] == 15);
}

TEST_CASE("a param that is kept gives way to the one outside") {
    STATIC_REQUIRE(leat::graph<shared_param>.size() == 5);
    auto const result = leat::run<shared_param>("x"_n = 1, "us.x"_n = 2);
    CHECK(result["eu.y"_n] == 7);
    CHECK(result["us.y"_n] == 14);
}

TEST_CASE("an input of one pipeline gives way to the node of another that makes it") {
    STATIC_REQUIRE(leat::depends_on<composed>("y", "raw"));
    CHECK(leat::run<composed>("raw"_n = 2)["y"_n] == 6);
    CHECK(leat::run<composed>("x"_n = 2)["y"_n] == 4);
}
