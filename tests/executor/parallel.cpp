// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/parallel.hpp>

#include <leat/leat.hpp>
#include <leat/parallel.hpp>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>

#include <catch.hpp>

#include <atomic>
#include <barrier>
#include <chrono>
#include <mutex>
#include <numeric>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

// Two nodes that cannot end but at the same time.
std::barrier meeting(2);
int meet(int x) {
    meeting.arrive_and_wait();
    return x;
}
int meet_too(int x) {
    meeting.arrive_and_wait();
    return x + 1;
}
int sum(int a, int b) { return a + b; }

constexpr auto together =
    leat::pipeline("together", leat::input<int>("x"), leat::node("a", meet, "x"),
                   leat::node("b", meet_too, "x"), leat::node("sum", sum, "a", "b"));

std::mutex held;
int work_inside(int x) {
    std::lock_guard const lock(held); // another node that began here would wait for ever
    std::atomic<int> total = 0;
    tbb::parallel_for(0, 100, [&](int i) {
        std::this_thread::sleep_for(10us);
        total += i;
    });
    return total + x;
}
template <int>
int work(int x) {
    return work_inside(x);
}

constexpr auto nested = leat::pipeline(
    "nested", leat::input<int>("x"), leat::node("a", work<0>, "x"), leat::node("b", work<1>, "x"),
    leat::node("c", work<2>, "x"), leat::node("d", work<3>, "x"), leat::node("ab", sum, "a", "b"),
    leat::node("cd", sum, "c", "d"), leat::node("all", sum, "ab", "cd"));

constexpr auto inner =
    leat::pipeline("inner", leat::input<int>("y"), leat::node("l", work<4>, "y"),
                   leat::node("r", work<5>, "y"), leat::node("z", sum, "l", "r"));

std::thread::id here(int) { return std::this_thread::get_id(); }
bool same(std::thread::id a, std::thread::id b) { return a == b; }
constexpr auto line = leat::pipeline("line", leat::input<int>("x"), leat::node("thread", here, "x"),
                                     leat::node("same", same, "thread", "thread"));

constexpr auto nothing = leat::pipeline("nothing", leat::param("x", 3));

std::string message_of(auto run) {
    try {
        run();
    } catch (leat::error const& e) {
        return e.what();
    }
    return "";
}

} // namespace

TEST_CASE("nodes that do not wait for each other run at the same time") {
    auto const app = leat::session<together>(leat::parallel(2));
    CHECK(app.run("x"_n = 1)["sum"_n] == 3);
}

TEST_CASE("an executor has as many threads as it is told, whatever the machine has") {
    CHECK(leat::parallel(3).concurrency() == 3);
    CHECK(leat::parallel().concurrency() >= 1);
    leat::parallel const four(4);
    leat::parallel const copy = four; // NOLINT: shares the threads
    CHECK(&copy.arena() == &four.arena());

    static std::barrier all(4);
    auto const wait = [](int) {
        all.arrive_and_wait();
        return 1;
    };
    static constexpr auto p = leat::pipeline("p", leat::input<int>("x"), leat::node("a", wait, "x"),
                                             leat::node("b", wait, "x"), leat::node("c", wait, "x"),
                                             leat::node("d", wait, "x"));
    CHECK(leat::session<p>(copy).run("x"_n = 1).size() == 4);
}

TEST_CASE("less than one thread is refused") {
    CHECK(message_of([] { leat::parallel none(0); }) ==
          "leat::parallel is given 0 threads: give it 1 or more, or none for all that the machine "
          "has");
    CHECK_FALSE(message_of([] { leat::parallel less(-1); }).empty());
}

TEST_CASE("an arena of the user's is borrowed") {
    // Also where the machine has one core.
    tbb::global_control const two(tbb::global_control::max_allowed_parallelism, 2);
    tbb::task_arena arena(2);
    leat::parallel threads(arena);
    CHECK(threads.concurrency() == 2);
    auto const app = leat::session<together>(threads);
    CHECK(app.run("x"_n = 1)["sum"_n] == 3);
    CHECK(arena.execute([&] { return app.run("x"_n = 2)["sum"_n]; }) == 5); // from inside
}

TEST_CASE("one thread is enough") {
    auto const app = leat::session<nested>(leat::parallel(1));
    CHECK(app.run("x"_n = 0)["all"_n] == 4 * 4950);
}

TEST_CASE("nodes may use oneTBB, and begin nothing else while they wait") {
    auto const app = leat::session<nested>(leat::parallel(2));
    for (int i = 0; i < 20; ++i) CHECK(app.run("x"_n = i)["all"_n] == 4 * (4950 + i));
}

TEST_CASE("a node may run another pipeline in the same threads") {
    static leat::parallel const threads(2);
    auto const run = [](int x) { return leat::session<inner>(threads).run("y"_n = x)["z"_n]; };
    static constexpr auto outer =
        leat::pipeline("outer", leat::input<int>("x"), leat::node("a", run, "x"),
                       leat::node(
                           "b", [](int x) { return x; }, "x"),
                       leat::node("sum", sum, "a", "b"));
    CHECK(leat::session<outer>(threads).run("x"_n = 1)["sum"_n] == 2 * 4951 + 1);
}

TEST_CASE("two threads may run one session at a time") {
    auto const app = leat::session<nested>(leat::parallel(2));
    std::atomic<int> right = 0;
    auto const run = [&] {
        for (int i = 0; i < 10; ++i) right += app.run("x"_n = i)["all"_n] == 4 * (4950 + i) ? 1 : 0;
    };
    std::thread other(run), third(run);
    run();
    other.join();
    third.join();
    CHECK(right == 30);
}

TEST_CASE("a chain runs in the calling thread") {
    auto const app = leat::session<line>(leat::parallel(2));
    CHECK(app.run<"thread">("x"_n = 1)["thread"_n] == std::this_thread::get_id());
    CHECK(app.run("x"_n = 1)["same"_n]);
}

TEST_CASE("a run in which no node runs returns what it was given") {
    auto const app = leat::session<nothing>(leat::parallel(2));
    CHECK(app.run<"x">()["x"_n] == 3);
    CHECK(app.run<"x">("x"_n = 4)["x"_n] == 4);
}

TEST_CASE("the threads of an arena help with the elements of a node's work") {
    leat::parallel const threads(2);
    auto const helpers = threads.workers();
    leat::detail::workers const& w = helpers;
    CHECK(w.concurrency() == 2);
    struct seen {
        std::vector<int> times = std::vector<int>(1000);
        std::atomic<std::size_t> largest = 0;
    } s;
    w.for_ranges(
        1000, 7,
        [](void* self, std::size_t begin, std::size_t end) {
            auto& all = *static_cast<seen*>(self);
            for (std::size_t i = begin; i < end; ++i) ++all.times[i];
            for (auto now = all.largest.load(); now < end - begin;)
                all.largest.compare_exchange_weak(now, end - begin);
        },
        &s);
    CHECK(s.times == std::vector<int>(1000, 1));
    CHECK(s.largest <= 7);
    w.for_ranges(
        0, 0, [](void*, std::size_t, std::size_t) { FAIL("there is nothing to do"); }, nullptr);
}
