// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/session/handle.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace leat::literals;
using leat::run_status;

namespace {

std::atomic<bool> may_go{false};
std::atomic<int> reached{0};

constexpr auto slow =
    leat::pipeline("slow", leat::input<std::vector<int>>("in"),
                   leat::node(
                       "first",
                       [](std::vector<int> const& in, leat::context& here) {
                           reached = 1;
                           while (!may_go && !here.stop_requested())
                               std::this_thread::sleep_for(std::chrono::milliseconds(1));
                           return in.size();
                       },
                       "in"),
                   leat::node(
                       "second",
                       [](std::size_t n) {
                           reached = 2;
                           if (n == 0) throw std::runtime_error("nothing there");
                           return n + 1;
                       },
                       "first"));

struct anything {
    void before_pipeline_run(leat::run_info const&) {}
};

void wait_for_first() {
    while (reached < 1) std::this_thread::yield();
}
void reset(bool go) {
    reached = 0;
    may_go = go;
}

} // namespace

TEST_CASE("a run in the background can be waited for, and has its result") {
    reset(false);
    auto const app = leat::session<slow>(anything{});
    auto handle = app.start("in"_n = std::vector<int>{1, 2, 3});
    wait_for_first();
    CHECK(handle.status() == run_status::running);
    may_go = true;
    auto const result = handle.wait();
    CHECK(result["second"_n] == 4);
    CHECK(handle.status() == run_status::completed);
    CHECK_THROWS_AS(handle.wait(), leat::error); // handed out once
}

TEST_CASE("without services too, by name, with options") {
    reset(true);
    std::vector<std::string> said;
    leat::run_options options{
        .log = [&](std::string_view, std::string_view line) { said.emplace_back(line); }};
    auto const app = leat::session<slow>();
    auto handle = app.start<"first">(options, "in"_n = std::vector<int>{1});
    CHECK(handle.wait()["first"_n] == 1);
    CHECK(reached == 1);
}

TEST_CASE("what a run is given is its own: a value that is gone meanwhile does no harm") {
    reset(false);
    auto const app = leat::session<slow>(anything{});
    auto values = std::make_unique<std::vector<int>>(1000, 7);
    auto handle = app.start<"second">("in"_n = *values);
    values.reset();
    may_go = true;
    CHECK(handle.wait()["second"_n] == 1001);
}

TEST_CASE("what a run throws reaches who waits, each time") {
    reset(true);
    auto const app = leat::session<slow>(anything{});
    auto handle = app.start("in"_n = std::vector<int>{});
    CHECK_THROWS_AS(handle.wait(), leat::node_error);
    CHECK(handle.status() == run_status::failed);
    CHECK_THROWS_AS(handle.wait(), leat::node_error);
}

TEST_CASE("a run in the background that is asked to stop ends as stopped") {
    reset(false);
    auto const app = leat::session<slow>(anything{});
    auto handle = app.start("in"_n = std::vector<int>{1});
    wait_for_first();
    handle.request_stop();
    CHECK_THROWS_AS(handle.wait(), leat::run_stopped);
    CHECK(handle.status() == run_status::stopped);
    CHECK(reached == 1);
}

TEST_CASE("the caller's own token stops it as well") {
    reset(false);
    std::stop_source mine;
    auto const app = leat::session<slow>(anything{});
    auto handle =
        app.start(leat::run_options{.stop = mine.get_token()}, "in"_n = std::vector<int>{1});
    wait_for_first();
    mine.request_stop();
    CHECK_THROWS_AS(handle.wait(), leat::run_stopped);
}

TEST_CASE("the end of the handle stops the run and waits for its end") {
    reset(false);
    auto const app = leat::session<slow>(anything{});
    {
        auto const handle = app.start("in"_n = std::vector<int>{1});
        wait_for_first();
    }
    CHECK(reached == 1);
}

TEST_CASE("runs are started and waited for in any thread") {
    reset(true);
    auto const app = leat::session<slow>();
    std::vector<std::jthread> workers;
    std::atomic<int> right{0};
    for (int i = 0; i < 8; ++i)
        workers.emplace_back([&] {
            auto handle = app.start("in"_n = std::vector<int>{1});
            right += handle.wait()["second"_n] == 2 ? 1 : 0;
        });
    workers.clear();
    CHECK(right == 8);
}
