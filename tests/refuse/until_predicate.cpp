// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: what says when an iterate ends cannot look at its state
// expect: which_the_node_returns<int>
#include <leat/leat.hpp>

#include <string>
using namespace leat::literals;

constexpr auto P =
    leat::pipeline("forecast", leat::input<int>("start"),
                   leat::iterate(
                       "n", [](int n) { return n + 1; }, "start") |
                       leat::until([](std::string const& text) { return text.empty(); }, 10));

void use() { leat::run<P>("start"_n = 1); }
