// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node's function cannot take what flows in.
// expect: node<
// expect: {"rmse"}
// expect: argument<2, leat::fixed_string<6>{"clean"}>::wanted<
// expect: double
// expect: >::given<std::vector<double
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("rmse", [](std::vector<double> const& v, double x) { return x + v[0]; }, "clean", "clean"));
static_assert(leat::valid<forecast>);
