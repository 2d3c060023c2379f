// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// What a run in several threads tells of itself.
#include <leat/leat.hpp>
#include <leat/parallel.hpp>

#include <catch.hpp>

#include <chrono>
#include <exception>
#include <stdexcept>
#include <thread>

using namespace leat::literals;

namespace {

int slow(int a, leat::context& here) {
    for (int i = 0; i < 5; ++i) here.metric("loss", a - i);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return a + 1;
}
int fails(int) { throw std::runtime_error("no"); }
int sum(int a, int b) { return a + b; }

constexpr auto two = leat::pipeline("two", leat::input<int>("a"), leat::param("name", "x y"),
                                    leat::node("left", slow, "a"), leat::node("right", slow, "a"),
                                    leat::node("sum", sum, "left", "right"));

constexpr auto ends = leat::pipeline("ends", leat::input<int>("a"), leat::node("left", slow, "a"),
                                     leat::node("bad", fails, "left"));

/// Keeps what it is told of a run that has failed.
struct keeper {
    leat::run_info* into;
    void on_pipeline_error(leat::run_info const& run, std::exception_ptr) const { *into = run; }
};

} // namespace

TEST_CASE("a session tells what its nodes tracked, without anybody who listens") {
    auto const result = leat::session<two>(leat::parallel(1), keeper{nullptr}).run("a"_n = 1);
    leat::run_info const& info = result.info();
    REQUIRE(info.metrics.size() == 1);
    CHECK(info.metrics[0].points.size() == 10);
}

TEST_CASE("when each node began, and in which thread") {
    auto const result = leat::session<two>(leat::parallel(2), keeper{nullptr}).run("a"_n = 1);
    leat::run_info const& info = result.info();
    auto const &left = info.of("left"_n), &right = info.of("right"_n), &last = info.of("sum"_n);
    CHECK(left.thread != right.thread); // they sleep at the same time
    CHECK(left.began < right.began + right.time);
    CHECK(right.began < left.began + left.time);
    CHECK(last.began >= left.began + left.time);
    CHECK(last.began >= right.began + right.time);
    CHECK(last.began + last.time <= info.wall);
    CHECK(last.thread < 2);
}

TEST_CASE("what a run was given, and what of it a run that failed has tracked") {
    leat::run_info info;
    CHECK_THROWS_AS(leat::session<ends>(leat::parallel(1), keeper{&info}).run("a"_n = 7),
                    leat::node_error);
    REQUIRE(info.params.size() == 1);
    CHECK(info.params[0].name == "a");
    CHECK(info.params[0].text == "7");
    CHECK(info.params[0].type == "int");
    CHECK(info.params[0].given);
    CHECK(info.graph->pipeline == "ends");

    auto const whole = leat::session<two>(leat::parallel(1), keeper{nullptr}).run("a"_n = 1).info();
    CHECK(whole.params.size() == 1); // nothing in the run needs the other
}
