// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a fallback gives or takes a number as one of another type
// expect: loses_a_part_of<double>::which_the_node_returns<int>
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p", leat::input<int>("n"),
                                  leat::node(
                                      "count", [](int n) { return n; }, "n") |
                                      leat::fallback(0.5));
static_assert(leat::valid<p>);
