// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a catalog has two datasets for one value. Leave one of them out.
// expect: stores_twice<
// expect: {"model"}
#include "forecast.hpp"

void use() { auto c = leat::catalog("model"_n = store<double>(), "rmse"_n = store<std::string>(), "model"_n = store<double>()); (void)c; }
