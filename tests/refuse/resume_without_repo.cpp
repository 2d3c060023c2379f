// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session without a repo has nothing to resume
#include <leat/leat.hpp>
using namespace leat::literals;

constexpr auto P = leat::pipeline("forecast", leat::node("n", [] { return 1; }));

struct hook {
    void before_pipeline_run() {}
};

void use() { leat::session<P>(hook{}).resume(); }
