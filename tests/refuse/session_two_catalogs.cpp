// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session is given two catalogs. Put all datasets into one.
// expect: has_two_catalogs
#include "forecast.hpp"

void use() { auto app = leat::session<forecast>(leat::catalog("model"_n = store<double>()), leat::catalog("rmse"_n = store<std::string>())); }
