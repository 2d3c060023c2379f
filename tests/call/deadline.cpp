// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/deadline.hpp>

#include <chrono>
#include <stop_token>
#include <thread>

#include "catch.hpp"

using namespace std::chrono_literals;
using leat::detail::deadline_stop;

namespace {

bool stops_within(std::stop_token const& token, std::chrono::milliseconds time) {
    auto const until = std::chrono::steady_clock::now() + time;
    while (!token.stop_requested() && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(1ms);
    return token.stop_requested();
}

} // namespace

TEST_CASE("a token is stopped at its deadline, and not before") {
    auto const began = std::chrono::steady_clock::now();
    deadline_stop const stop({}, began + 50ms);
    CHECK(stops_within(stop.token(), 5s));
    CHECK(std::chrono::steady_clock::now() - began >= 50ms);
}

TEST_CASE("a token is stopped when that of the run is, also when that was before") {
    std::stop_source run;
    deadline_stop const later(run.get_token(), std::chrono::steady_clock::now() + 1h);
    CHECK_FALSE(later.token().stop_requested());
    run.request_stop();
    CHECK(later.token().stop_requested());
    deadline_stop const after(run.get_token(), std::chrono::steady_clock::now() + 1h);
    CHECK(after.token().stop_requested());
}

TEST_CASE("who does not need its token any more does not wait for the deadline") {
    auto const began = std::chrono::steady_clock::now();
    { deadline_stop const stop({}, began + 1h); }
    CHECK(std::chrono::steady_clock::now() - began < 10s);
}
