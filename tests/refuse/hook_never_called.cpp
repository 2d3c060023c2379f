// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook has a member that is named as a hook point and that can be called for nothing in this pipeline.
// expect:   after_node_run(node)          or (node, value), (node, outputs...)
// expect: hook<audit>::at_point<
// expect: {"after_node_run"}
// expect: is_never_called
#include "forecast.hpp"

struct audit { void before_node_run(leat::node_info const&) {} void after_node_run(std::vector<int>) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
