// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node's function takes another number of inputs than the node names.
// expect: {"rmse"}
// expect: takes_inputs<1>::but_is_given<2>
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("rmse", [](std::vector<double> const& v) { return v[0]; }, "clean", "clean"));
static_assert(leat::valid<forecast>);
