// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook has a member that is named as a hook point and that can be called for nothing in this pipeline. Correct its parameters (a leat::at of another pipeline does not count), and see that it is public.
// expect: {"before_node_run"}
#include "forecast.hpp"

class audit { void before_node_run(leat::node_info const&) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
