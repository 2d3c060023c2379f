// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a value that has no fingerprint feeds a cached node, so that nothing tells when it
// changes. expect: in_a_key< expect: {"log"} expect: because_of<
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <mutex>
#include <string>

using namespace leat::literals;

struct logger {
    std::string name;
    void (*write)(char const*);
};
constexpr auto p = leat::pipeline("p", leat::input<logger>("log"),
                                  leat::node(
                                      "y", [](logger const&) { return 1; }, "log") |
                                      leat::cached | leat::version(1));

void use() { auto app = leat::session<p>(leat::cache(leat::memory_store{})); }
