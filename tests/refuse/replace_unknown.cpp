// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook replaces something that is no input of the node.
// expect: for_node<
// expect: {"model"}
// expect: replaces_no_input_named<
// expect: {"rigde"}
#include <leat/leat.hpp>

#include "forecast.hpp"

struct audit { auto before_node_run(leat::at<forecast, "model">) { return leat::replace("rigde"_n = 0.3); } };
void use() { auto app = leat::session<forecast>(audit{}); }
