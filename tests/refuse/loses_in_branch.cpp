// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node takes a value as one of another type
// expect: gives<double>::which_loses_a_part_as<float>
// expect: {"exact"}
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline(
    "p", leat::input<int>("by"), leat::input<float>("rough"), leat::input<double>("exact"),
    leat::choose(
        "x", "by",
        leat::when(
            0, [](float rough) { return rough; }, "rough"),
        leat::otherwise([](float rough, float exact) { return rough + exact; }, "rough", "exact")));
static_assert(leat::valid<p>);
