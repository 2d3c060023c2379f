// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/arena_workers.hpp>

#include <leat/cache.hpp>
#include <leat/hooks.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <list>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include <oneapi/tbb/parallel_for.h>

#include <unistd.h>

#include <catch.hpp>

// The elements of a map, by leat::parallel.

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

std::atomic<int> called{0};
std::atomic<int> fails_at{-7};
std::atomic<int> at_once{0};
std::atomic<int> most{0};

double score(int part, double model) {
    ++called;
    if (part == fails_at) throw std::runtime_error("part " + std::to_string(part));
    return part * model;
}
constexpr auto scoring = leat::pipeline(
    "scoring", leat::input<std::vector<int>>("parts"), leat::param("factor", 2.0),
    leat::node(
        "model", [](double f) { return f + 1; }, "factor") |
        leat::version(1),
    leat::map("scores", score, leat::each("parts"), "model") | leat::cached | leat::version(1),
    leat::node(
        "all",
        [](std::vector<double> const& scores) {
            double sum = 0;
            for (double s : scores) sum += s;
            return sum;
        },
        "scores") |
        leat::cached | leat::version(1));

std::vector<int> numbers(int count) {
    std::vector<int> all(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) all[static_cast<std::size_t>(i)] = i;
    return all;
}
void prepare(int fails = -7) {
    called = at_once = most = 0;
    fails_at = fails;
}
leat::run_options quiet() {
    return {.log = [](std::string_view, std::string_view) {}};
}
std::filesystem::path fresh(char const* name) {
    auto path = std::filesystem::temp_directory_path() /
                ("leat_parallel_map_" + std::to_string(::getpid()) + name);
    std::filesystem::remove_all(path);
    return path;
}

} // namespace

