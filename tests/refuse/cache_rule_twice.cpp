// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session's cache is told of one node twice. Leave one of them out.
#include "forecast.hpp"

#include <leat/cache.hpp>

void use() {
    auto app = leat::session<forecast>(
        leat::cache(leat::memory_store{}, "model"_n = leat::uncached, "model"_n = leat::impure));
}
