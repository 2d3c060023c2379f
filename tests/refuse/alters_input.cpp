// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node's function takes an input by non-const reference
// expect: argument<1, leat::fixed_string<6>{"clean"}>::would_alter<
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("sorted", [](std::vector<double>& v) { return v.size(); }, "clean"));
static_assert(leat::valid<forecast>);
