// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node in the slice needs a value that is made outside of it.
// expect: value_outside_the_slice<
// expect: {"model"}
// expect: needed_by<
// expect: {"rmse"}
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", [](std::vector<double> const& v) { return v.size(); }, "clean"),
    leat::node("rmse", [](std::size_t n) { return n; }, "model"));
void use() { leat::run<forecast>(leat::only("rmse"_n)); }
