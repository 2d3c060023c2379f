// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a dataset of the catalog cannot store the value of that name. It needs load()
// expect: dataset<
// expect: {"rmse"}
// expect: of_type<std::
// expect: cannot_be_stored_in<store<double>
#include "forecast.hpp"

void use() { auto app = leat::session<forecast>(leat::catalog("rmse"_n = store<double>())); }
