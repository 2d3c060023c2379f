// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/parallel_steps.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>

#include <atomic>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

#include <catch.hpp>

// What runs out of its turn while others work: what was kept and is lost, what was put off.

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

std::atomic<bool> slowly{false};
void pause(std::chrono::milliseconds time) {
    if (slowly) std::this_thread::sleep_for(time);
}
leat::run_options quiet() {
    return {.log = [](std::string_view, std::string_view) {}};
}

using numbers = std::vector<long>;
long sum(numbers const& v) {
    long all = v.empty() ? -7777 : 0;
    for (long n : v) all += n;
    return all;
}
numbers summed(numbers const& v) {
    pause(100ms);
    return numbers(1000, sum(v));
}
constexpr auto lossy = leat::pipeline(
    "lossy", leat::input<int>("n"), leat::param("again", 0),
    leat::node(
        "v", [](int n) { return numbers(100'000, n); }, "n") |
        leat::version(1),
    leat::node("c", summed, "v") | leat::cached | leat::version(1),
    leat::node("c2", summed, "v") | leat::cached | leat::version(2),
    leat::node(
        "t",
        [](int n, int) {
            pause(100ms);
            return n;
        },
        "n", "again"),
    leat::node(
        "a",
        [](numbers v) {
            pause(300ms);
            return static_cast<long>(v.size());
        },
        "v"),
    leat::node(
        "d", [](numbers const& c, numbers const& c2, int) { return c[0] + c2[0]; }, "c", "c2", "t"),
    leat::node(
        "e", [](numbers const& c2, int) { return c2[0]; }, "c2", "t"));

} // namespace

TEST_CASE("what was kept and is lost runs again, while its inputs are moved from elsewhere") {
    auto const folder =
        std::filesystem::temp_directory_path() / ("leat_late_" + std::to_string(::getpid()));
    for (int threads : {1, 2, 4, 4}) {
        std::filesystem::remove_all(folder);
        slowly = false;
        auto const in_one = leat::session<lossy>(leat::cache(leat::folder_store(folder)));
        CHECK(in_one.run("n"_n = 5, quiet())["d"_n] == 1'000'000);
        for (auto const& file : std::filesystem::recursive_directory_iterator(folder))
            if (file.is_regular_file() && file.file_size() > 4000) {
                std::fstream damaged(file.path(), std::ios::in | std::ios::out | std::ios::binary);
                damaged.seekp(1000);
                damaged.write("XXXX", 4);
            }
        slowly = true;
        auto const in_several =
            leat::session<lossy>(leat::cache(leat::folder_store(folder)), leat::parallel(threads));
        auto const result = in_several.run("n"_n = 5, quiet());
        CHECK(result["d"_n] == 1'000'000);
        CHECK(result["e"_n] == 500'000);
        CHECK(result["a"_n] == 100'000);
        // What is kept now is right, too.
        slowly = false;
        CHECK(in_one.run("n"_n = 5, quiet())["d"_n] == 1'000'000);
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("what cannot be copied is taken over after a node that was put off has seen it") {
    static constexpr auto owning = leat::pipeline(
        "owning", leat::input<int>("n"),
        leat::node(
            "v", [](int n) { return std::make_unique<int>(n); }, "n") |
            leat::version(1),
        leat::node(
            "w",
            [](std::unique_ptr<int> const& p) {
                pause(100ms);
                return p ? *p + 1 : -1;
            },
            "v") |
            leat::version(1),
        leat::node(
            "d", [](int w) { return w * 10; }, "w") |
            leat::cached | leat::version(1),
        leat::node(
            "s",
            [](int n) {
                pause(30ms);
                return n;
            },
            "n"),
        leat::node(
            "a", [](std::unique_ptr<int> p, int) { return p ? *p + 1000 : -2; }, "v", "s"));
    slowly = true;
    for (int threads : {1, 4}) {
        auto const result =
            leat::session<owning>(leat::cache(leat::memory_store{}), leat::parallel(threads))
                .run("n"_n = 5, quiet());
        CHECK(result["d"_n] == 60);
        CHECK(result["a"_n] == 1005);
    }
}

TEST_CASE("a node that was put off and fails is called once, whoever needs it") {
    static std::atomic<int> calls;
    static constexpr auto failing =
        leat::pipeline("failing", leat::input<int>("n"),
                       leat::node(
                           "w",
                           [](int) -> int {
                               ++calls;
                               pause(50ms);
                               throw std::runtime_error("no water");
                           },
                           "n") |
                           leat::version(1),
                       leat::node(
                           "s",
                           [](int n) {
                               pause(20ms);
                               return n;
                           },
                           "n") |
                           leat::version(1),
                       leat::node(
                           "d1", [](int, int x) { return x; }, "s", "w") |
                           leat::cached | leat::version(1),
                       leat::node(
                           "d2", [](int x) { return x; }, "w") |
                           leat::cached | leat::version(1),
                       leat::node(
                           "d3", [](int x) { return x; }, "w") |
                           leat::cached | leat::version(1));
    slowly = true;
    calls = 0;
    std::vector<std::string> lines;
    leat::run_options options{.log = [&](std::string_view node, std::string_view line) {
        lines.push_back(std::string(node) + ": " + std::string(line));
    }};
    try {
        leat::session<failing>(leat::cache(leat::memory_store{}), leat::parallel(4))
            .run("n"_n = 1, options);
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(e.node() == "w");
        CHECK(e.not_run() == std::vector<std::string>{"d1", "d2", "d3"});
    }
    CHECK(calls == 1);
    CHECK(lines == std::vector<std::string>{}); // though d2 fails by it before d1 does
}

TEST_CASE("a stop is heard after the last node, as what that returns may be a part") {
    static std::stop_source source;
    static constexpr auto last = [](int n, leat::context& here) {
        source.request_stop();
        while (!here.stop_requested()) std::this_thread::sleep_for(1ms);
        return n;
    };
    static constexpr auto stopped = leat::pipeline(
        "stopped", leat::input<int>("n"), leat::node("a", last, "n"), leat::node("b", last, "n"));
    auto const run = [](auto const& app) {
        source = {};
        leat::run_options options = quiet();
        options.stop = source.get_token();
        CHECK_THROWS_AS(app.run("n"_n = 1, options), leat::run_stopped);
    };
    struct watcher {
        void before_node_run(leat::node_info const&) {}
    };
    run(leat::session<stopped>());
    run(leat::session<stopped>(watcher{}));
    run(leat::session<stopped>(leat::parallel(2)));
    run(leat::session<stopped>(leat::parallel(2), watcher{}));
}

TEST_CASE("waiting for a slow node costs no processor time") {
    static constexpr auto slow =
        leat::pipeline("slow",
                       leat::node("long",
                                  [] {
                                      std::this_thread::sleep_for(500ms);
                                      return 1;
                                  }),
                       leat::node("short", [] { return 1; }),
                       leat::node(
                           "sum", [](int a, int b) { return a + b; }, "long", "short"));
    struct watcher {
        void before_node_run(leat::node_info const&) {}
    };
    auto const busy = [](auto const& app) {
        std::clock_t const began = std::clock();
        app.run();
        return static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    };
    CHECK(busy(leat::session<slow>(leat::parallel(4))) < 0.2);
    CHECK(busy(leat::session<slow>(leat::parallel(4), watcher{})) < 0.2);
}
