// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session is given two executors
// expect: has_two_executors
#include <leat/parallel.hpp>

#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::node("n", [] { return 1; }));

void use() { leat::session<P>(leat::parallel(2), leat::parallel(3)).run(); }
