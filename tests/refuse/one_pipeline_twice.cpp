// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: two values of a pipeline have one name.
// expect: within()
// expect: two_values_named<
// expect: {"model"}
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto inner = leat::pipeline("inner", leat::node("model", [] { return 1; }));
constexpr auto forecast = leat::pipeline(
    "forecast", inner,
    inner);
static_assert(leat::valid<forecast>);
