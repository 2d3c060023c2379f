// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/parallel_run.hpp>

#include <leat/leat.hpp>

#include "tracker.hpp"

#include <catch.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

leat::parallel const& two() {
    static leat::parallel const threads(2);
    return threads;
}

counted make(int x) { return counted(x); }
int read(counted const& c) { return c.value; }
int read_slowly(counted const& c) {
    std::this_thread::sleep_for(20ms);
    return c.value;
}
counted add(counted c) {
    c.value += 100;
    return c;
}
int sum(int a, int b) { return a + b; }

constexpr auto values =
    leat::pipeline("values", leat::input<int>("x"), leat::node("c", make, "x"),
                   leat::node("read", read_slowly, "c"), leat::node("added", add, "c"),
                   leat::node("more", add, "added"), leat::node("end", read, "more"),
                   leat::node("sum", sum, "read", "end"));

single make_single(int x) { return single(x); }
int read_single(single const& s) {
    std::this_thread::sleep_for(5ms);
    return s.value;
}
int take_single(single s) { return s.value; }
constexpr auto singles =
    leat::pipeline("singles", leat::input<int>("x"), leat::node("s", make_single, "x"),
                   leat::node("r1", read_single, "s"), leat::node("r2", read_single, "s"),
                   leat::node("taken", take_single, "s"), leat::node("sum", sum, "r1", "r2"));

std::pair<counted, counted> make_two(int x) { return {counted(x), counted(x + 1)}; }
constexpr auto parts = leat::pipeline(
    "parts", leat::input<int>("x"), leat::node(leat::outputs("l", "r"), make_two, "x"),
    leat::node("left", read, "l"), leat::node("right", read, "r"), leat::node("right2", add, "r"));

std::atomic<int> sunk = 0;
void sink(int x) { sunk += x; }
constexpr auto sinks = leat::pipeline("sinks", leat::input<int>("x"), leat::node("to", sink, "x"),
                                      leat::node("too", sink, "x"),
                                      leat::node(
                                          "y", [](int x) { return x; }, "x"));

struct fixed {
    int value;
    explicit fixed(int v) : value(v) {}
    fixed(fixed&&) = delete;
};
constexpr auto immovable =
    leat::pipeline("immovable", leat::input<int>("x"),
                   leat::node(
                       "f", [](int x) { return fixed(x); }, "x"),
                   leat::node(
                       "a", [](fixed const& f) { return f.value; }, "f"),
                   leat::node(
                       "b", [](fixed const& f) { return f.value + 1; }, "f"));

