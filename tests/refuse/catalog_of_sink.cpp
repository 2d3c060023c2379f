// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a catalog stores what a sink returns, which is nothing. Leave the dataset out.
// expect: sink_makes_no_value<
// expect: {"print"}
#include "forecast.hpp"

void use() { auto app = leat::session<forecast>(leat::catalog("print"_n = store<int>())); }
