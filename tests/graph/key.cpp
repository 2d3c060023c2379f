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
    leat::pipeline("p1", leat::input<int>("x"), leat::node("a", one, "x") | leat::version(1),
                   leat::node("b", one, "x") | leat::version(1));
constexpr auto p2 =
    leat::pipeline("p2", leat::param("unrelated", 1), leat::node("a", one, "x") | leat::version(1),
                   leat::input<int>("x"));
constexpr auto p3 =
    leat::pipeline("p3", leat::input<int>("x"), leat::node("a", one, "x") | leat::version(2));
constexpr auto p4 = leat::pipeline("p4", leat::input<double>("x"),
                                   leat::node(
                                       "a", [](double x) { return int(x); }, "x") |
                                       leat::version(1));
constexpr auto p5 =
    leat::pipeline("p5", leat::input<int>("x"), leat::node("a", other, "x") | leat::version(1));

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

TEST_CASE("a key is a node's own: neither the pipeline nor the place in it counts") {
    STATIC_REQUIRE(leat::key<p1, "a"> == leat::key<p2, "a">);
    STATIC_REQUIRE(leat::key<p1, "x"> == leat::key<p2, "x">);
    STATIC_REQUIRE(leat::key<p1, "a"> == leat::key<p5, "a">); // what its code is, the version says
}

TEST_CASE("the name, the version and the types count") {
    STATIC_REQUIRE(leat::key<p1, "a"> != leat::key<p1, "b">);
    STATIC_REQUIRE(leat::key<p1, "a"> != leat::key<p3, "a">);
    STATIC_REQUIRE(leat::key<p1, "a"> != leat::key<p4, "a">);
    STATIC_REQUIRE(leat::key<typed, "a"> != leat::key<typed, "b">);
}

TEST_CASE("keys are the same in every run, on every machine, from GCC and from Clang") {
    CHECK(text<"numbers">() == "99f1d940805ec1eec2af45c4ed7f0a46");
    CHECK(text<"text">() == "7aac93a9d85fbdd7baeabbb373a8fff6");
    CHECK(text<"table">() == "65ba56117144395495752b819c241c7a");
    CHECK(text<"four">() == "c130e8772b6e8f815f0dd55b8f59e18a");
    CHECK(text<"day">() == "4a8d894503fd53fb0fbed5ef17ed11e7");
    CHECK(text<"days">() == "472b85a8827209314b0c1c464227b9ae");
    CHECK(text<"share">() == "657aa16e2aa605d75d66da0e0c637ed5");
    CHECK(text<"a">() == "88b962cd28efcdd89fce341c2c96b1dc");
    CHECK(text<"b">() == "a097fbe8391bcd6437b566c867b3b0a0");
}
