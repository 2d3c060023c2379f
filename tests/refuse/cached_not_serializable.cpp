// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a cached node returns a value that cannot be stored.
// expect: returns<
// expect: {"y"}
// expect: because_of<std::mutex>
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <mutex>
#include <string>

using namespace leat::literals;

struct guarded {
    std::string name;
    std::mutex lock;
};
constexpr auto p = leat::pipeline("p", leat::node("y", [] { return guarded(); }) | leat::cached |
                                           leat::version(1));

void use() { auto app = leat::session<p>(leat::cache(leat::memory_store{})); }
