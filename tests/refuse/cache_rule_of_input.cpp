// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session's cache is told of a value that no node of the pipeline makes. Correct
// the name.
#include "forecast.hpp"

#include <leat/cache.hpp>

void use() {
    auto app =
        leat::session<forecast>(leat::cache(leat::memory_store{}, "ridge"_n = leat::uncached));
}
