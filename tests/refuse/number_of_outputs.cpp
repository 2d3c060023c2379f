// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node names another number of outputs than its function returns.
// expect: {"train, test"}
// expect: names_outputs<2>::but_returns<3>
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::node(leat::outputs("train", "test"), [] { return std::tuple(1, 2, 3); }));
static_assert(leat::valid<forecast>);
