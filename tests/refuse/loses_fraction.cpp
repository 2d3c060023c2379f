// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node takes a value as one of another type
// expect: node<leat
// expect: gives<double>::which_loses_a_part_as<int>
#include <leat/leat.hpp>

using namespace leat::literals;

constexpr auto p = leat::pipeline("p", leat::param("share", 0.8),
                                  leat::node(
                                      "percent", [](int share) { return share; }, "share"));
int use() { return leat::run<p>()["percent"_n]; }
