// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a run binds a value of the wrong type.
// expect: bound<
// expect: {"clean"}
// expect: wanted<std::vector<double
// expect: given<int>
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", [](std::vector<double> const& v) { return v.size(); }, "clean"));
void use(std::vector<double> v) { auto r = leat::run<forecast>("clean"_n = 3); (void)r["model"_n]; (void)v; }
