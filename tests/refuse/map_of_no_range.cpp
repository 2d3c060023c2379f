// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: each() names a value that is no range
// expect: {"scores"}
// expect: input<
// expect: {"share"}
// expect: is_no_range<double>
#include <leat/leat.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("parts"), leat::param("share", 0.8),
    leat::map("scores", [](double part, double) { return part; }, leat::each("parts"),
              leat::each("share")));
static_assert(leat::valid<forecast>);
