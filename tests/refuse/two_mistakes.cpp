// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: {"dayz"}
// expect: did_you_mean<
// expect: {"days"}
// expect: wanted<
// expect: given<std::vector<double
// errors: 2
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("days"),
    leat::node("a", [](int x) { return x; }, "dayz"),
    leat::node("b", [](std::string const& s) { return s; }, "days"));
static_assert(leat::valid<forecast>);
