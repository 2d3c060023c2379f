// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: a branch of a choose is for something that cannot be compared
// expect: branch<2>
// expect: is_for<int>
#include <leat/leat.hpp>

#include <string>
using namespace leat::literals;

constexpr auto P =
    leat::pipeline("forecast", leat::input<std::string>("kind"),
                   leat::choose("model", "kind", leat::when("linear", [] { return 1.0; }),
                                leat::when(2, [] { return 2.0; })));

void use() { leat::run<P>("kind"_n = std::string("linear")); }
