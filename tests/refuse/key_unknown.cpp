// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a key is asked for a value that the pipeline does not have.
// expect: {"modle"}
// expect: did_you_mean<
// expect: {"model"}
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", [](std::vector<double> const& v) { return v.size(); }, "clean"));
constexpr auto k = leat::key<forecast, "modle">;
