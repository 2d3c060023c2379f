// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/slice.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <memory>
#include <string>

using namespace leat::literals;

namespace {

std::string ran;

template <char Name>
int node(int x) {
    ran += Name;
    return x + 1;
}
int both(int a, int b) {
    ran += 'd';
    return a + b;
}

// in -> a -> b -> d, a -> c -> d -> e
constexpr auto piped = leat::pipeline(
    "pipe", leat::input<int>("in"), leat::node("a", node<'a'>, "in"),
    leat::node("b", node<'b'>, "a") | leat::tag("daily"),
    leat::node("c", node<'c'>, "a") | leat::tag("weekly"),
    leat::node("d", both, "b", "c") | leat::tag("daily"), leat::node("e", node<'e'>, "d"),
    leat::within("eu", leat::pipeline("more", leat::node("f", node<'f'>, "in")), leat::keep("in")));

} // namespace

// Each case by constants and by strings: one is laid out by the compiler, one by the run.

TEST_CASE("only these nodes") {
    ran.clear();
    CHECK(leat::run<piped>(leat::only("b"_n), "a"_n = 1)["b"_n] == 2);
    CHECK(leat::run<piped>(leat::only("b"), "a"_n = 1)["b"_n] == 2);
    CHECK(ran == "bb");
}

TEST_CASE("from a node, and from an input") {
    ran.clear();
    CHECK(leat::run<piped>(leat::from("b"_n), "a"_n = 1, "c"_n = 10)["e"_n] == 13);
    CHECK(leat::run<piped>(leat::from("b"), "a"_n = 1, "c"_n = 10)["e"_n] == 13);
    CHECK(ran == "bdebde");
    ran.clear();
    leat::run<piped>(leat::from("in"), "in"_n = 1);
    CHECK(ran == "abcdef");
}

TEST_CASE("up to a node") {
    ran.clear();
    auto const fixed = leat::run<piped>(leat::to("b"_n), "in"_n = 1);
    CHECK(fixed["b"_n] == 3);
    STATIC_REQUIRE(fixed.size() == 1); // a is consumed within the slice
    auto const named = leat::run<piped>(leat::to("b"), "in"_n = 1);
    CHECK(named["b"_n] == 3);
    CHECK(named.contains("b"_n));
    CHECK(!named.contains("a"_n));
    CHECK_THROWS_WITH(named["a"_n],
                      Catch::Contains("value 'a' is not in this result of pipeline 'pipe'"));
    CHECK(ran == "abab");
}

TEST_CASE("by tag and by namespace") {
    ran.clear();
    CHECK(leat::run<piped>(leat::tagged("daily"_n), "a"_n = 1, "c"_n = 3)["d"_n] == 5);
    CHECK(leat::run<piped>(leat::tagged("daily"), "a"_n = 1, "c"_n = 3)["d"_n] == 5);
    CHECK(leat::run<piped>(leat::namespaced("eu"_n), "in"_n = 3)["eu.f"_n] == 4);
    CHECK(leat::run<piped>(leat::namespaced("eu"), "in"_n = 3)["eu.f"_n] == 4);
    CHECK(ran == "bdbdff");
}

TEST_CASE("slices intersect, in any order") {
    for (int turn = 0; turn < 2; ++turn) {
        ran.clear();
        if (turn == 0)
            leat::run<piped>(leat::from("b"), leat::to("d"), "a"_n = 1, "c"_n = 1);
        else
            leat::run<piped>(leat::to("d"), leat::from("b"), "a"_n = 1, "c"_n = 1);
        CHECK(ran == "bd");
    }
    ran.clear();
    leat::run<piped>(leat::from("b"_n), leat::to("d"), "a"_n = 1,
                     "c"_n = 1); // a constant and a string
    CHECK(ran == "bd");
}

TEST_CASE("a slice with results asked for") {
    ran.clear();
    auto const [a, b] = leat::run<piped, "a", "b">(leat::to("d"_n), "in"_n = 1);
    CHECK(a + b == 5);
    CHECK(ran == "ab");
    CHECK(leat::run<piped, "a">(leat::to("d"), "in"_n = 1)["a"_n] == 2);
}

TEST_CASE("an unknown name, an empty slice and a missing value are said clearly") {
    CHECK_THROWS_WITH(leat::run<piped>(leat::tagged("dayly"), "in"_n = 1),
                      Catch::Contains("pipeline 'pipe' has no tag 'dayly' for a slice to name"));
    CHECK_THROWS_WITH(leat::run<piped>(leat::only("eu.g"), "in"_n = 1),
                      Catch::Contains("did you mean 'eu.f'?"));
    CHECK_THROWS_WITH(
        leat::run<piped>(leat::only("b"), leat::only("c"), "a"_n = 1),
        Catch::Contains("the slices of a run of pipeline 'pipe' have no node in common"));
    CHECK_THROWS_WITH(
        leat::run<piped>(leat::only("d"), "b"_n = 1),
        "node 'd' of pipeline 'pipe' needs value 'c', which is neither bound nor made in this "
        "slice; bind it, or widen the slice");
}

TEST_CASE("a node in a slice that throws is reported as in a whole run") {
    static constexpr auto failing = leat::pipeline(
        "failing", leat::input<int>("x"),
        leat::node(
            "p", [](int) -> std::unique_ptr<int> { throw std::runtime_error("no"); }, "x"),
        leat::node(
            "q", [](std::unique_ptr<int> p) { return *p; }, "p"));
    CHECK_THROWS_WITH(leat::run<failing>(leat::to("q"), "x"_n = 1),
                      "node 'p' of pipeline 'failing' failed: no; not run: 'q'");
}
