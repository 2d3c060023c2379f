// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a check cannot look at what its node returns
// expect: which_the_node_returns<double>
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p", leat::input<double>("x"),
                                  leat::node(
                                      "share", [](double x) { return x; }, "x") |
                                      leat::check([](int x) { return x > 0; }, "x > 0"));
static_assert(leat::valid<p>);
