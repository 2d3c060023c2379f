// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node is cached, or feeds one that is, and nothing tells when its code changes: a
// stale value could be given back. Give it | leat::version(1), wrap its function in LEAT_FN(...),
// build the program with leat_code_version(target), or let it be | leat::impure. expect: node<
// expect: {"y"}
// expect: has_nothing_that_tells_when_its_code_changes
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <mutex>
#include <string>

using namespace leat::literals;

constexpr auto p = leat::pipeline("p", leat::input<int>("x"),
                                  leat::node(
                                      "y", [](int x) { return x; }, "x") |
                                      leat::cached);

void use() { auto app = leat::session<p>(leat::cache(leat::memory_store{})); }
