// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/session/stop_on_signal.hpp>

#include <leat/leat.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace leat::literals;

namespace {

constexpr auto endless =
    leat::pipeline("endless",
                   leat::node("wait",
                              [](leat::context& here) {
                                  while (!here.stop_requested())
                                      std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                  return 1;
                              }),
                   leat::node(
                       "after", [](int n) { return n; }, "wait"));

// Starts a process, and waits until it says that signals may come.
template <class Body>
pid_t start_endless(scratch const& dir, Body body) {
    pid_t const child = start([&] { return body([&] { put_content(dir / "ready", ""); }); });
    while (!std::filesystem::exists(dir / "ready")) {
        if (::waitpid(child, nullptr, WNOHANG) == child)
            throw std::runtime_error("the process has ended before it was ready");
        ::usleep(1000);
    }
    return child;
}

} // namespace

TEST_CASE("a signal stops a run, which says so by its exception") {
    int const which = GENERATE(SIGINT, SIGTERM);
    scratch dir;
    pid_t const child = start_endless(dir, [&](auto ready) {
        leat::stop_on_signal const signals;
        ready();
        try {
            leat::run<endless>(leat::run_options{.stop = signals.token()});
        } catch (leat::run_stopped const&) {
            return signals.signal() == which ? 42 : 1;
        }
        return 2;
    });
    ::kill(child, which);
    CHECK(finish(child) == 42);
}

TEST_CASE("the same signal a second time ends the process") {
    scratch dir;
    pid_t const child = start_endless(dir, [](auto ready) {
        std::signal(SIGINT, SIG_DFL);
        leat::stop_on_signal const signals;
        ready();
        for (;;) ::pause();
        return 0;
    });
    for (int i = 0; i < 10; ++i) { // two that come at once may be one
        ::kill(child, SIGINT);
        ::usleep(20'000);
    }
    CHECK(finish(child) == -1);
}

TEST_CASE("after it signals do what they did before") {
    scratch dir;
    pid_t const child = start_endless(dir, [](auto ready) {
        std::signal(SIGTERM, SIG_DFL); // not Catch's
        {
            leat::stop_on_signal const signals;
            if (signals.signal() != 0 || signals.token().stop_requested()) return 1;
        }
        ready();
        for (;;) ::pause();
        return 0;
    });
    ::kill(child, SIGTERM);
    CHECK(finish(child) == -1);
}

TEST_CASE("there is one at a time") {
    {
        leat::stop_on_signal const first;
        CHECK_THROWS_AS(leat::stop_on_signal(), leat::error);
    }
    leat::stop_on_signal const again;
    CHECK(!again.token().stop_requested());
}
