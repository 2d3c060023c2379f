// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook for one value has parameters of other types
// expect: {"after_dataset_loaded"}
// expect: for_value<
// expect: {"clean"}
// expect: takes_no<std::vector<double
#include "forecast.hpp"

struct audit { void after_dataset_loaded(leat::at<forecast, "clean">, int*) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
