// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: returns what it cannot be called with again
// expect: converts to that without loss
// expect: cannot_go_on_with<double>
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p", leat::input<int>("start"),
                                  leat::iterate(
                                      "n", [](int n) { return n * 0.5; }, "start") |
                                      leat::times(3));
static_assert(leat::valid<p>);
