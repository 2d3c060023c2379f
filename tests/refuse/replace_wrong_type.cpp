// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook replaces an input of a node by a value of another type.
// expect: replaces<
// expect: {"ridge"}
// expect: wanted<double>::given<std::
#include <leat/leat.hpp>

#include "forecast.hpp"

struct audit { auto before_node_run(leat::at<forecast, "model">) { return leat::replace("ridge"_n = std::string("0.3")); } };
void use() { auto app = leat::session<forecast>(audit{}); }
