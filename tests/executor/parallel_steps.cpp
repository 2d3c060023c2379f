// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/parallel_steps.hpp>

#include <leat/cache.hpp>
#include <leat/catalog.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <catch.hpp>

#include <oneapi/tbb/parallel_for.h>

// Sessions that have hooks, a catalog, a cache or a repo beside the executor.

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

using lines = std::vector<std::string>;

std::atomic<int> running{0};
std::atomic<int> most{0};
std::atomic<int> called{0};

/// Counts how many of them work at the same time.
struct at_work {
    at_work() {
        int const now = ++running;
        for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        ++called;
    }
    ~at_work() { --running; }
};

/// Waits until that many nodes work at the same time, or gives up.
void meet(int others) {
    at_work const here;
    auto const until = std::chrono::steady_clock::now() + 5s;
    while (most < others && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(100us);
}

void reset() { running = most = called = 0; }

int plus(int n) {
    meet(3);
    return n + 1;
}
int sum(int a, int b, int c) { return a + b + c; }

constexpr auto fan = leat::pipeline(
    "fan", leat::input<int>("n"), leat::node("a", plus, "n") | leat::cached | leat::version(1),
    leat::node("b", plus, "n") | leat::cached | leat::version(1),
    leat::node("c", plus, "n") | leat::cached | leat::version(1),
    leat::node("d", sum, "a", "b", "c") | leat::cached | leat::version(1));

/// Needs no lock, as the run holds one.
struct scribe {
    lines* said;
    void before_pipeline_run(leat::run_info const&) { said->push_back("begin"); }
    void after_pipeline_run(leat::run_info const&) { said->push_back("end"); }
    void on_pipeline_error(leat::run_info const&) { said->push_back("failed"); }
    void before_node_run(leat::node_info const& n) { add("before ", n); }
    void after_node_run(leat::node_info const& n) { add("after ", n); }
    void on_node_error(leat::node_info const& n) { add("error ", n); }
    void on_log(leat::node_info const& n, std::string_view) { add("log ", n); }
    void on_metric(leat::node_info const& n, leat::metric_value const&) { add("metric ", n); }
    void before_dataset_saved(std::string_view n) { said->push_back("saving " + std::string(n)); }
    void after_dataset_saved(std::string_view n) { said->push_back("saved " + std::string(n)); }

    void add(char const* what, leat::node_info const& n) {
        said->push_back(what + std::string(n.name));
    }
};

lines sorted(lines all) {
    std::sort(all.begin(), all.end());
    return all;
}
std::size_t place(lines const& all, std::string const& line) {
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), line) - all.begin());
}

std::filesystem::path fresh(char const* name) {
    auto const path = std::filesystem::temp_directory_path() /
                      ("leat_parallel_" + std::to_string(::getpid()) + "_" + name);
    std::filesystem::remove_all(path);
    return path;
}

constexpr char digits[32][3] = {"00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10",
                                "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21",
                                "22", "23", "24", "25", "26", "27", "28", "29", "30", "31"};

leat::run_options quiet() {
    return {.log = [](std::string_view, std::string_view) {}};
}

} // namespace

TEST_CASE("nodes of a session with services work at the same time") {
    auto const check = [](auto&& app) {
        reset();
        auto const result = app.run("n"_n = 1);
        CHECK(result["d"_n] == 6);
        CHECK(most == 3);
    };
    lines said;
    check(leat::session<fan>(leat::parallel(3), scribe{&said}));
    check(leat::session<fan>(leat::cache(leat::memory_store{}), leat::parallel(3)));
    leat::repo repo(fresh("work"));
    check(leat::session<fan>(repo, leat::parallel(3), leat::cache(repo)));
    check(
        leat::session<fan>(leat::parallel(3), leat::catalog("a"_n = leat::dataset::memory<int>())));
}

TEST_CASE("the same events under every executor, each hook one call after the other") {
    auto const events = [](auto const&... executor) {
        lines said;
        most = 100; // nobody waits
        leat::session<fan>(scribe{&said}, leat::catalog("a"_n = leat::dataset::memory<int>()),
                           executor...)
            .run("n"_n = 1);
        return said;
    };
    lines const serial = events();
    for (int i = 0; i < 20; ++i) {
        lines const parallel = events(leat::parallel(4));
        CHECK(sorted(parallel) == sorted(serial));
        CHECK(parallel.front() == "begin");
        CHECK(parallel.back() == "end");
        for (char const* node : {"a", "b", "c", "d"})
            CHECK(place(parallel, std::string("before ") + node) <
                  place(parallel, std::string("after ") + node));
        CHECK(place(parallel, "before d") > place(parallel, "saved a"));
    }
}

