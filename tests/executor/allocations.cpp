// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/parallel_run.hpp>

#include <leat/leat.hpp>
#include <leat/parallel.hpp>

#include <catch.hpp>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

// Sanitizers have an operator new of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LEAT_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LEAT_SANITIZED
#endif
#endif

#ifndef LEAT_SANITIZED

namespace {
std::atomic<std::size_t> allocations{0};
}

[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* const at = std::malloc(size > 0 ? size : 1)) return at;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* at) noexcept { std::free(at); }
[[gnu::noinline]] void operator delete(void* at, std::size_t) noexcept { std::free(at); }

using namespace leat::literals;

namespace {

constexpr auto more = [](int n) { return n + 1; };
constexpr auto sum = [](int a, int b) { return a + b; };
constexpr auto diamonds = leat::pipeline(
    "diamonds", leat::input<int>("x"), leat::node("a", more, "x"), leat::node("b", more, "x"),
    leat::node("c", sum, "a", "b"), leat::node("d", more, "a"), leat::node("e", more, "c"),
    leat::node("f", more, "c"), leat::node("g", sum, "e", "f"), leat::node("h", sum, "g", "d"));

} // namespace

TEST_CASE("a run in several threads allocates nothing of its own") {
    leat::parallel const threads(3);
    auto const app = leat::session<diamonds>(threads);
    CHECK(app.run("x"_n = 1)["h"_n] == 13); // oneTBB makes its threads
    std::size_t const before = allocations;
    int all = 0;
    for (int i = 0; i < 100; ++i) all += app.run<"h">("x"_n = 1)["h"_n];
    std::size_t const after = allocations;
    CHECK(all == 1300);
    CHECK(after == before);
}

#endif
