// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
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
                                  leat::node("clock", [] { return 1; }) | leat::impure,
                                  leat::node(
                                      "y", [](logger const&, int) { return 1; }, "log", "clock") |
                                      leat::cached | leat::version(1) | leat::not_in_key("log"));

void use() { auto app = leat::session<p>(leat::cache(leat::memory_store{})); }
