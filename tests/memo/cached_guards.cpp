// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/session_memo.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "catch.hpp"

// A cache together with retry, fallback, check, timeout and choose.

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

int calls = 0;
int later_calls = 0;
int fails_until = 0;
double limit = 1e9;

double fetch(int n) {
    if (++calls < fails_until) throw std::runtime_error("no network");
    return n * 1.5;
}
double later(double x) {
    ++later_calls;
    return x + 1;
}

constexpr auto all =
    leat::pipeline("all", leat::input<int>("n"),
                   leat::node("x", fetch, "n") | leat::timeout(1h) |
                       leat::check([](double x) { return x < limit; }, "is small") |
                       leat::retry(3, 1ms) | leat::fallback(-1.0) | leat::cached | leat::version(1),
                   leat::node("y", later, "x") | leat::cached | leat::version(1));

void prepare(int until) {
    calls = later_calls = 0;
    fails_until = until;
    limit = 1e9;
}
leat::run_options quiet() {
    return {.log = [](std::string_view, std::string_view) {}};
}
struct times {
    std::chrono::nanoseconds* of_x;
    void after_node_run(leat::at<all, "x">, leat::node_report const& report) {
        *of_x = report.time;
    }
};

} // namespace

TEST_CASE("cache, retry, fallback, check and timing together: what succeeded late is kept") {
    std::chrono::nanoseconds took{};
    auto const app = leat::session<all>(leat::cache(leat::memory_store{}), times{&took});
    prepare(3);
    auto const cold = app.run("n"_n = 2, quiet());
    CHECK(cold["y"_n] == 4.0);
    CHECK(cold.info().of("x"_n).attempts == 3);
    CHECK(took >= 2ms);
    prepare(3);
    auto const warm = app.run("n"_n = 2, quiet());
    CHECK(warm["y"_n] == 4.0);
    CHECK(warm.info().of("x"_n).status == leat::node_status::hit);
    CHECK(calls + later_calls == 0);
}

TEST_CASE("what a fallback gave is not kept: the next run tries again") {
    auto const app = leat::session<all>(leat::cache(leat::memory_store{}));
    prepare(1000);
    auto const first = app.run("n"_n = 2, quiet());
    CHECK(first["y"_n] == 0.0);
    CHECK(first.info().of("x"_n).reason == "fell back, as it failed: no network");
    CHECK(app.cache().entries().size() == 1);
    // What follows is kept by what it was given.
    prepare(1000);
    auto const second = app.run("n"_n = 2, quiet());
    CHECK(calls == 3);
    CHECK(later_calls == 0);
    CHECK(second.info().of("y"_n).status == leat::node_status::hit);
    prepare(0);
    auto const third = app.run("n"_n = 2, quiet());
    CHECK(third["y"_n] == 4.0);
    CHECK(calls == 1);
    CHECK(later_calls == 1);
}

TEST_CASE("what fails a check is not kept") {
    static constexpr auto checked = leat::pipeline(
        "checked", leat::input<int>("n"),
        leat::node("x", fetch, "n") | leat::check([](double x) { return x < limit; }, "is small") |
            leat::cached | leat::version(1));
    auto const app = leat::session<checked>(leat::cache(leat::memory_store{}));
    prepare(0);
    limit = 1;
    CHECK_THROWS_AS(app.run("n"_n = 2, quiet()), leat::node_error);
    CHECK(app.cache().entries().empty());
    limit = 100;
    CHECK(app.run("n"_n = 2, quiet())["x"_n] == 3.0);
    CHECK(app.cache().entries().size() == 1);
}

TEST_CASE("a choose is cached by what it chooses and by what its branches take") {
    static std::vector<std::string> ran;
    static constexpr auto chosen =
        leat::pipeline("chosen", leat::input<std::string>("kind"), leat::input<int>("n"),
                       leat::choose("model", "kind",
                                    leat::when(
                                        "twice",
                                        [](int n) {
                                            ran.push_back("twice");
                                            return 2 * n;
                                        },
                                        "n"),
                                    leat::otherwise([] {
                                        ran.push_back("none");
                                        return 0;
                                    })) |
                           leat::cached | leat::version(1));
    auto const app = leat::session<chosen>(leat::cache(leat::memory_store{}));
    auto const model = [&](char const* kind, int n) {
        return app.run("kind"_n = std::string(kind), "n"_n = n)["model"_n];
    };
    ran.clear();
    CHECK(model("twice", 4) == 8);
    CHECK(model("twice", 4) == 8);
    CHECK(ran.size() == 1);
    CHECK(model("zero", 4) == 0);
    CHECK(model("twice", 5) == 10);
    CHECK(model("twice", 4) == 8);
    CHECK(ran == std::vector<std::string>{"twice", "none", "twice"});
}
