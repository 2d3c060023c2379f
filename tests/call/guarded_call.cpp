// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/guarded_call.hpp>

#include <leat/leat.hpp>

#include <chrono>
#include <cmath>
#include <ctime>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "catch.hpp"

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

struct flaky : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct hopeless : std::runtime_error {
    using std::runtime_error::runtime_error;
};

int calls = 0;
std::vector<int> seen_sizes;

/// Throws at the first `failures` calls.
double often(int failures) {
    if (++calls <= failures) throw flaky("call " + std::to_string(calls));
    return calls;
}
double never(int) {
    ++calls;
    throw hopeless("no way");
}

leat::run_options quiet(std::vector<std::string>* lines = nullptr) {
    leat::run_options options;
    options.log = [lines](std::string_view node, std::string_view line) {
        if (lines) lines->push_back(std::string(node) + ": " + std::string(line));
    };
    return options;
}

constexpr auto retried =
    leat::pipeline("retried", leat::input<int>("n"), leat::node("x", often, "n") | leat::retry(3));

struct listener {
    std::vector<std::string>* lines;
    void on_retry(leat::node_info const& node, std::size_t attempt) {
        lines->push_back("retry " + std::string(node.name) + " " + std::to_string(attempt));
    }
    void after_node_run(leat::node_info const& node, leat::node_report const& report) {
        lines->push_back("after " + std::string(node.name) + " " + std::to_string(report.attempts));
    }
    void on_node_error(leat::node_info const& node) {
        lines->push_back("error " + std::string(node.name));
    }
};
struct typed_listener {
    std::vector<std::string>* lines;
    void on_retry(leat::at<retried, "x">) { lines->push_back("retry"); }
};

} // namespace

TEST_CASE("a node that throws is called again, and its calls are counted") {
    for (int failures : {0, 1, 2}) {
        calls = 0;
        std::vector<std::string> lines;
        auto result = leat::run<retried>("n"_n = failures, quiet(&lines));
        CHECK(result["x"_n] == failures + 1);
        CHECK(result.info().of("x"_n).attempts == static_cast<std::size_t>(failures) + 1);
        CHECK(lines.size() == static_cast<std::size_t>(failures));
        if (failures == 2) CHECK(lines[1] == "x: attempt 2 of 3 failed: call 2; again");
    }
}

TEST_CASE("the last error is the node's, when the attempts are used up") {
    calls = 0;
    try {
        leat::run<retried>("n"_n = 9, quiet());
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(e.what() == std::string("node 'x' of pipeline 'retried' failed: call 3"));
        CHECK_THROWS_AS(std::rethrow_if_nested(e), flaky);
    }
    CHECK(calls == 3);
}

TEST_CASE("hooks are told of each attempt but the first, and see one end") {
    calls = 0;
    std::vector<std::string> lines;
    auto result =
        leat::session<retried>(listener{&lines}, typed_listener{&lines}).run("n"_n = 2, quiet());
    CHECK(result["x"_n] == 3);
    CHECK(lines ==
          std::vector<std::string>{"retry x 2", "retry", "retry x 3", "retry", "after x 3"});
    CHECK(result.info().of("x"_n).attempts == 3);
    calls = 0;
    lines.clear();
    leat::run_info failed;
    CHECK_THROWS_AS(leat::session<retried>(listener{&lines}).run("n"_n = 9, quiet()),
                    leat::node_error);
    CHECK(lines == std::vector<std::string>{"retry x 2", "retry x 3", "error x"});
}

TEST_CASE("a predicate says which errors are worth another attempt") {
    static constexpr auto of_type = leat::pipeline(
        "of type", leat::input<int>("n"),
        leat::node("x", never, "n") | leat::retry(5, 0ms, leat::on_exception<flaky>));
    calls = 0;
    CHECK_THROWS_AS(leat::run<of_type>("n"_n = 1, quiet()), leat::node_error);
    CHECK(calls == 1);
    static constexpr auto by_text = leat::pipeline(
        "by text", leat::input<int>("n"),
        leat::node("x", often, "n") | leat::retry(5, 0ms, [](std::exception const& e) {
            return e.what() != std::string("call 3");
        }));
    calls = 0;
    CHECK_THROWS_AS(leat::run<by_text>("n"_n = 9, quiet()), leat::node_error);
    CHECK(calls == 3);
    // What is derived counts, too.
    static constexpr auto base = leat::pipeline(
        "base", leat::input<int>("n"),
        leat::node("x", often, "n") | leat::retry(5, 0ms, leat::on_exception<std::runtime_error>));
    calls = 0;
    CHECK(leat::run<base>("n"_n = 4, quiet())["x"_n] == 5);
}

