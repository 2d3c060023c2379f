// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a run binds a value of the wrong type.
// expect: wanted<int>::given<double>
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::param("count", 3),
    leat::node("n", [](int x) { return x; }, "count"));
int use() { return leat::run<forecast>("count"_n = 2.5)["n"_n]; }
