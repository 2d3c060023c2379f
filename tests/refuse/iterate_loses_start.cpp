// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node takes a value as one of another type
// expect: gives<double>::which_loses_a_part_as<int>
// expect: {"start"}
#include <leat/leat.hpp>

constexpr auto p =
    leat::pipeline("p", leat::input<double>("start"),
                   leat::iterate(
                       "n", [](double n) { return static_cast<int>(n) / 2; }, "start") |
                       leat::times(3));
static_assert(leat::valid<p>);
