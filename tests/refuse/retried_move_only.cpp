// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: a node takes over a value that is used again
// expect: cannot_be_copied
#include <leat/leat.hpp>

#include <memory>
using namespace leat::literals;

constexpr auto P =
    leat::pipeline("forecast", leat::input<int>("n"),
                   leat::node(
                       "held", [](int n) { return std::make_unique<int>(n); }, "n"),
                   leat::node(
                       "model", [](std::unique_ptr<int> held) { return *held; }, "held") |
                       leat::retry(2));

void use() { leat::run<P>("n"_n = 1); }
