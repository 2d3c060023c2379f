// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session without a repo is told what to do with the records
#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::node("n", [] { return 1; }));

void use() { leat::session<P>(leat::on_failure::discard).run(); }
