// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/session/run.hpp>

#include <leat/leat.hpp>

#include "../run/tracker.hpp"

#include <catch.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace leat::literals;

namespace {

int calls = 0;

constexpr auto chain =
    leat::pipeline("chain", leat::input<int>("in"), leat::param("by", 10),
                   leat::param("name", "weather"), leat::param<std::chrono::seconds>("wait", 5),
                   leat::node(
                       "a",
                       [](int x) {
                           ++calls;
                           return x + 1;
                       },
                       "in"),
                   leat::node(
                       "b",
                       [](int x, int by) {
                           ++calls;
                           return x * by;
                       },
                       "a", "by"),
                   leat::node(
                       "c",
                       [](int x, std::string const& name) {
                           ++calls;
                           return name + std::to_string(x);
                       },
                       "b", "name"),
                   leat::node(
                       "d",
                       [](std::chrono::seconds s) {
                           ++calls;
                           return s.count();
                       },
                       "wait"));

// A chain over a value that is moved along.
constexpr auto moving =
    leat::pipeline("moving", leat::input<tracker>("t"),
                   leat::node(
                       "a", [](tracker t) { return t; }, "t"),
                   leat::node(
                       "b", [](tracker t) { return t; }, "a"),
                   leat::node(
                       "c", [](tracker&& t) { return tracker(std::move(t)); }, "b"),
                   leat::node(
                       "value", [](tracker const& t) { return t.value; }, "c"));

// The same value taken over by two: the first has to copy.
constexpr auto sharing = leat::pipeline("sharing", leat::node("t", [] { return tracker(1); }),
                                        leat::node(
                                            "a", [](tracker t) { return t.value; }, "t"),
                                        leat::node(
                                            "b", [](tracker&& t) { return t.value; }, "t"),
                                        leat::node(
                                            "c", [](tracker t) { return t.value; }, "t"));

constexpr auto same_twice =
    leat::pipeline("same_twice", leat::node("t", [] { return tracker(4); }),
                   leat::node(
                       "sum", [](tracker a, tracker b) { return a.value + b.value; }, "t", "t"));

struct immovable {
    int value;
    explicit immovable(int v) : value(v) {}
    immovable(immovable const&) = delete;
};

constexpr auto odd_types = leat::pipeline(
    "odd_types", leat::node("owner", [] { return std::make_unique<int>(3); }),
    leat::node(
        "fixed", [](std::unique_ptr<int> p) { return immovable(*p); }, "owner"),
    leat::node(
        "out", [](immovable const& i) { return std::make_unique<int>(i.value); }, "fixed"));

int seen = 0;
constexpr auto sinks = leat::pipeline("sinks", leat::input<int>("x"),
                                      leat::node(
                                          "see", [](int x) { seen = x; }, "x"),
                                      leat::node(
                                          "y", [](int x) { return x; }, "x"));

constexpr auto parts = leat::pipeline(
    "parts", leat::node(leat::outputs("l", "r"), [] { return std::pair(tracker(1), tracker(2)); }),
    leat::node(
        "from_l", [](tracker const& t) { return t.value; }, "l"),
    leat::node(
        "alive", [](int) { return tracker::alive; }, "from_l"),
    leat::node(
        "from_r", [](tracker t, int) { return t.value; }, "r", "alive"));

constexpr auto releasing =
    leat::pipeline("releasing", leat::node("t", [] { return tracker(1); }),
                   leat::node(
                       "one", [](tracker const&) { return 1; }, "t"),
                   leat::node(
                       "two", [](tracker const&) { return 2; }, "t"),
                   leat::node(
                       "after", [](int, int) { return tracker::alive; }, "one", "two"));

} // namespace

TEST_CASE("a run returns the free outputs, typed") {
    auto const result = leat::run<chain>("in"_n = 1);
    STATIC_REQUIRE(std::is_same_v<decltype(result["c"_n]), std::string const&>);
    CHECK(result["c"_n] == "weather20");
    CHECK(result["d"_n] == 5);
    STATIC_REQUIRE(result.size() == 2);
}

