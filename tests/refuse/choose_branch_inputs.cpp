// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: cannot take what flows in
// expect: argument<1, leat::fixed_string<2>{"x"}>
#include <leat/leat.hpp>

#include <string>
using namespace leat::literals;

constexpr auto P = leat::pipeline(
    "forecast", leat::input<int>("kind"), leat::input<double>("x"),
    leat::choose("model", "kind",
                 leat::when(
                     1, [](double x) { return x; }, "x"),
                 leat::when(
                     2, [](std::string const& s) { return static_cast<double>(s.size()); }, "x")));

void use() { leat::run<P>("kind"_n = 1, "x"_n = 2.0); }
