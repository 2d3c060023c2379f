// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session is given two repos
// expect: has_two_repos
#include <leat/repo.hpp>

#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::node("n", [] { return 1; }));

void use(leat::repo& one, leat::repo& other) { leat::session<P>(one, other).run(); }
