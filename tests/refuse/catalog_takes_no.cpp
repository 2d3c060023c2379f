// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a catalog takes datasets that are bound to names
// expect: takes_no<store<double>
#include "forecast.hpp"

void use() { auto c = leat::catalog(store<double>()); (void)c; }
