// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a map has nothing to go over. Write leat::each("name")
#include <leat/leat.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("parts"), leat::param("share", 0.8),
    leat::map("scores", [](double part) { return part; }, "parts"));
static_assert(leat::valid<forecast>);
