// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a pipeline is made of input(), param(), node(), pipeline() and within()
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline("forecast", leat::input<int>("x"), 3);
