// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node's function cannot take what flows in.
// expect: {"scores"}
// expect: argument<1, leat::fixed_string<6>{"parts"}>::wanted<
// expect: >::given<double>
#include <leat/leat.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("parts"), leat::param("share", 0.8),
    leat::map("scores", [](std::string const& part) { return part; }, leat::each("parts")));
static_assert(leat::valid<forecast>);
