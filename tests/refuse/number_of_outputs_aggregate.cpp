// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node names another number of outputs than its function returns.
// expect: names_outputs<3>::but_returns<2>
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

struct split { int train; int test; };
constexpr auto forecast = leat::pipeline(
    "forecast", leat::node(leat::outputs("a", "b", "c"), [] { return split{}; }));
static_assert(leat::valid<forecast>);