TEST_CASE("elements at the same time: in order, each once, of any range") {
    static constexpr auto all = leat::pipeline(
        "all", leat::input<std::vector<int>>("v"), leat::input<std::list<int>>("l"),
        leat::input<std::unordered_map<int, int>>("m"),
        leat::map(
            "squares", [](int i) { return 1LL * i * i; }, leat::each("v")),
        leat::map(
            "odd", [](int i) { return i % 2 == 1; }, leat::each("l")),
        leat::map(
            "keys", [](std::pair<int const, int> const& p) { return p.first; }, leat::each("m")));
    std::unordered_map<int, int> m;
    for (int i = 0; i < 1000; ++i) m[i] = i;
    std::list<int> const l{1, 2, 3, 4, 5};
    auto const check = [&](auto const& app) {
        auto const r = app.run("v"_n = numbers(100'000), "l"_n = l, "m"_n = m);
        auto const& squares = r["squares"_n];
        REQUIRE(squares.size() == 100'000);
        bool right = true;
        for (std::size_t i = 0; i < squares.size(); ++i)
            right &= squares[i] == static_cast<long long>(i * i);
        CHECK(right);
        CHECK(r["odd"_n] == std::vector<bool>{true, false, true, false, true});
        std::set<int> const keys(r["keys"_n].begin(), r["keys"_n].end());
        CHECK(keys.size() == 1000);
        CHECK(r["keys"_n].size() == 1000);
    };
    struct watcher {
        void before_node_run(leat::node_info const&) {}
    };
    check(leat::session<all>(leat::parallel(3)));
    check(leat::session<all>(leat::parallel(3), watcher{}));
    check(leat::session<all>(leat::parallel(1)));
}

TEST_CASE("elements do run at the same time") {
    static constexpr auto meet = [](int) {
        int const now = ++at_once;
        for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        auto const until = std::chrono::steady_clock::now() + 1s;
        while (most < 3 && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(100us);
        --at_once;
        return 0;
    };
    static constexpr auto meeting = leat::pipeline("meeting", leat::input<std::vector<int>>("v"),
                                                   leat::map("x", meet, leat::each("v")));
    struct watcher {
        void before_node_run(leat::node_info const&) {}
    };
    // Several times: on a busy machine oneTBB may begin with a thread less than it is allowed.
    auto const check = [](auto const& run) {
        prepare();
        for (int turn = 0; turn < 10 && most < 3; ++turn) run();
        CHECK(most == 3);
    };
    check([] { leat::session<meeting>(leat::parallel(3)).run("v"_n = numbers(6)); });
    check([] { leat::session<meeting>(leat::parallel(3), watcher{}).run("v"_n = numbers(6)); });
}

namespace {

// The nodes `a` and `b` run in both threads of a run. That of the other thread ends last, so it is
// that thread which begins the map, and the calling thread has no node.
std::thread::id caller;
std::atomic<int> arrived{0};
int meet_and_end_last(int x) {
    ++arrived;
    while (arrived < 2) std::this_thread::sleep_for(50us);
    if (std::this_thread::get_id() != caller) std::this_thread::sleep_for(10ms);
    return x;
}
std::mutex in_map_mutex;
std::set<std::thread::id> in_map;
int wait_for_two(int x) {
    auto const until = std::chrono::steady_clock::now() + 500ms;
    for (;;) {
        {
            std::lock_guard const lock(in_map_mutex);
            in_map.insert(std::this_thread::get_id());
            if (in_map.size() == 2 || std::chrono::steady_clock::now() > until) return x;
        }
        std::this_thread::sleep_for(50us);
    }
}
constexpr auto helped = leat::pipeline(
    "helped", leat::input<std::vector<int>>("v"),
    leat::node("a", meet_and_end_last, "one") | leat::version(1),
    leat::node("b", meet_and_end_last, "one") | leat::version(1), leat::param("one", 1),
    leat::map(
        "x", [](int i, int a, int b) { return wait_for_two(i) + a + b; }, leat::each("v"), "a",
        "b") |
        leat::version(1));

// Whether both threads have worked on elements.
bool caller_helps(auto const& app) {
    caller = std::this_thread::get_id();
    arrived = 0;
    in_map.clear();
    auto const result = app.run("v"_n = numbers(4));
    CHECK(result["x"_n] == std::vector<int>{2, 3, 4, 5});
    return in_map.size() == 2 && in_map.contains(caller);
}

} // namespace

TEST_CASE("a calling thread without a node helps with the elements of a map") {
    std::FILE* const nowhere = std::fopen("/dev/null", "w");
    REQUIRE(nowhere);
    int both = 0;
    for (int i = 0; i < 20; ++i)
        both += caller_helps(leat::session<helped>(leat::parallel(2),
                                                   leat::cache(leat::memory_store{}, leat::all),
                                                   leat::hooks::progress({.out = nowhere})));
    CHECK(both == 20);
    std::fclose(nowhere);
    both = 0;
    for (int i = 0; i < 20; ++i) both += caller_helps(leat::session<helped>(leat::parallel(2)));
    CHECK(both == 20);
}

TEST_CASE("an element or a node that waits for tasks of its own begins nothing else") {
    static std::atomic<int> begun_inside{0};
    static constexpr auto work = [](int x) {
        static thread_local bool inside = false;
        if (inside) ++begun_inside;
        inside = true;
        std::atomic<int> sum{0};
        tbb::parallel_for(0, 200, [&](int i) { sum += i % 2; });
        inside = false;
        return x + sum;
    };
    static constexpr auto all =
        leat::pipeline("all", leat::input<std::vector<int>>("v"), leat::param("one", 1),
                       leat::map("x", work, leat::each("v")), leat::map("y", work, leat::each("v")),
                       leat::node("a", work, "one"), leat::node("b", work, "one"),
                       leat::map("z", work, leat::each("y")));
    struct watcher {
        void before_node_run(leat::node_info const&) {}
    };
    auto const check = [](auto const& app) {
        auto const r = app.run("v"_n = numbers(30));
        CHECK(r["a"_n] == 101);
        CHECK(r["x"_n].back() == 129);
        CHECK(r["z"_n].back() == 229);
    };
    for (int i = 0; i < 20; ++i) {
        check(leat::session<all>(leat::parallel(3)));
        check(leat::session<all>(leat::parallel(2), watcher{}));
    }
    CHECK(begun_inside == 0);
}

TEST_CASE("the first element that fails is the error, and those before it have run") {
    auto const app = leat::session<scoring>(leat::parallel(4));
    prepare(390);
    try {
        app.run("parts"_n = numbers(1000), quiet());
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(std::string(e.what()).find("element 390 of 1000: part 390") != std::string::npos);
        CHECK_THROWS_WITH(std::rethrow_if_nested(e), "part 390");
    }
    CHECK(called >= 391);
}

TEST_CASE("by the executor alone the error has the exception itself nested, too") {
    static constexpr auto bare =
        leat::pipeline("bare", leat::input<std::vector<int>>("v"),
                       leat::map(
                           "m",
                           [](int i) {
                               if (i == 3) throw std::domain_error("three");
                               return i;
                           },
                           leat::each("v")),
                       leat::node(
                           "other", [](std::vector<int> const& v) { return v.size(); }, "v"));
    try {
        leat::session<bare>(leat::parallel(2)).run("v"_n = numbers(10));
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(std::string(e.what()).find("element 3 of 10: three") != std::string::npos);
        CHECK_THROWS_AS(std::rethrow_if_nested(e), std::domain_error);
    }
}

TEST_CASE("one changed element of 1,000 runs once, in several threads, with a cache and a repo") {
    leat::repo const repo(fresh("one"));
    auto const app = leat::session<scoring>(leat::parallel(3), leat::cache(repo), repo);
    auto parts = numbers(1000);
    prepare();
    CHECK(app.run("parts"_n = parts, quiet())["all"_n] == 3.0 * 499'500);
    CHECK(called == 1000);
    parts[500] = -1;
    prepare();
    auto const again = app.run("parts"_n = parts, quiet());
    CHECK(again["all"_n] == 3.0 * (499'500 - 501));
    CHECK(called == 1);
    CHECK(again.info().of("scores"_n).reason.find("1 of 1,000 elements ran") != std::string::npos);
}

TEST_CASE("resume inside of a map of 100 elements where the 40th failed, in several threads") {
    for (bool cached : {false, true}) {
        leat::repo const repo(fresh(cached ? "resume_cached" : "resume"));
        prepare(39);
        auto const go = [&](auto const& app) {
            CHECK_THROWS_AS(app.run("parts"_n = numbers(100), quiet()), leat::node_error);
            int const ended = called - 1;
            CHECK(ended >= 39);
            prepare();
            CHECK(app.resume(quiet())["all"_n] == 3.0 * 4950);
            CHECK(called == 100 - ended);
        };
        if (cached)
            go(leat::session<scoring>(leat::parallel(3), leat::cache(repo), repo));
        else
            go(leat::session<scoring>(leat::parallel(3), repo));
    }
}

TEST_CASE("two maps at the same time, of a value that a third node takes over") {
    static constexpr auto shared = leat::pipeline(
        "shared", leat::node("v", [] { return numbers(5000); }),
        leat::map(
            "a", [](int i) { return i + 1; }, leat::each("v")),
        leat::map(
            "b", [](int i) { return i - 1; }, leat::each("v")),
        leat::node(
            "c",
            [](std::vector<int> v) {
                for (int& i : v) i = 0;
                return v.size();
            },
            "v"),
        leat::node(
            "right",
            [](std::vector<int> const& a, std::vector<int> const& b, std::size_t c) {
                for (std::size_t i = 0; i < c; ++i)
                    if (a[i] != static_cast<int>(i) + 1 || b[i] != static_cast<int>(i) - 1)
                        return false;
                return true;
            },
            "a", "b", "c"));
    struct watcher {
        void before_node_run(leat::node_info const&) {}
    };
    for (int i = 0; i < 20; ++i) {
        CHECK(leat::session<shared>(leat::parallel(4)).run()["right"_n]);
        CHECK(leat::session<shared>(leat::parallel(4), watcher{}).run()["right"_n]);
    }
}