constexpr auto large =
    leat::pipeline("large", leat::input<int>("x"),
                   leat::node(
                       "l", [](int x) { return std::array<int, 100'000>{x}; }, "x"),
                   leat::node(
                       "a", [](auto const& l) { return l[0]; }, "l"),
                   leat::node(
                       "b", [](auto const& l) { return l[1]; }, "l"));

// Errors: which nodes fail, and how long each takes.
std::array<std::atomic<bool>, 8> fails{};
std::array<std::atomic<int>, 8> delay{}; // milliseconds
std::atomic<int> running = 0;
std::atomic<unsigned> started = 0;

template <unsigned I>
counted step(counted const& c) {
    started |= 1U << I;
    ++running;
    std::this_thread::sleep_for(std::chrono::milliseconds(delay[I]));
    --running;
    if (fails[I]) throw std::range_error("step " + std::to_string(I));
    return counted(c.value + 1);
}
template <unsigned I>
counted join(counted const& a, counted b) {
    started |= 1U << I;
    if (fails[I]) throw I;
    return counted(a.value + b.value);
}

constexpr auto fragile =
    leat::pipeline("fragile", leat::input<int>("x"), leat::node("start", make, "x"),
                   leat::node("n0", step<0>, "start"), leat::node("n1", step<1>, "start"),
                   leat::node("n2", step<2>, "n0"), leat::node("n3", step<3>, "n1"),
                   leat::node("n4", join<4>, "n2", "n3"), leat::node("n5", step<5>, "start"),
                   leat::node("n6", join<6>, "n5", "n4"));

void all_well() {
    for (auto& f : fails) f = false;
    for (auto& d : delay) d = 0;
    started = 0;
    counted::reset();
}

template <class Run>
leat::node_error error_of(Run const& run) {
    try {
        run();
    } catch (leat::node_error const& e) {
        return e;
    }
    throw std::logic_error("it did not throw");
}

} // namespace

TEST_CASE("in parallel a value is copied for one that takes it over while others use it") {
    auto const app = leat::session<values>(two());
    counted::reset();
    CHECK(app.run("x"_n = 5)["sum"_n] == 5 + 205);
    CHECK(counted::copies == 1);
    CHECK(counted::alive == 0);
}

TEST_CASE("in parallel what cannot be copied is taken over when all others have used it") {
    auto const app = leat::session<singles>(two());
    for (int i = 0; i < 20; ++i) {
        counted::reset();
        auto const r = app.run("x"_n = i);
        CHECK(r["sum"_n] == 2 * i);
        CHECK(r["taken"_n] == i);
        CHECK(counted::alive == 0);
    }
}

TEST_CASE("in parallel a value that is bound may be move-only, lent or given") {
    auto const app = leat::session<singles>(two());
    single mine(3);
    CHECK(app.run("s"_n = std::move(mine))["taken"_n] == 3);
    CHECK(mine.value == -1'000'000);
    single const lent(4);
    auto const r = app.run<"sum">("s"_n = lent);
    CHECK(r["sum"_n] == 8);
}

TEST_CASE("in parallel the result holds what was asked, and nothing else stays") {
    auto const app = leat::session<values>(two());
    counted::reset();
    {
        auto r = app.run<"added", "read">("x"_n = 1);
        CHECK(r["added"_n].value == 101);
        CHECK(r["read"_n] == 1);
        CHECK(counted::alive == 1);
        counted const out = std::move(r)["added"_n];
        CHECK(out.value == 101);
    }
    CHECK(counted::alive == 0);
    auto const same = leat::run<values, "added", "read">("x"_n = 1);
    CHECK(std::is_same_v<decltype(same), decltype(app.run<"added", "read">("x"_n = 1)) const>);
}

TEST_CASE("in parallel several outputs are destroyed together, once") {
    auto const app = leat::session<parts>(two());
    for (int i = 0; i < 20; ++i) {
        counted::reset();
        {
            auto const r = app.run("x"_n = i);
            CHECK(r["left"_n] == i);
            CHECK(r["right"_n] == i + 1);
            CHECK(r["right2"_n].value == i + 101);
            CHECK(counted::alive == 1);
        }
        {
            auto const r = app.run<"l", "right">("x"_n = i); // one is kept, the other used
            CHECK(r["l"_n].value == i);
            CHECK(counted::alive == 1);
        }
        CHECK(app.run<"left", "right">("r"_n = counted(7), "x"_n = i)["right"_n] == 7);
        CHECK(counted::alive == 0);
    }
}

TEST_CASE("in parallel sinks run, each once") {
    auto const app = leat::session<sinks>(two());
    sunk = 0;
    CHECK(app.run("x"_n = 3)["y"_n] == 3);
    CHECK(sunk == 6);
}

TEST_CASE("in parallel values may be immovable, or too large for a stack") {
    CHECK(leat::session<immovable>(two()).run("x"_n = 3)["b"_n] == 4);
    CHECK(leat::session<large>(two()).run("x"_n = 3)["a"_n] == 3);
}

TEST_CASE("in parallel slices and what lies before a bound value are cut away") {
    all_well();
    auto const app = leat::session<fragile>(two());
    CHECK(app.run<"n4">("x"_n = 1)["n4"_n].value == 6);
    CHECK((started & (1U << 5)) == 0);
    started = 0;
    CHECK(app.run("n4"_n = counted(1), "x"_n = 1)["n6"_n].value == 3);
    CHECK(started == (1U << 5 | 1U << 6));
    started = 0;
    app.run(leat::only("n0"_n, "n1"_n), "start"_n = counted(1));
    CHECK(started == 3);
    CHECK(counted::alive == 0);
}

TEST_CASE(
    "in parallel the error is that of the node that is first in the graph, whatever is fast") {
    auto const app = leat::session<fragile>(two());
    all_well();
    fails[0] = fails[1] = true;
    delay[0] = 20; // n1 has failed long before
    auto const e = error_of([&] { app.run("x"_n = 1); });
    CHECK(e.node() == "n0");
    CHECK(e.pipeline() == "fragile");
    CHECK(counted::alive == 0);
    CHECK_THROWS_AS(std::rethrow_if_nested(e), std::range_error);

    all_well();
    fails[2] = fails[1] = true;
    delay[0] = 10; // n0 is first, and well; n1 is before n2
    CHECK(error_of([&] { app.run("x"_n = 1); }).node() == "n1");

    all_well();
    fails[2] = fails[3] = true;
    delay[0] = 20; // when n3 fails, n2 has not begun; it does, as it is before it
    CHECK(error_of([&] { app.run("x"_n = 1); }).node() == "n2");
    CHECK((started & 1U << 2) != 0);
    CHECK(counted::alive == 0);
}

TEST_CASE("in parallel an error says which nodes did not run, and why") {
    auto const app = leat::session<fragile>(two());
    all_well();
    fails[4] = true;
    delay[2] = 10;
    auto const e = error_of([&] { app.run("x"_n = 1); });
    CHECK(e.not_run() == std::vector<std::string>{"n6"}); // n5 is after n4, and has run
    CHECK(std::string(e.what()) ==
          "node 'n4' of pipeline 'fragile' failed: an exception of type 'unsigned int'; "
          "not run: 'n6'");
    CHECK_THROWS_AS(std::rethrow_if_nested(e), unsigned);
    CHECK(counted::alive == 0);
}

TEST_CASE("in parallel nothing runs any more when the error is thrown, and nothing stays") {
    auto const app = leat::session<fragile>(two());
    for (unsigned i = 0; i < 7; ++i) {
        for (int j = 0; j < 5; ++j) {
            all_well();
            for (auto& d : delay) d = 1;
            fails[i] = true;
            CHECK(error_of([&] { app.run("x"_n = 1); }).node() == "n" + std::to_string(i));
            CHECK(running == 0);
            CHECK(counted::alive == 0);
        }
    }
}

TEST_CASE("in parallel what the caller is told comes from one thread after the other") {
    static constexpr auto talk = [](int x, leat::context& here) {
        for (int i = 0; i < 100; ++i) {
            here.log("x");
            here.progress(static_cast<std::size_t>(i), 100);
        }
        return x;
    };
    static constexpr auto p =
        leat::pipeline("p", leat::input<int>("x"), leat::node("a", talk, "x"),
                       leat::node("b", talk, "x"), leat::node("c", talk, "x"));
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    int told = 0;
    auto const tell = [&] {
        if (++inside > 1) most = 2;
        std::this_thread::sleep_for(10us);
        ++told;
        --inside;
    };
    leat::run_options const options{
        .log = [&](std::string_view, std::string_view) { tell(); },
        .progress = [&](std::string_view, std::size_t, std::size_t) { tell(); }};
    leat::session<p>(two()).run(options, "x"_n = 1);
    CHECK(most == 0);
    CHECK(told == 600);
}

TEST_CASE("in parallel a run stops before its next node when it is asked to") {
    auto const app = leat::session<fragile>(two());
    all_well();
    std::stop_source stop;
    leat::run_options const options{.stop = stop.get_token()};
    CHECK(app.run(options, "x"_n = 1)["n6"_n].value == 8);
    started = 0;
    delay[0] = delay[1] = 30;
    std::thread asking([&] {
        while (running < 2) std::this_thread::yield();
        stop.request_stop();
    });
    std::string message;
    try {
        app.run(options, "x"_n = 1);
    } catch (leat::run_stopped const& e) {
        message = e.what();
    }
    asking.join();
    CHECK(message == "the run of pipeline 'fragile' was asked to stop, and did before node 'n2'");
    CHECK(counted::alive == 0);
    CHECK((started & (1U << 4 | 1U << 6)) == 0);
}