TEST_CASE("the first failure in the order of the graph is the run's, whatever the clock says") {
    static constexpr auto two_fail =
        leat::pipeline("two fail",
                       leat::node("slow",
                                  []() -> int {
                                      meet(2);
                                      std::this_thread::sleep_for(100ms);
                                      throw std::runtime_error("slow");
                                  }),
                       leat::node("fast",
                                  []() -> int {
                                      meet(2);
                                      throw std::runtime_error("fast");
                                  }),
                       leat::node(
                           "after", [](int a, int b) { return a + b; }, "slow", "fast"),
                       leat::node(
                           "other", [](int a) { return a; }, "fast"));
    lines said, log;
    leat::run_options options{.log = [&](std::string_view node, std::string_view line) {
        log.push_back(std::string(node) + ": " + std::string(line));
    }};
    reset();
    try {
        leat::session<two_fail>(leat::parallel(2), scribe{&said}).run(options);
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(e.node() == "slow");
        CHECK(e.not_run() == std::vector<std::string>{"fast", "after", "other"});
    }
    CHECK(running == 0);
    CHECK(log == lines{"fast: failed too: fast"});
    CHECK(place(said, "error slow") < said.size());
    CHECK(place(said, "error fast") < said.size());
    CHECK(said.back() == "failed");
}

TEST_CASE("every running node ends before the run returns, and what ended late counts as done") {
    static std::atomic<bool> ended;
    static constexpr auto late =
        leat::pipeline("late", leat::param("n", 1),
                       leat::node(
                           "bad",
                           [](int) -> int {
                               meet(2);
                               throw std::runtime_error("bad");
                           },
                           "n"),
                       leat::node(
                           "late",
                           [](int n) {
                               meet(2);
                               std::this_thread::sleep_for(100ms);
                               ended = true;
                               return n;
                           },
                           "n"),
                       leat::node(
                           "next", [](int a, int b) { return a + b; }, "bad", "late"));
    ended = false;
    reset();
    auto const path = fresh("late.bin");
    try {
        leat::session<late>(leat::parallel(2),
                            leat::catalog("late"_n = leat::dataset::archive(path)))
            .run(quiet());
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(e.node() == "bad");
        CHECK(e.not_run() == std::vector<std::string>{"next"});
        CHECK(e.advice() == "leat::only(\"bad\", \"next\")");
    }
    CHECK(ended);
    CHECK(std::filesystem::exists(path));
}

TEST_CASE("a stop lets the nodes that work end, and begins no other") {
    static std::stop_source source;
    static constexpr auto stops = leat::pipeline("stops",
                                                 leat::node("a",
                                                            [] {
                                                                source.request_stop();
                                                                return 1;
                                                            }),
                                                 leat::node(
                                                     "b",
                                                     [](int a) {
                                                         ++called;
                                                         return a;
                                                     },
                                                     "a"));
    source = {};
    reset();
    leat::run_options options = quiet();
    options.stop = source.get_token();
    lines said;
    CHECK_THROWS_AS(leat::session<stops>(leat::parallel(2), scribe{&said}).run(options),
                    leat::run_stopped);
    CHECK(called == 0);
    CHECK(said.back() == "failed");
}

TEST_CASE("what cannot be copied is taken over when all others have seen it") {
    static constexpr auto owning =
        leat::pipeline("owning", leat::node("p", [] { return std::make_unique<int>(7); }),
                       leat::node(
                           "slow",
                           [](std::unique_ptr<int> const& p) {
                               std::this_thread::sleep_for(20ms);
                               return *p;
                           },
                           "p"),
                       leat::node(
                           "quick", [](std::unique_ptr<int> const& p) { return *p; }, "p"),
                       leat::node(
                           "taken",
                           [](std::unique_ptr<int> p) {
                               *p = 0;
                               return 1;
                           },
                           "p"),
                       leat::node("all", sum, "slow", "quick", "taken"));
    lines said;
    for (int i = 0; i < 10; ++i)
        CHECK(leat::session<owning>(leat::parallel(3), scribe{&said}).run()["all"_n] == 15);
}

TEST_CASE("what can be copied is moved only when nobody else needs it any more") {
    static constexpr auto copying =
        leat::pipeline("copying", leat::node("v", [] { return std::vector<int>(1000, 1); }),
                       leat::node(
                           "slow",
                           [](std::vector<int> const& v) {
                               std::this_thread::sleep_for(20ms);
                               int all = 0;
                               for (int i : v) all += i;
                               return all;
                           },
                           "v"),
                       leat::node(
                           "taken",
                           [](std::vector<int> v) {
                               for (int& i : v) i = 2;
                               return static_cast<int>(v.size());
                           },
                           "v"),
                       leat::node(
                           "both", [](int a, int b) { return a + b; }, "slow", "taken"));
    lines said;
    for (int i = 0; i < 10; ++i)
        CHECK(leat::session<copying>(leat::parallel(2), scribe{&said}).run()["both"_n] == 2000);
}