TEST_CASE("delays double, up to a longest one") {
    constexpr auto guard =
        leat::retry({.attempts = 9, .delay = 100ms, .factor = 2.0, .longest = 350ms});
    STATIC_REQUIRE(guard.delay_after(1) == 100ms);
    STATIC_REQUIRE(guard.delay_after(2) == 200ms);
    STATIC_REQUIRE(guard.delay_after(3) == 350ms);
    STATIC_REQUIRE(guard.delay_after(1000) == 350ms);
    STATIC_REQUIRE(leat::retry(3).delay_after(7) == 0ms);
}

TEST_CASE("waiting for the next attempt takes time, and no processor time") {
    static constexpr auto slow = leat::pipeline(
        "slow", leat::input<int>("n"), leat::node("x", often, "n") | leat::retry(3, 100ms));
    calls = 0;
    auto const began = std::chrono::steady_clock::now();
    std::clock_t const busy = std::clock();
    std::vector<std::string> lines;
    CHECK(leat::run<slow>("n"_n = 2, quiet(&lines))["x"_n] == 3);
    CHECK(std::chrono::steady_clock::now() - began >= 300ms);
    CHECK(static_cast<double>(std::clock() - busy) / CLOCKS_PER_SEC < 0.15);
    CHECK(lines[0] == "x: attempt 1 of 3 failed: call 1; again in 100 ms");
}

TEST_CASE("a stop ends the wait for the next attempt") {
    static constexpr auto patient = leat::pipeline(
        "patient", leat::input<int>("n"), leat::node("x", often, "n") | leat::retry(3, 1h));
    calls = 0;
    std::stop_source source;
    auto options = quiet();
    options.stop = source.get_token();
    std::jthread const stopper([&] {
        std::this_thread::sleep_for(50ms);
        source.request_stop();
    });
    CHECK_THROWS_AS(leat::run<patient>("n"_n = 2, options), leat::node_error);
    CHECK(calls == 1);
}

TEST_CASE("what is taken by value is there again for the next attempt") {
    static constexpr auto taking =
        leat::pipeline("taking", leat::input<std::vector<int>>("v"),
                       leat::node(
                           "w", [](std::vector<int> const& v) { return v; }, "v"),
                       leat::node(
                           "x",
                           [](std::vector<int> v) {
                               seen_sizes.push_back(static_cast<int>(v.size()));
                               if (seen_sizes.size() < 3) throw flaky("again");
                               return v.size();
                           },
                           "w") |
                           leat::retry(3),
                       leat::node(
                           "y",
                           [](std::vector<int>&& v) {
                               seen_sizes.push_back(static_cast<int>(v.size()));
                               std::vector<int> const mine = std::move(v);
                               if (seen_sizes.size() % 2 == 0) throw flaky("again");
                               return mine.size();
                           },
                           "v") |
                           leat::retry(2));
    seen_sizes.clear();
    auto bare = leat::run<taking>("v"_n = std::vector<int>(7), quiet());
    CHECK(bare["x"_n] == 7);
    CHECK(bare["y"_n] == 7);
    CHECK(seen_sizes == std::vector<int>{7, 7, 7, 7, 7});
    seen_sizes.clear();
    std::vector<std::string> lines;
    auto watched =
        leat::session<taking>(listener{&lines}).run("v"_n = std::vector<int>(7), quiet());
    CHECK(watched["x"_n] == 7);
    CHECK(seen_sizes == std::vector<int>{7, 7, 7, 7, 7});
}

