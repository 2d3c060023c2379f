// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a cache takes a store or a folder, and then leat::all, and names of values with
// what to do with the nodes that make them: "x"_n = leat::recompute, leat::cached, leat::impure or
// leat::uncached.
#include "forecast.hpp"

#include <leat/cache.hpp>

void use() { auto app = leat::session<forecast>(leat::cache(leat::memory_store{}, "model"_n = 3)); }
