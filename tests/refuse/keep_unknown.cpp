// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: keep() names a value that the pipeline does not have.
// expect: no_value_named<
// expect: {"cvs"}
// expect: did_you_mean<
// expect: {"csv"}
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto inner = leat::pipeline("inner", leat::node("model", [](int x) { return x; }, "csv"));
constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<int>("csv"),
    leat::within("eu", inner, leat::keep("csv", "cvs")));
static_assert(leat::valid<forecast>);
