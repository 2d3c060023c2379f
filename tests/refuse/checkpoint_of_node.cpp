// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: checkpoint_every is for iterate
#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::input<int>("start"),
                                  leat::node(
                                      "n", [](int n) { return n + 1; }, "start") |
                                      leat::checkpoint_every(3));

void use() { leat::run<P>("start"_n = 1); }
