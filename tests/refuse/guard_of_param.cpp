// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: retry, timeout, check and fallback are for nodes
#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::param("n", 1) | leat::retry(3),
                                  leat::node(
                                      "model", [](int n) { return n; }, "n"));

void use() { leat::run<P>(); }
