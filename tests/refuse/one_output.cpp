// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: outputs() takes two names or more.
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline("forecast", leat::node(leat::outputs("x"), [] { return 1; }));
