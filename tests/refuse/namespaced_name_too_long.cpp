// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a name with its namespace is longer than 63 characters.
// expect: name_longer_than_63_characters<
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto inner = leat::pipeline(
    "inner", leat::input<int>("123456789012345678901234567890123456789012345678901234567890123"));
constexpr auto forecast = leat::pipeline(
    "forecast", leat::within("eu", inner));
static_assert(leat::valid<forecast>);
