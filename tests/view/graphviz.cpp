// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/graphviz.hpp>

#include <catch.hpp>

#include "graphviz_program.hpp"
#include "random_drawing.hpp"

#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

/// A program of that text, for the shell.
struct program {
    fs::path path = fs::temp_directory_path() / ("leat-dot-" + std::to_string(::getpid()));
    explicit program(std::string const& text) {
        std::ofstream(path) << "#!/bin/sh\n" << text << '\n';
        fs::permissions(path, fs::perms::owner_all);
    }
    program(program const&) = delete;
    ~program() { fs::remove(path); }
    leat::layout_options options(std::chrono::milliseconds limit = 5s) const {
        return {.program = path.string(), .time_limit = limit};
    }
};

leat::drawing two() {
    leat::drawing d;
    d.nodes.resize(2);
    d.nodes[0].node.name = "a";
    d.nodes[1].node.name = "b";
    d.edges = {{0, 1, "a", ""}};
    return d;
}

char const* const good = "graph 1 2 3\nnode n0 1 2.5 1 .5 x solid box black lightgrey\n"
                         "node n1 1 0.5 1 .5 x solid box black lightgrey\n"
                         "edge n0 n1 4 1 2.25 1 1.75 1 1.25 1 .75 solid black\nstop";

} // namespace

TEST_CASE("Graphviz is asked without names") {
    leat::drawing const d = two();
    leat::placed_node const box{0, 0, 72, 36};
    CHECK(leat::detail::boxes_as_dot(d, {box, box}) ==
          "digraph {\n"
          "  graph [nodesep=0.4, ranksep=0.7]\n"
          "  node [shape=box, fixedsize=true, label=\"\"]\n"
          "  edge [arrowhead=none]\n"
          "  n0 [width=1.0000, height=0.5000]\n"
          "  n1 [width=1.0000, height=0.5000]\n"
          "  n0 -> n1\n"
          "}\n");
}

TEST_CASE("what Graphviz answers is a layout in pixels, with a margin") {
    program const dot(std::string("cat > /dev/null; cat <<'E'\n") + good + "\nE");
    auto const made = leat::lay_out_by_graphviz(two(), dot.options());
    REQUIRE(made);
    CHECK(made->by == "graphviz");
    CHECK(made->width == 176);
    CHECK(made->height == 248);
    CHECK(made->nodes[0].x == 88);
    CHECK(made->nodes[0].y == 52);
    CHECK(made->nodes[1].y == 196);
    CHECK(made->nodes[1].width == 72);
    CHECK(made->edges[0] == "M88 70 C88 106 88 142 88 178");
}

TEST_CASE("an answer that is not of this drawing is none") {
    for (char const* text :
         {"", "stop", "graph 1 2 3\nnode n0 1 2 1 .5\nnode n7 1 2 1 .5\nstop",
          "graph 1 2 3\nnode n0 1 2 1 .5\nnode n1 1 2 1 .5\nedge n1 n0 1 2 3\nstop",
          "graph 1 2 3\nnode n0 1 2.5 1 .5\nnode n1 1 0.5 1 .5\nstop", "rubbish \xff",
          "graph 1 2 3\nnode n0 1 2.5 1 .5\nnode n1 1 0.5 1 .5\nedge n0 n1 1 2 3\n"}) {
        program const dot(std::string("cat <<'E'\n") + text + "\nE");
        CHECK_FALSE(leat::lay_out_by_graphviz(two(), dot.options()));
    }
}

TEST_CASE("a Graphviz that is not there, fails or hangs is done without") {
    CHECK_FALSE(leat::lay_out_by_graphviz(two(), {.program = "leat-no-such-program"}));
    program const fails(std::string("cat <<'E'\n") + good + "\nE\nexit 3");
    CHECK_FALSE(leat::lay_out_by_graphviz(two(), fails.options()));
    program const hangs("exec sleep 60");
    auto const began = std::chrono::steady_clock::now();
    CHECK_FALSE(leat::lay_out_by_graphviz(two(), hangs.options(100ms)));
    auto const took = std::chrono::steady_clock::now() - began;
    CHECK(took >= 100ms);
    CHECK(took < 20s);
}

TEST_CASE("a large drawing goes through, whichever side writes first") {
    leat::drawing const d = sample::random_drawing(3, 20'000, 1); // more than a pipe holds
    program const dot("echo graph 1 2 3; cat");
    CHECK_FALSE(leat::lay_out_by_graphviz(d, dot.options(20s)));
}

TEST_CASE("a program that ignores the end of its children can lay out") {
    auto const before = std::signal(SIGCHLD, SIG_IGN);
    program const dot(std::string("cat > /dev/null; cat <<'E'\n") + good + "\nE");
    CHECK(leat::lay_out_by_graphviz(two(), dot.options()));
    std::signal(SIGCHLD, before);
}

TEST_CASE("Graphviz itself lays out") {
    if (!sample::has_graphviz()) {
        WARN("skipped: Graphviz is not installed");
        return;
    }
    leat::drawing d = sample::random_drawing(5, 60, 1.5);
    d.edges.push_back(d.edges.front()); // a second value between the same nodes
    auto const made = leat::lay_out_by_graphviz(d, {.time_limit = 60s});
    REQUIRE(made);
    REQUIRE(made->nodes.size() == d.nodes.size());
    REQUIRE(made->edges.size() == d.edges.size());
    for (std::size_t i = 0; i < made->nodes.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            auto const &a = made->nodes[i], &b = made->nodes[j];
            CHECK((std::abs(a.x - b.x) >= (a.width + b.width) / 2 ||
                   std::abs(a.y - b.y) >= (a.height + b.height) / 2));
        }
    for (std::size_t e = 0; e < d.edges.size(); ++e) {
        auto const &a = made->nodes[d.edges[e].from], &b = made->nodes[d.edges[e].to];
        CHECK(a.y < b.y);
        CHECK(made->edges[e].substr(0, 1) == "M");
        // From border to border.
        double const x = std::stod(made->edges[e].substr(1));
        double const y = std::stod(made->edges[e].substr(made->edges[e].find(' ')));
        CHECK(std::abs(x - a.x) < a.width / 2 + 1);
        CHECK(std::abs(y - a.y) < a.height / 2 + 1);
        std::size_t const last = made->edges[e].rfind(' ');
        double const end = std::stod(made->edges[e].substr(last));
        CHECK(std::abs(end - b.y) < b.height / 2 + 1);
    }
}
