// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a sink is cached, which has no value to give back. Leave | leat::cached out.
// expect: {"y"}
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <mutex>
#include <string>

using namespace leat::literals;

constexpr auto p = leat::pipeline("p", leat::input<int>("x"),
                                  leat::node(
                                      "y", [](int) {}, "x") |
                                      leat::cached | leat::version(1));

void use() { auto app = leat::session<p>(leat::cache(leat::memory_store{})); }
