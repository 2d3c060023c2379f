// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session is given something that is no service and that has none of the hook points
// expect: hook<int>::has_none_of_the_hook_points
#include "forecast.hpp"

void use() { auto app = leat::session<forecast>(3); }
