// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: the slices of a run have no node in common
// expect: empty_slice
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", [](std::vector<double> const& v) { return v.size(); }, "clean"),
    leat::node("other", [] { return 1; }));
void use(std::vector<double> v) { leat::run<forecast>("clean"_n = v, leat::only("model"_n), leat::only("other"_n)); }
