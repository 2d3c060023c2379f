// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a run binds one name twice.
// expect: bound_twice<
// expect: {"clean"}
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", [](std::vector<double> const& v) { return v.size(); }, "clean"));
void use(std::vector<double> v) { leat::run<forecast>("clean"_n = v, "clean"_n = v); }
