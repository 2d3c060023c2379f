// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node's function cannot take what flows in.
// expect: argument<1, leat::fixed_string<6>{"print"}>::wanted<int>::given<void>
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::node("print", [] {}),
    leat::node("after", [](int x) { return x; }, "print"));
static_assert(leat::valid<forecast>);