TEST_CASE("a warm run in several threads loads only what was asked for, and runs nothing") {
    leat::memory_store const store;
    auto const app = leat::session<fan>(leat::cache(store), leat::parallel(3));
    reset();
    CHECK(app.run("n"_n = 1)["d"_n] == 6);
    CHECK(called == 3);
    auto const warm = app.run("n"_n = 1);
    CHECK(warm["d"_n] == 6);
    CHECK(called == 3);
    for (auto const& node : warm.info().nodes) CHECK(node.status == leat::node_status::hit);
    // And what ran in one thread is a hit in several.
    CHECK(leat::session<fan>(leat::cache(store)).run("n"_n = 1)["d"_n] == 6);
    CHECK(called == 3);
}

TEST_CASE("a node that waits for its value to be taken runs once, when two take it at a time") {
    static std::atomic<int> fed;
    static constexpr auto feeding = leat::pipeline(
        "feeding", leat::input<int>("n"), leat::param("m", 0),
        leat::node(
            "feed",
            [](int n) {
                ++fed;
                std::this_thread::sleep_for(30ms);
                return std::vector<int>(100, n);
            },
            "n") |
            leat::version(1),
        leat::node(
            "left", [](std::vector<int> const& v, int m) { return v[0] + m; }, "feed", "m") |
            leat::cached | leat::version(1),
        leat::node(
            "right", [](std::vector<int> v, int m) { return v[1] - m; }, "feed", "m") |
            leat::cached | leat::version(1));
    leat::memory_store const store;
    auto const app = leat::session<feeding>(leat::cache(store), leat::parallel(4));
    fed = 0;
    for (int m = 0; m < 10; ++m) {
        auto const result = app.run("n"_n = 5, "m"_n = m);
        CHECK(result["left"_n] == 5 + m);
        CHECK(result["right"_n] == 5 - m);
        CHECK(fed == m + 1);
    }
    app.run("n"_n = 5, "m"_n = 3);
    CHECK(fed == 10);
}

TEST_CASE("a run in several threads that failed is resumed, what had ended is not run again") {
    static std::atomic<bool> fails;
    static std::atomic<int> ran;
    static constexpr auto work = [](int n) {
        ++ran;
        std::this_thread::sleep_for(1ms);
        return n + 1;
    };
    static constexpr auto steps = leat::pipeline(
        "steps", leat::input<int>("n"), leat::node("a", work, "n"), leat::node("b", work, "n"),
        leat::node("c", work, "a"), leat::node("d", work, "b"),
        leat::node(
            "e",
            [](int a, int b) {
                if (fails) throw std::runtime_error("on purpose");
                return a * b;
            },
            "c", "d"),
        leat::node("f", work, "e"));
    leat::repo repo(fresh("resume"));
    auto const app = leat::session<steps>(repo, leat::parallel(2));
    fails = true;
    ran = 0;
    CHECK_THROWS_AS(app.run("n"_n = 1, quiet()), leat::node_error);
    CHECK(ran == 4);
    fails = false;
    auto const resumed = app.resume(quiet());
    CHECK(resumed["f"_n] == 10);
    CHECK(ran == 5);
    CHECK(resumed.info().of("d"_n).status == leat::node_status::resumed);
    CHECK(repo.runs().size() == 2);
}

TEST_CASE("32 nodes x 5,000 lines of log: order within each, count exact") {
    static constexpr auto talk = [](leat::context& here) {
        for (int i = 0; i < 5000; ++i) here.log(std::to_string(i));
        return 0;
    };
    static constexpr auto all = [&]<std::size_t... I>(std::index_sequence<I...>) {
        return leat::pipeline("chorus", leat::node(leat::name(digits[I]), talk)...);
    }(std::make_index_sequence<32>{});
    std::map<std::string, int, std::less<>> next; // without a lock: the run calls one at a time
    bool in_order = true;
    leat::run_options options{.log = [&](std::string_view node, std::string_view line) {
        in_order &= std::to_string(next[std::string(node)]++) == line;
    }};
    struct counter {
        int* count;
        void on_log(leat::node_info const&, std::string_view) { ++*count; }
    };
    int heard = 0;
    leat::session<all>(leat::parallel(32), counter{&heard}).run(options);
    CHECK(in_order);
    CHECK(next.size() == 32);
    for (auto const& [node, count] : next) CHECK(count == 5000);
    CHECK(heard == 32 * 5000);
}

