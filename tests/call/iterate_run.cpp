// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/iterate_run.hpp>

#include <leat/leat.hpp>

#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"

using namespace leat::literals;

namespace {

double improve(double x, double const& of) { return (x + of / x) / 2; }

constexpr auto root = leat::pipeline(
    "root", leat::input<double>("a"), leat::param("start", 1.0),
    leat::iterate("x", improve, "start", "a") |
        leat::until([](double before, double after) { return std::abs(after - before) < 1e-12; },
                    100));

leat::run_options saying(std::vector<std::string>& lines) {
    leat::run_options options;
    options.log = [&lines](std::string_view node, std::string_view line) {
        lines.push_back(std::string(node) + ": " + std::string(line));
    };
    return options;
}

} // namespace

TEST_CASE("a function is called with what it returned, until it is enough") {
    CHECK(leat::run<root>("a"_n = 2.0)["x"_n] == Approx(std::sqrt(2.0)));
    auto watched = leat::run<root>("a"_n = 9.0, leat::only("x"));
    CHECK(watched["x"_n] == Approx(3.0));
}

TEST_CASE("what an iteration starts with may be enough") {
    static constexpr auto count = leat::pipeline("count", leat::input<int>("start"),
                                                 leat::iterate(
                                                     "n", [](int n) { return n + 1; }, "start") |
                                                     leat::until([](int n) { return n >= 10; }));
    CHECK(leat::run<count>("start"_n = 3)["n"_n] == 10);
    CHECK(leat::run<count>("start"_n = 12)["n"_n] == 12);
}

TEST_CASE("ten thousand rounds, and a million: no recursion, and what moves is moved") {
    static constexpr auto long_chain =
        leat::pipeline("long", leat::input<std::vector<int>>("start"), leat::param("by", 2),
                       leat::iterate(
                           "v",
                           [](std::vector<int> v, int by) {
                               v[0] += by;
                               return v;
                           },
                           "start", "by") |
                           leat::times(1'000'000));
    std::vector<int> start(1000);
    auto const* const where = start.data();
    auto r = leat::run<long_chain>("start"_n = std::move(start));
    CHECK(r["v"_n][0] == 2'000'000);
    CHECK(r["v"_n].data() == where);
}

TEST_CASE("an iteration that comes to its limit says so, or fails") {
    static constexpr auto never_enough = [](int) { return false; };
    static constexpr auto warns = leat::pipeline("warns",
                                                 leat::iterate(
                                                     "n", [](int n) { return n + 1; }, "start") |
                                                     leat::until(never_enough, 10'000),
                                                 leat::param("start", 0));
    std::vector<std::string> lines;
    CHECK(leat::run<warns>(saying(lines))["n"_n] == 10'000);
    CHECK(lines == std::vector<std::string>{"n: it did not come to its end within 10000 rounds"});
    static constexpr auto fails =
        leat::pipeline("fails",
                       leat::iterate(
                           "n", [](int n) { return n + 1; }, "start") |
                           leat::until(never_enough, 7, leat::importance::fail),
                       leat::param("start", 0));
    try {
        leat::run<fails>();
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(std::string(e.what()) == "node 'n' of pipeline 'fails' failed: it did not come to "
                                       "its end within 7 rounds");
        CHECK_THROWS_AS(std::rethrow_if_nested(e), leat::limit_error);
    }
    lines.clear();
    static constexpr auto counts_only =
        leat::pipeline("counts only",
                       leat::iterate(
                           "n", [](int n) { return n + 1; }, "start") |
                           leat::times(5),
                       leat::param("start", 0));
    CHECK(leat::run<counts_only>(saying(lines))["n"_n] == 5);
    CHECK(lines.empty());
}

TEST_CASE("what only moves can be a state, and its start is converted") {
    static constexpr auto owning =
        leat::pipeline("owning", leat::param("start", 1),
                       leat::node(
                           "first", [](int n) { return std::make_unique<int>(n); }, "start"),
                       leat::iterate(
                           "p",
                           [](std::unique_ptr<int> p) {
                               *p *= 2;
                               return p;
                           },
                           "first") |
                           leat::until([](std::unique_ptr<int> const& p) { return *p > 100; }),
                       leat::iterate(
                           "d", [](double d) { return d / 2; }, "start") |
                           leat::times(2));
    auto r = leat::run<owning>();
    CHECK(*r["p"_n] == 128);
    CHECK(r["d"_n] == 0.25);
}

TEST_CASE("a round that throws is the node's error, and a stop ends it between rounds") {
    static constexpr auto dies =
        leat::pipeline("dies", leat::param("start", 0),
                       leat::iterate(
                           "n",
                           [](int n) {
                               if (n == 6) throw std::runtime_error("at the 6th round");
                               return n + 1;
                           },
                           "start") |
                           leat::until([](int n) { return n == 10; }));
    CHECK_THROWS_WITH(leat::run<dies>(), Catch::Contains("at the 6th round"));

    static std::stop_source source;
    static constexpr auto stopped = leat::pipeline("stopped", leat::param("start", 0),
                                                   leat::iterate(
                                                       "n",
                                                       [](int n) {
                                                           if (n == 4) source.request_stop();
                                                           return n + 1;
                                                       },
                                                       "start") |
                                                       leat::until([](int n) { return n == 10; }));
    source = {};
    leat::run_options options;
    options.stop = source.get_token();
    CHECK_THROWS_AS(leat::run<stopped>(options), leat::run_stopped);
}

TEST_CASE("progress of an iteration with a limit is told now and then") {
    static constexpr auto told = leat::pipeline("told", leat::param("start", 0),
                                                leat::iterate(
                                                    "n", [](int n) { return n + 1; }, "start") |
                                                    leat::times(1000));
    std::size_t calls = 0;
    leat::run_options options;
    options.progress = [&](std::string_view node, std::size_t, std::size_t total) {
        ++calls;
        CHECK(node == "n");
        CHECK(total == 1000);
    };
    CHECK(leat::run<told>(options)["n"_n] == 1000);
    CHECK(calls > 50);
    CHECK(calls <= 100);
}

TEST_CASE("an iterate has guards like a node") {
    static int calls;
    static constexpr auto flaky = leat::pipeline(
        "flaky", leat::param("start", 0),
        leat::iterate(
            "n",
            [](int n) {
                if (++calls == 3) throw std::runtime_error("once");
                return n + 1;
            },
            "start") |
            leat::retry(2) | leat::times(5) | leat::check([](int n) { return n == 5; }, "is 5"));
    calls = 0;
    std::vector<std::string> lines;
    CHECK(leat::run<flaky>(saying(lines))["n"_n] == 5);
    CHECK(calls == 8);
}
