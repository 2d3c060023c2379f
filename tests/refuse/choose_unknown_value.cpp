// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: no_value_named<
// expect: did_you_mean<
#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::input<int>("kind"),
                                  leat::choose("model", "kidn", leat::when(1, [] { return 1; }),
                                               leat::otherwise([] { return 2; })));

void use() { leat::run<P>("kind"_n = 1); }
