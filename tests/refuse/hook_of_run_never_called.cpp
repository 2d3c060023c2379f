// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook has a member that is named as a hook point and that can be called for nothing
// expect: {"before_pipeline_run"}
// expect: is_never_called
#include "forecast.hpp"

struct audit { void before_pipeline_run(leat::node_info const&) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
