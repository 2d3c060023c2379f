// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a run needs an input that is not bound.
// expect: input_not_bound<
// expect: {"clean"}
// expect: of_type<std::vector<double
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", [](std::vector<double> const& v) { return v.size(); }, "clean"));
void use(std::vector<double> v) { auto r = leat::run<forecast>(); (void)r["model"_n]; (void)v; }