TEST_CASE("params have defaults and may be bound, by what converts to them") {
    CHECK(leat::run<chain, "c">("in"_n = 1, "by"_n = 2L, "name"_n = "x")["c"_n] == "x4");
    CHECK(leat::run<chain, "d">("wait"_n = std::chrono::minutes(1))["d"_n] == 60);
}

TEST_CASE("only what was asked for runs, and only what it needs") {
    calls = 0;
    auto const [d] = leat::run<chain, "d">();
    CHECK(d == 5);
    CHECK(calls == 1);
    auto const [b, a] = leat::run<chain, "b", "a">("in"_n = 1);
    CHECK(b == 20);
    CHECK(a == 2);
}

TEST_CASE("what lies before a bound value is cut away") {
    calls = 0;
    CHECK(leat::run<chain, "c">("b"_n = 7)["c"_n] == "weather7"); // "in" need not be bound
    CHECK(calls == 1);
    CHECK(leat::run<chain, "b">("b"_n = 7)["b"_n] == 7);
}

TEST_CASE("a value is moved at its last use and never copied along a chain") {
    tracker::reset();
    CHECK(leat::run<moving>("t"_n = tracker(5))["value"_n] == 5);
    CHECK(tracker::copies == 0);
    CHECK(tracker::alive == 0);
}

TEST_CASE("a value bound as an lvalue is lent: copied where it is taken over, never altered") {
    tracker::reset();
    tracker mine(5);
    CHECK(leat::run<moving>("t"_n = mine)["value"_n] == 5);
    CHECK(mine.value == 5);
    CHECK(tracker::copies == 1);
}

TEST_CASE("only the last of several that take a value over gets the value itself") {
    tracker::reset();
    auto const [a, b, c] = leat::run<sharing>();
    CHECK(a + b + c == 3);
    CHECK(tracker::copies == 2);
    tracker::reset();
    CHECK(leat::run<same_twice>()["sum"_n] == 8);
    CHECK(tracker::copies == 2); // one node names it twice: neither may take the other's
    CHECK(tracker::alive == 0);
}

TEST_CASE("a value is released right after its last use") {
    tracker::reset();
    CHECK(leat::run<releasing>()["after"_n] == 0);
}

TEST_CASE("each part of a result is released on its own") {
    tracker::reset();
    // When "alive" runs, the left part's value is gone; what it was moved out of stays until the
    // right's.
    CHECK(leat::run<parts, "from_r">()["from_r"_n] == 2);
    CHECK(tracker::alive == 0);
}

TEST_CASE("values may be move-only, immovable and without a default") {
    auto out = leat::run<odd_types>()["out"_n].get();
    CHECK(out != nullptr);
    auto result = leat::run<odd_types>();
    std::unique_ptr<int> const taken = std::move(result)["out"_n];
    CHECK(*taken == 3);
}

TEST_CASE("a sink runs, and is not in the result") {
    seen = 0;
    auto const result = leat::run<sinks>("x"_n = 4);
    CHECK(seen == 4);
    STATIC_REQUIRE(result.size() == 1);
}

TEST_CASE("many threads may run one pipeline") {
    std::vector<std::thread> threads;
    std::vector<std::string> results(4);
    for (std::size_t i = 0; i < results.size(); ++i)
        threads.emplace_back([&results, i] {
            static constexpr auto pure =
                leat::pipeline("pure", leat::input<int>("x"),
                               leat::node(
                                   "y", [](int x) { return std::to_string(x); }, "x"));
            for (int k = 0; k < 100; ++k)
                results[i] = leat::run<pure>("x"_n = static_cast<int>(i))["y"_n];
        });
    for (auto& t : threads) t.join();
    CHECK(results == std::vector<std::string>{"0", "1", "2", "3"});
}

namespace {

constexpr auto grown =
    leat::pipeline("grown", leat::input<std::vector<int>>("in"),
                   leat::node(
                       "out", [](std::vector<int> const& in) { return in.size() + 1; }, "in"));

std::size_t once() {
    static std::size_t const value = leat::run<grown>("in"_n = std::vector<int>{1})["out"_n];
    return value;
}

} // namespace

TEST_CASE("a run initializes a static variable, and its temporaries are destroyed once") {
    CHECK(once() == 2);
    CHECK(once() == 2); // under the address sanitizer, Clang 16 saw them destroyed again
}
