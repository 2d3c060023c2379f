// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node takes a value as one of another type
// expect: gives<double>::which_loses_a_part_as<int>
// expect: {"prices"}
#include <leat/leat.hpp>

#include <vector>

constexpr auto p =
    leat::pipeline("p", leat::input<int>("factor"), leat::input<std::vector<double>>("prices"),
                   leat::map(
                       "cents", [](int factor, int price) { return factor * price; }, "factor",
                       leat::each("prices")));
static_assert(leat::valid<p>);
