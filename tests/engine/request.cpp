// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/request.hpp>

#include <leat/dsl/pipeline.hpp>
#include <leat/graph/check.hpp>

#include <catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

using leat::detail::slice_kind;

namespace {

constexpr auto inc = [](int x) { return x + 1; };
constexpr auto p =
    leat::pipeline("p", leat::input<int>("in"), leat::node("a", inc, "in"),
                   leat::node("b", inc, "a") | leat::tag("late"), leat::node("c", inc, "b"));
constexpr auto const& g = leat::detail::graph_view_of<p>;
constexpr std::array<bool, g.value_count()> none{};
constexpr std::array<bool, g.value_count()> in_bound{true};

leat::detail::call_form form() {
    leat::detail::call_form made;
    made.asked = none;
    made.bound = in_bound;
    made.slice = none;
    made.stored = none;
    made.refreshed = none;
    return made;
}
leat::detail::flags slice(slice_kind kind, std::string_view name) {
    std::array<std::string_view, 1> const names{name};
    return leat::detail::items_of_slice(g, kind, names);
}
std::string steps(leat::detail::run_request const& r) {
    auto const plan = leat::detail::make_run_plan(g, r);
    std::string all;
    for (std::size_t s = 0; s < plan.step_count; ++s) all += g.name_of(plan.steps[s]);
    return all;
}

} // namespace

TEST_CASE("a request at run time is laid out as one of the compiler") {
    leat::detail::run_request r(form());
    CHECK(steps(r) == "abc");
    auto const plan = leat::detail::make_run_plan(g, r);
    CHECK(plan.kept == leat::detail::flags{false, false, false, true});
    CHECK(plan.last_step[1] == 1);
    CHECK(plan.last_step[3] == leat::detail::npos);
    CHECK(plan.missing == leat::detail::npos);
}

TEST_CASE("slices of a request intersect") {
    leat::detail::run_request r(form());
    r.narrow(slice(slice_kind::to, "b"));
    CHECK(steps(r) == "ab");
    r.narrow(slice(slice_kind::from, "b"));
    CHECK(r.slice == leat::detail::flags{false, false, true, false});
    auto const plan = leat::detail::make_run_plan(g, r);
    CHECK(plan.missing == 1); // what the slice left out
    CHECK(plan.missing_for == 2);
    CHECK(*leat::detail::slice_names(g, r, plan) == std::vector<std::string>{"b"});
}

TEST_CASE("a run of everything has no slice to name") {
    leat::detail::run_request const r(form());
    CHECK_FALSE(leat::detail::slice_names(g, r, leat::detail::make_run_plan(g, r)));
}

TEST_CASE("a slice that names nothing is refused with the nearest name") {
    CHECK(slice(slice_kind::tagged, "late") == leat::detail::flags{false, false, true, false});
    CHECK_THROWS_WITH(slice(slice_kind::only, "cc"),
                      "pipeline 'p' has no 'cc' for a slice to name; did you mean 'c'?");
    CHECK_THROWS_WITH(slice(slice_kind::tagged, "lat"),
                      "pipeline 'p' has no tag 'lat' for a slice to name; did you mean 'late'?");
}
