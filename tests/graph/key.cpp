// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/key.hpp>

#include <catch.hpp>

#include <array>
#include <map>
#include <string>
#include <vector>

namespace weather {
struct day {
    int date;
    double high;
};
} // namespace weather

namespace {

int one(int x) { return x; }
int other(int x) { return x + 1; }

constexpr auto p1 =
    leat::pipeline("p", leat::input<int>("x"), leat::node("a", one, "x") | leat::version(1),
                   leat::node("b", one, "x") | leat::version(1), leat::node("bare", one, "x"),
                   leat::node("text", LEAT_FN([](int x) { return 2 * x; }), "x"),
                   leat::input<std::vector<int>>("many"),
                   leat::map("mapped", one, leat::each("many")) | leat::version(1));
constexpr auto another = leat::pipeline(
    "another", leat::input<int>("x"), leat::node("a", one, "x") | leat::version(1),
    leat::node("bare", one, "x"), leat::node("text", LEAT_FN([](int x) { return 2 * x; }), "x"),
    leat::input<std::vector<int>>("many"),
    leat::map("mapped", one, leat::each("many")) | leat::version(1));

constexpr auto outer = leat::pipeline("outer", p1, leat::node("own", one, "b") | leat::version(1));
constexpr auto otherwise =
    leat::pipeline("otherwise", p1, leat::node("own", one, "b") | leat::version(1));
constexpr auto twice = leat::pipeline("twice", leat::within("eu", p1), leat::within("us", p1));
constexpr auto again = leat::pipeline("again", leat::within("eu", p1, leat::keep("x")));
constexpr auto alike = leat::pipeline("alike", leat::within("eu", another));
constexpr auto deep =
    leat::pipeline("deep", leat::pipeline("middle", leat::within("eu", leat::pipeline("in", p1))));

constexpr auto p2 =
    leat::pipeline("p", leat::param("unrelated", 1), leat::node("a", one, "x") | leat::version(1),
                   leat::input<int>("x"));
constexpr auto p3 =
    leat::pipeline("p", leat::input<int>("x"), leat::node("a", one, "x") | leat::version(2));
constexpr auto p4 = leat::pipeline("p", leat::input<double>("x"),
                                   leat::node(
                                       "a", [](double x) { return int(x); }, "x") |
                                       leat::version(1));
constexpr auto p5 =
    leat::pipeline("p", leat::input<int>("x"), leat::node("a", other, "x") | leat::version(1));

constexpr auto typed = leat::pipeline(
    "typed", leat::input<std::vector<double>>("numbers"), leat::input<std::string>("text"),
    leat::input<std::map<std::string, std::vector<int>>>("table"),
    leat::input<std::array<float, 4>>("four"), leat::input<weather::day>("day"),
    leat::input<std::vector<weather::day>>("days"), leat::param("share", 0.8),
    leat::node(
        leat::outputs("a", "b"), [](weather::day) { return std::pair(1, 2L); }, "day") |
        leat::version(7));

template <leat::fixed_string Name>
std::string text() {
    return leat::key<typed, Name>.to_string();
}

} // namespace

TEST_CASE("a key is a node's own: what else the pipeline has, and the place in it, do not count") {
    STATIC_REQUIRE(leat::key<p1, "a"> == leat::key<p2, "a">);
    STATIC_REQUIRE(leat::key<p1, "x"> == leat::key<p2, "x">);
    STATIC_REQUIRE(leat::key<p1, "x"> == leat::key<another, "x">);
    STATIC_REQUIRE(leat::key<p1, "a"> == leat::key<p5, "a">); // what its code is, the version says
}

TEST_CASE("where the text of its function does not tell of a node, the pipeline's name counts") {
    STATIC_REQUIRE(leat::key<p1, "a"> != leat::key<another, "a">);       // version(1) of each
    STATIC_REQUIRE(leat::key<p1, "bare"> != leat::key<another, "bare">); // one build
    STATIC_REQUIRE(leat::key<p1, "text"> == leat::key<another, "text">); // LEAT_FN
    STATIC_REQUIRE(leat::key<p1, "mapped"> != leat::key<another, "mapped">);
}

TEST_CASE("a node has one key by itself and wherever its pipeline is composed") {
    STATIC_REQUIRE(leat::key<outer, "a"> == leat::key<p1, "a">);
    STATIC_REQUIRE(leat::key<outer, "b"> == leat::key<p1, "b">);
    STATIC_REQUIRE(leat::key<outer, "own"> != leat::key<otherwise, "own">);
    // The name in full counts: another namespace is another name.
    STATIC_REQUIRE(leat::key<twice, "eu.a"> == leat::key<again, "eu.a">);
    STATIC_REQUIRE(leat::key<twice, "eu.a"> != leat::key<twice, "us.a">);
    STATIC_REQUIRE(leat::key<twice, "eu.a"> != leat::key<alike, "eu.a">);
    STATIC_REQUIRE(leat::key<deep, "eu.a"> == leat::key<twice, "eu.a">);
}

TEST_CASE("keys have a new generation: those of before are no keys any more") {
    CHECK(text<"a">() != "88b962cd28efcdd89fce341c2c96b1dc");
    CHECK(text<"share">() != "657aa16e2aa605d75d66da0e0c637ed5");
}

TEST_CASE("the name, the version and the types count") {
    STATIC_REQUIRE(leat::key<p1, "a"> != leat::key<p1, "b">);
    STATIC_REQUIRE(leat::key<p1, "a"> != leat::key<p3, "a">);
    STATIC_REQUIRE(leat::key<p1, "a"> != leat::key<p4, "a">);
    STATIC_REQUIRE(leat::key<typed, "a"> != leat::key<typed, "b">);
}

TEST_CASE("keys are the same in every run, on every machine, from GCC and from Clang") {
    CHECK(text<"numbers">() == "beb8d37c8edbeafc2b6da541e1b34e4d");
    CHECK(text<"text">() == "ac870044ed3785e91addc4b466816289");
    CHECK(text<"table">() == "8571ba690c160fd1656f635d12577da9");
    CHECK(text<"four">() == "4a05f85a85bb9a926ff03c06f3bfd9c1");
    CHECK(text<"day">() == "e813c28bee13ef54eb11c36472089478");
    CHECK(text<"days">() == "cd2019ea0d14ab11bbad9f2174830fc3");
    CHECK(text<"share">() == "bb049ce37cba3abe15d986c6e0aa195c");
    CHECK(text<"a">() == "322ed6e5ee0665ab091f9ae527023b1a");
    CHECK(text<"b">() == "415ddce3499be3e37d053e5b679a857a");
}
