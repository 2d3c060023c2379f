// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a run refreshes a value that the pipeline does not have. Correct the name.
#include "forecast.hpp"

void use() { leat::run<forecast>("clean"_n = std::vector<double>{}, leat::refresh("modle"_n)); }
