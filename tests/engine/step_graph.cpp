// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/step_graph.hpp>

#include <vector>

#include "catch.hpp"

using leat::detail::step_graph;

namespace {

/// 0 -> 1 -> 3, 0 -> 2, 4 alone, 1 and 2 -> 5.
step_graph example() {
    step_graph graph(6);
    graph.precede(0, 1);
    graph.precede(1, 3);
    graph.precede(0, 2);
    graph.precede(1, 5);
    graph.precede(2, 5);
    graph.begin();
    return graph;
}

} // namespace

TEST_CASE("steps begin when all before them have ended, the one with the longest way first") {
    step_graph graph = example();
    CHECK(graph.ready() == 2);
    CHECK(graph.take() == 0); // two steps from the end; 4 is at it
    CHECK(graph.take() == 4);
    CHECK(graph.take() == step_graph::none);
    CHECK(graph.ended(4) == 0);
    CHECK(graph.ended(0) == 2);
    CHECK(graph.take() == 1);
    CHECK(graph.take() == 2);
    CHECK(graph.ended(2) == 0); // 5 waits for 1
    CHECK(graph.ended(1) == 2);
    CHECK(graph.take() == 3); // of equals the first in the order
    CHECK(graph.take() == 5);
    CHECK(graph.take() == step_graph::none);
}

TEST_CASE("after a failure only steps before it begin") {
    step_graph graph = example();
    CHECK(graph.take() == 0);
    CHECK(graph.ended(0) == 2);
    CHECK(graph.take() == 1);
    graph.end_at(3);
    CHECK(graph.take() == 2);
    CHECK(graph.ended(1) == 0); // 3 and 5 do not count
    graph.end_at(5);            // an end is never put off
    CHECK(graph.ended(2) == 0);
    CHECK(graph.take() == step_graph::none);
}

TEST_CASE("a step that is said twice to come before another ends once for both") {
    step_graph graph(2);
    graph.precede(0, 1);
    graph.precede(0, 1);
    graph.begin();
    CHECK(graph.take() == 0);
    CHECK(graph.ended(0) == 1);
    CHECK(graph.take() == 1);
}
