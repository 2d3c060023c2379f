// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/info/errors.hpp>

#include <leat/leat.hpp>

#include "../run/tracker.hpp"

#include <catch.hpp>

#include <stdexcept>
#include <string>
#include <vector>

using namespace leat::literals;

namespace {

int fails_at = 0;

template <int I>
tracker next(tracker const& t) {
    if (fails_at == I) throw std::range_error("too far");
    return tracker(t.value + 1);
}

template <int I>
std::pair<tracker, tracker> fork(tracker const& t) {
    if (fails_at == I) throw 42;
    return {tracker(t.value), tracker(t.value)};
}

tracker merge(tracker a, tracker const& b) {
    if (fails_at == 5) throw std::range_error("merged");
    return tracker(a.value + b.value);
}

constexpr auto fragile = leat::pipeline(
    "fragile", leat::node("start", [] { return tracker(0); }), leat::node("one", next<1>, "start"),
    leat::node(leat::outputs("l", "r"), fork<2>, "one"), leat::node("three", next<3>, "l"),
    leat::node("four", next<4>, "start"), leat::node("merged", merge, "three", "r"),
    leat::node(
        "end", [](tracker const& a, tracker const& b) { return a.value + b.value; }, "merged",
        "four"));

} // namespace

TEST_CASE("whichever node throws, nothing of the run stays") {
    for (fails_at = 1; fails_at <= 5; ++fails_at) {
        tracker::reset();
        CHECK_THROWS_AS(leat::run<fragile>(), leat::node_error);
        CHECK(tracker::alive == 0);
    }
    fails_at = 0;
    tracker::reset();
    CHECK(leat::run<fragile>()["end"_n] == 4);
    CHECK(tracker::alive == 0);
}

TEST_CASE("a node's exception is nested in an error that names the node and what did not run") {
    fails_at = 3;
    try {
        leat::run<fragile>();
        FAIL("it did not throw");
    } catch (leat::node_error const& e) {
        CHECK(e.node() == "three");
        CHECK(e.pipeline() == "fragile");
        CHECK(e.run_id().empty());
        CHECK(e.not_run() == std::vector<std::string>{"four", "merged", "end"});
        CHECK(
            std::string(e.what()) ==
            "node 'three' of pipeline 'fragile' failed: too far; not run: 'four', 'merged', 'end'");
        CHECK_THROWS_AS(std::rethrow_if_nested(e), std::range_error);
    }
}

TEST_CASE("what is thrown need not be a std::exception") {
    fails_at = 2;
    try {
        leat::run<fragile>();
        FAIL("it did not throw");
    } catch (leat::node_error const& e) {
        CHECK(e.node() == "l, r");
        CHECK_THROWS_AS(std::rethrow_if_nested(e), int);
    }
}
