// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: some branches of a choose return a value, and others nothing
#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline(
    "forecast", leat::input<int>("kind"),
    leat::choose("model", "kind", leat::when(1, [] { return 1; }), leat::otherwise([] {})));

void use() { leat::run<P>("kind"_n = 1); }
