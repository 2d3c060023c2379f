// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node takes a value that nothing in the pipeline makes.
// expect: {"claen"}
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", [](std::vector<double> const& v) { return v.size(); }, "claen"));
double use(std::vector<double> v) {
    auto [m] = leat::run<forecast, "model">("clean"_n = v);
    double const n = leat::run<forecast>("clean"_n = v)["model"_n];
    return n + static_cast<double>(m);
}