TEST_CASE(
    "a fallback is a value, or what a function makes of nothing, of the error, of the inputs") {
    static constexpr auto all = leat::pipeline(
        "all", leat::input<int>("n"), leat::node("value", never, "n") | leat::fallback(-1),
        leat::node("nothing", never, "n") | leat::fallback([] { return -2.0; }),
        leat::node("error", never, "n") | leat::fallback([](std::exception_ptr const& e) {
            return static_cast<double>(leat::detail::message_of(e).size());
        }),
        leat::node("inputs", never, "n") | leat::fallback([](int n) { return n * 10.0; }),
        leat::node(
            "text", [](int) -> std::string { throw 1; }, "n") |
            leat::fallback("none"),
        leat::node(
            "list", [](int) -> std::vector<int> { throw 1; }, "n") |
            leat::fallback(std::vector<int>{}),
        leat::node(
            leat::outputs("a", "b"), [](int) -> std::pair<int, double> { throw 1; }, "n") |
            leat::fallback(std::pair<int, double>(3, 4)));
    calls = 0;
    std::vector<std::string> lines;
    auto const check = [](auto const& r) {
        CHECK(r["value"_n] == -1);
        CHECK(r["nothing"_n] == -2);
        CHECK(r["error"_n] == 6);
        CHECK(r["inputs"_n] == 50);
        CHECK(r["text"_n] == "none");
        CHECK(r["list"_n].empty());
        CHECK(r["a"_n] == 3);
        CHECK(r["b"_n] == 4);
        CHECK(r.info().of("value"_n).status == leat::node_status::ran);
        CHECK(r.info().of("value"_n).reason == "fell back, as it failed: no way");
    };
    check(leat::run<all>("n"_n = 5, quiet(&lines)));
    CHECK(lines[0] == "value: falls back, as it failed: no way");
    check(leat::session<all>(listener{&lines}).run("n"_n = 5, quiet()));
}

TEST_CASE("a node that falls back to a value takes over what cannot be copied") {
    static constexpr auto owning = leat::pipeline(
        "owning", leat::node("held", [] { return std::make_unique<int>(1); }),
        leat::node(
            "x", [](std::unique_ptr<int> p) { return *p > 0 ? throw flaky("no") : *p; }, "held") |
            leat::fallback(7));
    CHECK(leat::run<owning>(quiet())["x"_n] == 7);
}

TEST_CASE("a sink may fall back to another function") {
    static bool reached;
    static constexpr auto sink =
        leat::pipeline("sink", leat::input<int>("n"),
                       leat::node(
                           "save", [](int) { throw flaky("disk full"); }, "n") |
                           leat::fallback([](int) { reached = true; }));
    reached = false;
    leat::run<sink>("n"_n = 1, quiet());
    CHECK(reached);
}

TEST_CASE("guards take effect in the order in which they are declared") {
    static constexpr auto positive = [](double x) { return x > 0; };
    static constexpr auto order = leat::pipeline(
        "order", leat::input<int>("n"),
        leat::node(
            "checked then retried", [](int n) { return ++calls > n ? 1.0 : -1.0; }, "n") |
            leat::check(positive, "must be positive") | leat::retry(3));
    calls = 0;
    CHECK(leat::run<order>("n"_n = 2, quiet())["checked then retried"_n] == 1.0);
    CHECK(calls == 3);

    static constexpr auto other =
        leat::pipeline("other", leat::input<int>("n"),
                       leat::node(
                           "x", [](int n) { return ++calls > n ? 1.0 : -1.0; }, "n") |
                           leat::retry(3) | leat::check(positive, "must be positive"));
    calls = 0;
    try {
        leat::run<other>("n"_n = 2, quiet());
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(std::string(e.what()) ==
              "node 'x' of pipeline 'other' failed: its value fails a check: must be positive");
        CHECK_THROWS_AS(std::rethrow_if_nested(e), leat::check_error);
    }
    CHECK(calls == 1);

    static constexpr auto both = leat::pipeline(
        "both", leat::input<int>("n"),
        leat::node("inside", never, "n") | leat::fallback(-1) |
            leat::check(positive, "must be positive") | leat::fallback(7),
        leat::node("retried first", never, "n") | leat::retry(4) | leat::fallback(8));
    calls = 0;
    auto r = leat::run<both>("n"_n = 2, quiet());
    CHECK(r["inside"_n] == 7);
    CHECK(r["retried first"_n] == 8);
    CHECK(calls == 5);
    CHECK(r.info().of("retried first"_n).attempts == 4);
}

TEST_CASE("a check sees the value, or all outputs, and may only warn") {
    static constexpr auto several = leat::pipeline(
        "several", leat::input<int>("n"),
        leat::node(
            leat::outputs("a", "b"), [](int n) { return std::pair<int, int>(n, 2 * n); }, "n") |
            leat::check([](int a, int b) { return a <= b; }, "a is at most b") |
            leat::check([](std::pair<int, int> const& p) { return p.first != 3; }, "a is not 3"),
        leat::node(
            "w", [](int n) { return n; }, "n") |
            leat::check([](int n) { return n < 100; }, "should be small", leat::importance::warn));
    CHECK(leat::run<several>("n"_n = 1, quiet())["b"_n] == 2);
    CHECK_THROWS_WITH(leat::run<several>("n"_n = -1, quiet()), Catch::Contains("a is at most b"));
    CHECK_THROWS_WITH(leat::run<several>("n"_n = 3, quiet()), Catch::Contains("a is not 3"));
    std::vector<std::string> lines;
    CHECK(leat::run<several>("n"_n = 500, quiet(&lines))["w"_n] == 500);
    CHECK(lines == std::vector<std::string>{"w: its value fails a check: should be small"});
}

