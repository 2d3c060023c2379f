// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: no overload of a node's function can be called with what flows in
// expect: cannot_be_called_with<double>
#include <leat/leat.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("parts"), leat::param("share", 0.8),
    leat::map("scores", [](auto const& part) requires requires { part.size(); } { return part; },
              leat::each("parts")));
static_assert(leat::valid<forecast>);
