// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/info/run_gate.hpp>

#include <atomic>
#include <chrono>
#include <thread>

#include "catch.hpp"

using namespace std::chrono_literals;
using leat::detail::inside_gate;
using leat::detail::outside_gate;
using leat::detail::run_gate;

TEST_CASE("who is outside of the gate lets others in, and is inside again afterwards") {
    run_gate gate;
    int inside = 0; // of the gate
    std::atomic<bool> seen{false};
    gate.lock();
    std::jthread const other([&] {
        inside_gate const in(&gate);
        ++inside;
        seen = true;
    });
    std::this_thread::sleep_for(20ms);
    CHECK(inside == 0);
    {
        outside_gate const out(&gate);
        while (!seen) std::this_thread::sleep_for(1ms);
    }
    CHECK(inside == 1);
    gate.unlock();
}

TEST_CASE("who waits at the gate is told of changes, and others get in meanwhile") {
    run_gate gate;
    bool ready = false; // of the gate
    gate.lock();
    std::jthread const other([&] {
        inside_gate const in(&gate);
        ready = true;
        gate.changed();
    });
    gate.wait([&] { return ready; });
    CHECK(ready);
    gate.unlock();
}

TEST_CASE("without a gate there is nothing to do; who is inside may come in again") {
    outside_gate const out(nullptr);
    inside_gate const in(nullptr);
    run_gate gate;
    inside_gate const once(&gate);
    inside_gate const twice(&gate);
    SUCCEED();
}
