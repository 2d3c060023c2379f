// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node names several outputs, and its function's result has no parts.
// expect: returns_no_parts<int>
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::node(leat::outputs("train", "test"), [] { return 1; }));
static_assert(leat::valid<forecast>);
