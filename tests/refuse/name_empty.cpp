// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a name is empty.
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline("forecast", leat::input<int>(""));
