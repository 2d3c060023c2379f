// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat_the_pipeline_has_no_value_of_that_name
// errors: any
// sentence: none
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", [](std::vector<double> const& v) { return v.size(); }, "clean"));
static_assert(leat::depends_on<forecast>("modle", "clean"));
