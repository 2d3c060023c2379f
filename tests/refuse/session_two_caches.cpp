// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session is given two caches. Leave one of them out.
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <mutex>
#include <string>

using namespace leat::literals;

constexpr auto p = leat::pipeline("p", leat::node("y", [] { return 1; }));

void use() {
    auto app =
        leat::session<p>(leat::cache(leat::memory_store{}), leat::cache(leat::memory_store{}));
}
