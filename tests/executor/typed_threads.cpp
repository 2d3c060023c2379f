// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/typed_threads.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/support/error.hpp>

#include <atomic>
#include <chrono>
#include <thread>

#include <catch.hpp>

using namespace leat::literals;

namespace {

std::atomic<int> here{0};

/// Waits for another node that works at the same time, or gives up.
std::thread::id meet(int) {
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    for (++here; here < 2 && std::chrono::steady_clock::now() < until;) std::this_thread::yield();
    return std::this_thread::get_id();
}
int differ(std::thread::id a, std::thread::id b) { return a == b ? 0 : 1; }

constexpr auto pair =
    leat::pipeline("pair", leat::input<int>("n"), leat::node("a", meet, "n"),
                   leat::node("b", meet, "n"), leat::node("two", differ, "a", "b"));

} // namespace

TEST_CASE("the nodes of a session run in as many threads as were typed") {
    leat::memory_store store;
    leat::detail::typed_threads const threads(2);
    auto const app = leat::session<pair>(threads, leat::cache(store));
    CHECK(app.run("n"_n = 1)["two"_n] == 1);
}

TEST_CASE("no threads is an error before a run") {
    CHECK_THROWS_WITH(leat::detail::typed_threads(0),
                      Catch::Contains("leat::parallel is given 0 threads"));
}
