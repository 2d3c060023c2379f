// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/plan.hpp>

#include <catch.hpp>

namespace {

constexpr auto id = [](int x) { return x; };
constexpr auto join = [](int a, int b) { return a + b; };

// Values: in 0, a 1, b 2, c 3, d 4.
constexpr auto diamond =
    leat::pipeline("diamond", leat::input<int>("in"), leat::node("a", id, "in"),
                   leat::node("b", id, "a"), leat::node("c", id, "a"), leat::node("d", join, "b", "c"));
constexpr auto const& graph = leat::detail::solved<diamond>;
using asked = leat::detail::request<leat::detail::counts_of<diamond>>;

constexpr asked bound(std::size_t value) {
    asked r;
    r.bound[value] = true;
    return r;
}

} // namespace

TEST_CASE("a run without names keeps what nobody consumes, and lets go at the last use") {
    constexpr auto p = leat::detail::make_plan(graph, bound(0));
    STATIC_REQUIRE(p.step_count == 4);
    STATIC_REQUIRE(p.missing == leat::detail::npos);
    STATIC_REQUIRE(p.kept[4]);
    STATIC_REQUIRE(!p.kept[1]);
    STATIC_REQUIRE(p.last_step[1] == 2); // a is used by b (step 1) and by c (step 2)
    STATIC_REQUIRE(p.last_step[4] == leat::detail::npos);
}

TEST_CASE("what lies before a bound value does not run") {
    asked r = bound(2);
    r.bound[3] = true;
    auto const p = leat::detail::make_plan(graph, r);
    CHECK(p.step_count == 1);
    CHECK(!p.needed[0]);
    CHECK(p.missing == leat::detail::npos);
}

TEST_CASE("an input that is needed and not bound is named, with what needs it") {
    constexpr auto p = leat::detail::make_plan(graph, asked{});
    STATIC_REQUIRE(p.missing == 0);
    STATIC_REQUIRE(p.missing_for == 1);
}
