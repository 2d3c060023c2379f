// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a result is asked for a value that the catalog stores, so that it is not kept in memory. Load it
// expect: stored_by_the_catalog<
// expect: {"model"}
#include "forecast.hpp"

void use() { auto app = leat::session<forecast>(leat::catalog("model"_n = store<double>())); (void)app.run("clean"_n = std::vector<double>{})["model"_n]; }
