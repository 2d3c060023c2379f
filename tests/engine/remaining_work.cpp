// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/remaining_work.hpp>

#include <leat/dsl/pipeline.hpp>
#include <leat/graph/check.hpp>

#include <catch.hpp>

#include <array>
#include <string>
#include <vector>

using leat::detail::flags;

namespace {

constexpr auto inc = [](int x) { return x + 1; };
constexpr auto p = leat::pipeline("p", leat::input<int>("in"), leat::node("a", inc, "in"),
                                  leat::node("b", inc, "a"), leat::node("c", inc, "b"));
constexpr auto const& g = leat::detail::graph_view_of<p>;
constexpr std::array<bool, 4> none{};
constexpr std::array<bool, 4> in_bound{true};
constexpr std::array<bool, 4> a_stored{false, true, false, false};

leat::detail::left_over left(flags done, std::size_t failed, flags on_disk) {
    leat::detail::call_form form;
    form.asked = none;
    form.bound = in_bound;
    form.slice = none;
    form.stored = a_stored;
    form.refreshed = none;
    leat::detail::run_request const r(form);
    return leat::detail::remaining_work(g, r, leat::detail::make_run_plan(g, r), done, flags(4),
                                        failed, on_disk);
}

} // namespace

TEST_CASE("what a failed run did not come to, and the slice that runs the rest") {
    auto const rest = left({false, true, false, false}, 2, {false, true, false, false});
    CHECK(rest.not_run == std::vector<std::string>{"c"}); // b has failed, and is named by the error
    CHECK(rest.advice == "leat::only(\"b\", \"c\")");
}

TEST_CASE("the advice never counts on a stored value that is not there") {
    auto const rest = left({false, true, false, false}, 2, flags(4));
    CHECK(rest.advice.empty()); // it would be the whole run again
}
