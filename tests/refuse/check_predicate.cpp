// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: a check cannot look at what its node returns
// expect: which_the_node_returns<double>
#include <leat/leat.hpp>

#include <string>
using namespace leat::literals;

constexpr auto P = leat::pipeline(
    "forecast", leat::input<int>("n"),
    leat::node(
        "model", [](int n) { return n * 0.5; }, "n") |
        leat::check([](std::string const& text) { return !text.empty(); }, "must say something"));

void use() { leat::run<P>("n"_n = 1); }
