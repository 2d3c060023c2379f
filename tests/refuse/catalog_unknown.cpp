// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a catalog stores a value that the pipeline does not have. Correct the name
// expect: session<
// expect: {"forecast"}
// expect: no_value_named<
// expect: {"modle"}
// expect: did_you_mean<
// expect: {"model"}
#include "forecast.hpp"

void use() { auto app = leat::session<forecast>(leat::catalog("modle"_n = store<double>())); }
