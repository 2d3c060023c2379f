// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a map's function takes over a value that cannot be copied
// expect: argument<2, leat::fixed_string<6>{"model"}>::cannot_be_copied<std::unique_ptr<int
#include <leat/leat.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("parts"), leat::param("share", 0.8),
    leat::input<std::unique_ptr<int>>("model"),
    leat::map("scores", [](double, std::unique_ptr<int> model) { return model; }, leat::each("parts"),
              "model"));
static_assert(leat::valid<forecast>);
