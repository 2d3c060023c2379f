// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node takes a value as one of another type
// expect: gives<int>::which_loses_a_part_as<unsigned int>
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p", leat::input<int>("n"),
                                  leat::node(
                                      "size", [](unsigned const& n) { return n; }, "n"));
static_assert(leat::valid<p>);
