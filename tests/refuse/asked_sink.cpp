// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a run is asked for what a sink returns, which is nothing.
// expect: returns_nothing<
// expect: {"print"}
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::node("print", [] {}));
void use() { leat::run<forecast, "print">(); }
