// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p",
    leat::input<int>("model"),
    leat::node("score", [](int model) { return model + 1; }, "model"));
static_assert(leat::valid<p>);
