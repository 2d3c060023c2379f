// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/leat.hpp>

using namespace leat::literals;

constexpr auto p = leat::pipeline("p", leat::input<int>("x"),
                                  leat::node(
                                      "y", [](int x) { return x + 1; }, "x"));

int main() { return leat::run<p>("x"_n = 1)["y"_n] == 2 ? 0 : 1; }
