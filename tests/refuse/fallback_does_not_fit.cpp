// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a fallback gives or takes a number as one of another type
// expect: loses_a_part_of<int>::which_the_node_returns<unsigned int>
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p", leat::input<unsigned>("n"),
                                  leat::node(
                                      "count", [](unsigned n) { return n; }, "n") |
                                      leat::retry(2) | leat::fallback(-1) | leat::retry(2));
static_assert(leat::valid<p>);
