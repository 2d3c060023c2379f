// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a result is asked for a stored value, and the session's catalog has no dataset of that name.
// expect: not_stored<
// expect: {"rmse"}
#include "forecast.hpp"

void use() { auto app = leat::session<forecast>(leat::catalog("model"_n = store<double>())); (void)app.run("clean"_n = std::vector<double>{}).stored("rmse"_n); }
