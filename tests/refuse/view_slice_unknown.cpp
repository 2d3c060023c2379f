// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a slice names a value, a tag or a namespace that the pipeline does not
// expect: no_value_named<
// expect: {"modle"}
// expect: did_you_mean<
// expect: {"model"}
#include <leat/leat.hpp>
#include <leat/view.hpp>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline("forecast", leat::input<int>("clean"),
                                         leat::node(
                                             "model", [](int v) { return v; }, "clean"));
auto use() { return leat::mermaid<forecast>(leat::to("modle"_n)); }
