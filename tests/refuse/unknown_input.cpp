// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node takes a value that nothing in the pipeline makes
// expect: no_value_named<
// expect: "modle"
// expect: did_you_mean<
// expect: "model"
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p",
    leat::input<int>("model"),
    leat::node("score", [](int model) { return model + 1; }, "modle"));
static_assert(leat::valid<p>);
