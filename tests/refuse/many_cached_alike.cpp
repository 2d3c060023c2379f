// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node is cached, or feeds one that is, and nothing tells when its code changes
// expect: leat: a cached node returns a value that cannot be stored
// expect: node<leat::fixed_string<2>{"a"}, leat::mistake::also_at<leat::fixed_string<2>{"b"}, leat::fixed_string<2>{"c"}>
// expect: node<leat::fixed_string<2>{"d"}, leat::mistake::also_at<leat::fixed_string<5>{"f, g"}>
// errors: 2
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <mutex>
#include <utility>

using namespace leat::literals;

struct locked {
    std::mutex* guard;
};

constexpr auto p = leat::pipeline(
    "p", leat::input<int>("x"), leat::node("a", [](int x) { return x; }, "x") | leat::cached,
    leat::node("b", [](int x) { return x; }, "x") | leat::cached,
    leat::node("c", [](int x) { return x; }, "x") | leat::cached,
    leat::node("d", [](int) { return locked{}; }, "x") | leat::cached | leat::version(1),
    leat::node(leat::outputs("f", "g"), [](int) { return std::pair<locked, locked>(); }, "x") |
        leat::cached | leat::version(1));

void use() { auto app = leat::session<p>(leat::cache(leat::memory_store{})); }
