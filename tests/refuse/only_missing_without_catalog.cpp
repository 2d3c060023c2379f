// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: only_missing asks which stored values exist, and there is no catalog. Run it from a session that has one.
#include "forecast.hpp"

void use() { auto app = leat::session<forecast>(); app.run(leat::only_missing, "clean"_n = std::vector<double>{}); }
