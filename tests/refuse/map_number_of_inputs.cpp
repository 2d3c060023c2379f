// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node's function takes another number of inputs
// expect: takes_inputs<1>::but_is_given<2>
#include <leat/leat.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("parts"), leat::param("share", 0.8),
    leat::map("scores", [](double part) { return part; }, leat::each("parts"), "share"));
static_assert(leat::valid<forecast>);