TEST_CASE("a node that polls ends soon after its timeout, and fails") {
    static constexpr auto polls = [](int, leat::context& here) {
        auto const began = std::chrono::steady_clock::now();
        while (!here.stop_requested() && std::chrono::steady_clock::now() - began < 10s)
            std::this_thread::sleep_for(1ms);
        return 1.0;
    };
    static constexpr auto slow = leat::pipeline("slow", leat::input<int>("n"),
                                                leat::node("x", polls, "n") | leat::timeout(30ms));
    auto const began = std::chrono::steady_clock::now();
    try {
        leat::run<slow>("n"_n = 1, quiet());
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(std::string(e.what()) ==
              "node 'x' of pipeline 'slow' failed: it did not end within 30 ms");
        CHECK_THROWS_AS(std::rethrow_if_nested(e), leat::timeout_error);
    }
    CHECK(std::chrono::steady_clock::now() - began < 5s);
}

TEST_CASE("a token of the context is stopped at the timeout, too") {
    static constexpr auto waits = [](int, leat::context& here) {
        std::stop_token const token = here.stop_token();
        std::mutex guard;
        std::condition_variable_any never;
        std::unique_lock hold(guard);
        never.wait_for(hold, token, 10s, [] { return false; });
        if (token.stop_requested()) throw flaky("cancelled");
        return 1.0;
    };
    static constexpr auto slow = leat::pipeline("slow", leat::input<int>("n"),
                                                leat::node("x", waits, "n") | leat::timeout(30ms));
    CHECK_THROWS_WITH(leat::run<slow>("n"_n = 1, quiet()),
                      Catch::Contains("it did not end within 30 ms: cancelled"));
    // And by the run's own stop.
    std::stop_source source;
    source.request_stop();
    leat::run_options options;
    options.stop = source.get_token();
    leat::context here("x", &options, nullptr, std::chrono::steady_clock::now() + 1h);
    CHECK(here.stop_token().stop_requested());
}

TEST_CASE(
    "a node that ends in time is not delayed, and one that cannot be told fails when it ends") {
    static constexpr auto quick = leat::pipeline("quick", leat::input<int>("n"),
                                                 leat::node("x", often, "n") | leat::timeout(1h));
    calls = 0;
    CHECK(leat::run<quick>("n"_n = 0, quiet())["x"_n] == 1);
    static constexpr auto deaf =
        leat::pipeline("deaf", leat::input<int>("n"),
                       leat::node(
                           "x", [](int) { std::this_thread::sleep_for(20ms); }, "n") |
                           leat::timeout(5ms));
    CHECK_THROWS_WITH(leat::run<deaf>("n"_n = 0, quiet()),
                      Catch::Contains("it did not end within 5 ms"));
}

TEST_CASE("a timeout inside of a retry is one for each attempt, outside of it for all") {
    static constexpr auto slow_at_first = [](int n, leat::context& here) {
        if (++calls > n) return 1.0;
        while (!here.stop_requested()) std::this_thread::sleep_for(1ms);
        return 0.0;
    };
    static constexpr auto each =
        leat::pipeline("each", leat::input<int>("n"),
                       leat::node("x", slow_at_first, "n") | leat::timeout(40ms) | leat::retry(3));
    calls = 0;
    CHECK(leat::run<each>("n"_n = 2, quiet())["x"_n] == 1.0);
    CHECK(calls == 3);
    static constexpr auto whole =
        leat::pipeline("whole", leat::input<int>("n"),
                       leat::node("x", slow_at_first, "n") | leat::retry(100, 10ms) |
                           leat::timeout(60ms) | leat::fallback(5));
    calls = 0;
    CHECK(leat::run<whole>("n"_n = 1000, quiet())["x"_n] == 5);
    CHECK(calls == 1);
}

TEST_CASE("a pipeline without guards has none of this in it") {
    static constexpr auto plain =
        leat::pipeline("plain", leat::input<int>("n"), leat::node("x", often, "n"));
    STATIC_REQUIRE_FALSE(leat::detail::has_guards<plain>);
    STATIC_REQUIRE(leat::detail::has_guards<retried>);
}
