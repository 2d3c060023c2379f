// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node's function returns references for outputs.
// expect: returns_references<
#include <leat/leat.hpp>

#include <algorithm>
#include <string>
#include <utility>

std::pair<std::string const&, std::string const&> order(std::string const& a,
                                                        std::string const& b) {
    return std::minmax(a, b);
}

constexpr auto forecast = leat::pipeline(
    "forecast", leat::param("x", "b"), leat::param("y", "a"),
    leat::node(leat::outputs("low", "high"), order, "x", "y"));
static_assert(leat::valid<forecast>);
