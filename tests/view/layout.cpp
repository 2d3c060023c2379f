// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/layout.hpp>

#include <catch.hpp>

#include "graphviz_program.hpp"
#include "random_drawing.hpp"

TEST_CASE("a drawing is laid out by Graphviz where it is there, wanted and quick enough") {
    leat::drawing const d = sample::random_drawing(2, 10, 1);
    if (sample::has_graphviz())
        CHECK(leat::lay_out(d, {.time_limit = std::chrono::seconds(60)}).by == "graphviz");
    else
        WARN("skipped: Graphviz is not installed");
    CHECK(leat::lay_out(d, {.graphviz = false}).by == "leat");
    CHECK(leat::lay_out(d, {.program = "leat-no-such-program"}).by == "leat");
    CHECK(leat::lay_out(d, {.graphviz_most = 9}).by == "leat");
    CHECK(leat::lay_out({}).by == "leat");
}
