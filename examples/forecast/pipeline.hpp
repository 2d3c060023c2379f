// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include "features.hpp"
#include "ridge.hpp"
#include "weather.hpp"

#include <leat/leat.hpp>

namespace forecasting {

/// From a file of weather to the error of a forecast of tomorrow's maximum temperature.
// clang-format off
inline constexpr auto forecast = leat::pipeline("forecast",
    leat::input<leat::file>("csv")                       | leat::doc("days of weather"),
    leat::param("share", 0.8)                            | leat::doc("of the days to learn from"),
    leat::param("ridge", 0.01)                           | leat::doc("how much large weights cost"),
    leat::node("raw",      read,     "csv")              | leat::doc("the days as they are in the file"),
    leat::node("clean",    clean,    "raw")              | leat::cached | leat::doc("without days that cannot be"),
    leat::node("table",    features, "clean")            | leat::cached | leat::doc("what is known each evening"),
    leat::node(leat::outputs("train", "test"), split, "table", "share") | leat::cached,
    leat::node("model",    fit,      "train", "ridge")   | leat::cached,
    leat::node("rmse",     rmse,     "model", "test")    | leat::cached | leat::doc("root mean squared error, deg C"),
    leat::node("baseline", baseline, "test")             | leat::cached | leat::doc("the same, for: tomorrow is as today"));
// clang-format on

static_assert(leat::valid<forecast>);
static_assert(leat::depends_on<forecast>("rmse", "csv"));
static_assert(!leat::depends_on<forecast>("baseline", "ridge"));

} // namespace forecasting
