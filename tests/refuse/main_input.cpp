// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a program needs an input that cannot be typed on a command line.
// expect: input_not_bound<
// expect: {"days"}
// expect: of_type<std::map<int, double
#include <leat/cli.hpp>

#include <map>

constexpr auto forecast =
    leat::pipeline("forecast", leat::input<std::map<int, double>>("days"),
                   leat::node(
                       "model", [](std::map<int, double> const& v) { return v.size(); }, "days"));
int use(int argc, char** argv) { return leat::main<forecast>(argc, argv); }
