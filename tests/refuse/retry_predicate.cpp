// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: what tells for which errors a node is tried again takes no exception
// expect: retry::takes_no_exception
#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::input<int>("n"),
                                  leat::node(
                                      "model", [](int n) { return n; }, "n") |
                                      leat::retry(3, {}, [](int attempt) { return attempt < 2; }));

void use() { leat::run<P>("n"_n = 1); }
