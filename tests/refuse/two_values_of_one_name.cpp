// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: two values of a pipeline have one name.
// expect: pipeline<
// expect: {"forecast"}>::two_values_named<
// expect: {"model"}
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", [](std::vector<double> const& v) { return v.size(); }, "clean"),
    leat::param("model", 1));
static_assert(leat::valid<forecast>);
