// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a map's function returns what cannot be moved
// expect: returns_immovable<std::mutex>
#include <leat/leat.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("parts"), leat::param("share", 0.8),
    leat::map("scores", [](double) { return std::mutex(); }, leat::each("parts")));
static_assert(leat::valid<forecast>);
