// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: no overload of a node's function can be called with what flows in
// expect: cannot_be_called_with<
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

struct fit {
    int operator()(int) const { return 1; }
    int operator()(std::string const&) const { return 2; }
};
constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"),
    leat::node("model", fit{}, "clean"));
static_assert(leat::valid<forecast>);
