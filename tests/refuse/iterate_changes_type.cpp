// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: returns what it cannot be called with again
// expect: cannot_go_on_with<std
#include <leat/leat.hpp>

#include <string>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::input<int>("start"),
                                  leat::iterate(
                                      "n", [](int n) { return std::to_string(n); }, "start") |
                                      leat::times(3));

void use() { leat::run<P>("start"_n = 1); }
