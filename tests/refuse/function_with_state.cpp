// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node's function has state.
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr int scale = 2;
struct scaled {
    int by;
    constexpr int operator()(int x) const { return x * by; }
};
constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<int>("x"),
    leat::node("y", scaled{scale}, "x"));

