// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: values of a pipeline are made from each other in a cycle.
// expect: cycle<
// expect: {"a"}
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::node("a", [](int x) { return x; }, "a"));
static_assert(leat::valid<forecast>);
