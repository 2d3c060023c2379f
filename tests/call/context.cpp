// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/context.hpp>

#include <leat/leat.hpp>

#include "../run/tracker.hpp"

#include <catch.hpp>

#include <string>
#include <vector>

using namespace leat::literals;

namespace {

std::stop_source* to_stop = nullptr;

constexpr auto talkative =
    leat::pipeline("talkative", leat::input<int>("x"),
                   leat::node(
                       "a",
                       [](int x, leat::context& here) {
                           here.log("counting");
                           here.progress(1, 2);
                           if (to_stop) to_stop->request_stop();
                           return here.stop_requested() ? -1 : x;
                       },
                       "x"),
                   leat::node(
                       "t", [](int) { return tracker(1); }, "a"),
                   leat::node(
                       "b",
                       [](tracker const&, auto&& a, leat::context& here) {
                           return std::string(here.node()) + std::to_string(a);
                       },
                       "t", "a"));

} // namespace

TEST_CASE("a node that takes a context may log, tell its progress and ask whether to stop") {
    std::vector<std::string> lines;
    leat::run_options const options{
        .log = [&](auto node,
                   auto line) { lines.push_back(std::string(node) + "|" + std::string(line)); },
        .progress =
            [&](auto node, auto done, auto total) {
                lines.push_back(std::string(node) + " " + std::to_string(done) + "/" +
                                std::to_string(total));
            }};
    CHECK(leat::run<talkative>("x"_n = 1, options)["b"_n] == "b1");
    CHECK(lines == std::vector<std::string>{"a|counting", "a 1/2"});
}

TEST_CASE("a run that is asked to stop ends before its next node") {
    std::stop_source source;
    to_stop = &source;
    leat::run_options const options{.stop = source.get_token(), .log = [](auto, auto) {}};
    tracker::reset();
    CHECK_THROWS_AS(leat::run<talkative>(options, "x"_n = 1), leat::run_stopped);
    CHECK_THROWS_WITH(leat::run<talkative>(options, "x"_n = 1),
                      "the run of pipeline 'talkative' was asked to stop, and did before node 'a'");
    CHECK(tracker::alive == 0);
    to_stop = nullptr;
}
