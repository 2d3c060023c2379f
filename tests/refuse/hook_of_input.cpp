// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook of nodes is for a value that is an input or a param, so that it would never be called.
// expect: {"before_node_run"}
// expect: for_value<
// expect: {"clean"}
// expect: which_no_node_makes
#include "forecast.hpp"

struct audit { void before_node_run(leat::at<forecast, "clean">) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
