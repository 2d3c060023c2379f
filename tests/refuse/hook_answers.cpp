// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a before_node_run returns something that means nothing to a run. Return nothing, leat::replace
// expect: returns_no<int>
// errors: 3
#include <leat/leat.hpp>

#include "forecast.hpp"

struct audit { int before_node_run(leat::node_info const&) { return 0; } };
void use() { auto app = leat::session<forecast>(audit{}); }
