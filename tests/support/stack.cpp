// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/stack.hpp>

#include <catch.hpp>

#include <thread>

namespace {

/// How deep calls go until the stack is low; at most a million.
[[gnu::noinline]] int depth_until_low(int depth) {
    char volatile used[1000] = {static_cast<char>(depth)};
    if (depth == 1'000'000 || leat::detail::stack_is_low()) return depth;
    int const reached = depth_until_low(depth + 1);
    return reached + 0 * used[0]; // so that it is no jump
}

} // namespace

TEST_CASE("a stack is low before it ends, in each thread") {
    CHECK(!leat::detail::stack_is_low());
    int const here = depth_until_low(0);
    CHECK(here > 100);
    CHECK(here < 1'000'000);
    CHECK(!leat::detail::stack_is_low());
    int there = 0;
    std::thread([&] { there = depth_until_low(0); }).join();
    CHECK(there > 100);
    CHECK(there < 1'000'000);
}
