// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: nothing says when an iterate ends
// expect: has_no_until
#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::input<int>("start"),
                                  leat::iterate(
                                      "n", [](int n) { return n + 1; }, "start"));

void use() { leat::run<P>("start"_n = 1); }
