// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a view takes slices
// expect: takes_no<int
#include <leat/leat.hpp>
#include <leat/view.hpp>

constexpr auto forecast = leat::pipeline("forecast", leat::input<int>("clean"),
                                         leat::node(
                                             "model", [](int v) { return v; }, "clean"));
auto use() { return leat::dot<forecast>(3); }