TEST_CASE("a hook that is thread-safe is told by several nodes at the same time") {
    static constexpr auto say = [](leat::context& here) {
        here.log("line");
        return 0;
    };
    static constexpr auto pair = leat::pipeline("pair", leat::node("a", say), leat::node("b", say));
    struct meets : leat::thread_safe {
        void on_log(leat::node_info const&, std::string_view) { meet(2); }
    };
    struct alone {
        void on_log(leat::node_info const&, std::string_view) {
            at_work const here;
            std::this_thread::sleep_for(20ms);
        }
    };
    reset();
    leat::session<pair>(leat::parallel(2), meets{}).run(quiet());
    CHECK(most == 2);
    reset();
    leat::session<pair>(leat::parallel(2), alone{}).run(quiet());
    CHECK(most == 1);
    CHECK(called == 2);
}

TEST_CASE("the time of a node is its own, not that of those that it waits for") {
    static constexpr auto timed = leat::pipeline("timed",
                                                 leat::node("long",
                                                            [] {
                                                                std::this_thread::sleep_for(60ms);
                                                                return 1;
                                                            }),
                                                 leat::node("short", [] {
                                                     std::this_thread::sleep_for(5ms);
                                                     return 1;
                                                 }));
    struct slow_hook {
        void after_node_run(leat::node_info const&) { std::this_thread::sleep_for(100ms); }
    };
    auto const result = leat::session<timed>(leat::parallel(2), slow_hook{}).run();
    CHECK(result.info().of("long"_n).time < 100ms);
    CHECK(result.info().of("short"_n).time < 50ms);
    CHECK(result.info().hook_time >= 200ms);
}

TEST_CASE("nodes that use oneTBB themselves, in a session with services") {
    static constexpr auto nested = [](int n) {
        std::atomic<int> all{0};
        tbb::parallel_for(0, 1000, [&all, n](int i) { all += i % (n + 1); });
        return all.load();
    };
    static constexpr auto many = leat::pipeline(
        "many", leat::input<int>("n"), leat::node("a", nested, "n"), leat::node("b", nested, "n"),
        leat::node("c", nested, "n"), leat::node("d", sum, "a", "b", "c"));
    lines said;
    auto const app = leat::session<many>(leat::parallel(3), scribe{&said});
    for (int i = 0; i < 50; ++i) CHECK(app.run("n"_n = 1)["d"_n] == 1500);
}

TEST_CASE("retries in several threads are counted and told") {
    static std::atomic<int> left_calls;
    static constexpr auto flaky =
        leat::pipeline("flaky",
                       leat::node("left",
                                  [] {
                                      if (++left_calls < 3) throw std::runtime_error("again");
                                      return 1;
                                  }) |
                           leat::retry(5, 1ms),
                       leat::node("right", []() -> int { throw std::runtime_error("never"); }) |
                           leat::retry(2) | leat::fallback(9),
                       leat::node(
                           "both", [](int a, int b) { return a + b; }, "left", "right"));
    struct counts_retries {
        std::map<std::string, std::size_t, std::less<>>* last;
        void on_retry(leat::node_info const& n, std::size_t attempt) {
            (*last)[std::string(n.name)] = attempt;
        }
    };
    std::map<std::string, std::size_t, std::less<>> last;
    left_calls = 0;
    auto const result = leat::session<flaky>(leat::parallel(2), counts_retries{&last}).run(quiet());
    CHECK(result["both"_n] == 10);
    CHECK(last["left"] == 3);
    CHECK(last["right"] == 2);
    CHECK(result.info().of("left"_n).attempts == 3);
    // Without another service, too.
    left_calls = 0;
    auto const bare = leat::session<flaky>(leat::parallel(2)).run(quiet());
    CHECK(bare.info().of("left"_n).attempts == 3);
    CHECK(bare["both"_n] == 10);
}

TEST_CASE("slices named by strings, and a second run of one session, in several threads") {
    auto const app = leat::session<fan>(leat::parallel(3));
    most = 100;
    std::string const name = "a";
    CHECK(app.run("n"_n = 1, leat::only(std::string_view(name)))["a"_n] == 2);
    CHECK_THROWS_WITH(app.run("n"_n = 1, leat::to(std::string_view("dd"))),
                      Catch::Contains("did you mean 'd'"));
    auto handle = app.start("n"_n = 1);
    CHECK(app.run("n"_n = 2)["d"_n] == 9);
    CHECK(handle.wait()["d"_n] == 6);
}
