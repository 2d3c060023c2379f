// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook is for a value that the pipeline does not have. Correct the name in leat::at.
// expect: hook::no_value_named<
// expect: {"modle"}
// expect: did_you_mean<
// expect: {"model"}
// errors: any
#include "forecast.hpp"

struct audit { void after_node_run(leat::at<forecast, "modle">, double) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
