// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/dot.hpp>

#include <catch.hpp>

#include "graphviz_program.hpp"
#include "sample.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

using namespace leat::literals;
using sample::shop;

namespace fs = std::filesystem;

namespace {

constexpr auto whole = R"EXPECTED(digraph "shop" {
  graph [fontname="Helvetica", style=rounded, color="#8a8a8a"]
  node [fontname="Helvetica", style=filled, fillcolor="#ffffff"]
  edge [fontname="Helvetica", fontsize=10]
  n0 [label="file", shape=ellipse]
  n1 [label="rate", shape=note]
  n2 [label="days, title", shape=box]
  n3 [label="scaled", shape=box3d]
  n4 [label="fit", shape=octagon]
  n7 [label="best", shape=hexagon]
  n8 [label="print", shape=invhouse]
  subgraph cluster_0 {
    label="eu"
    n5 [label="eu.sum\ncached", shape=box, penwidth=2.5]
    subgraph cluster_1 {
      label="eu.de"
      n6 [label="eu.de.mean", shape=box, tooltip="The mean.↵Of all."]
    }
  }
  n0 -> n2 [label="std::string"]
  n2 -> n3 [label="days: std::vector<double>"]
  n1 -> n3 [label="double"]
  n1 -> n4 [label="double"]
  n3 -> n5 [label="std::vector<double>"]
  n5 -> n6 [label="unsigned long"]
  n2 -> n7 [label="title: std::string"]
  n6 -> n7 [label="double"]
  n4 -> n7 [label="double"]
  n7 -> n8 [label="double"]
  n6 -> n8 [label="double"]
}
)EXPECTED";

constexpr auto of_a_run = R"EXPECTED(digraph "shop" {
  graph [fontname="Helvetica", style=rounded, color="#8a8a8a"]
  node [fontname="Helvetica", style=filled, fillcolor="#ffffff"]
  edge [fontname="Helvetica", fontsize=10]
  n0 [label="file", shape=ellipse]
  n1 [label="rate", shape=note]
  n2 [label="days, title\nran, 12.3 ms", shape=box, fillcolor="#d7eed9", color="#1b6b2a"]
  n3 [label="scaled\nfrom the cache, 1.50 KiB", shape=box3d, fillcolor="#d6e6f5", color="#1d5a91"]
  n4 [label="fit\nskipped", shape=octagon, fillcolor="#ececec", color="#5f5f5f"]
  n7 [label="best\nfailed", shape=hexagon, fillcolor="#f9d3cf", color="#a31515"]
  n8 [label="print\nnot reached", shape=invhouse, fillcolor="#ffffff", color="#5f5f5f", style="filled,dashed"]
  subgraph cluster_0 {
    label="eu"
    n5 [label="eu.sum\ncached, resumed", shape=box, fillcolor="#d3efee", color="#0f6a68", penwidth=2.5]
    subgraph cluster_1 {
      label="eu.de"
      n6 [label="eu.de.mean\noverridden", shape=box, fillcolor="#fbeccb", color="#8a5a00", tooltip="The mean.↵Of all."]
    }
  }
  n0 -> n2
  n2 -> n3 [label="days"]
  n1 -> n3
  n1 -> n4
  n3 -> n5
  n5 -> n6
  n2 -> n7 [label="title"]
  n6 -> n7
  n4 -> n7
  n7 -> n8
  n6 -> n8
}
)EXPECTED";

/// The picture that Graphviz makes of it, or nothing when it refuses.
std::string drawn(std::string const& text) {
    fs::path const path =
        fs::temp_directory_path() / ("leat-dot-text-" + std::to_string(::getpid()));
    std::ofstream(path) << text;
    std::string const command = "dot -Tsvg " + path.string() + " -o " + path.string() + ".svg > " +
                                path.string() + ".log 2>&1";
    bool const made = std::system(command.c_str()) == 0;
    std::ostringstream picture, warnings;
    picture << std::ifstream(path.string() + ".svg").rdbuf();
    if (std::ifstream log(path.string() + ".log"); log.peek() != EOF) warnings << log.rdbuf();
    CHECK(warnings.str() == "");
    for (char const* end : {"", ".svg", ".log"}) fs::remove(path.string() + end);
    return made ? picture.str() : std::string();
}

} // namespace

TEST_CASE("a pipeline in the language of Graphviz") {
    CHECK(leat::dot<shop>(leat::view_options{.types = true}) == whole);
    CHECK(leat::dot<shop>(leat::only("scaled"_n)) ==
          "digraph \"shop\" {\n"
          "  graph [fontname=\"Helvetica\", style=rounded, color=\"#8a8a8a\"]\n"
          "  node [fontname=\"Helvetica\", style=filled, fillcolor=\"#ffffff\"]\n"
          "  edge [fontname=\"Helvetica\", fontsize=10]\n"
          "  n0 [label=\"rate\", shape=note]\n"
          "  n1 [label=\"scaled\", shape=box3d]\n"
          "  n0 -> n1\n"
          "}\n");
}

TEST_CASE("a run in the language of Graphviz") {
    leat::run_info info = sample::run_of_the_shop();
    CHECK(leat::dot(info) == of_a_run);
    info.status = leat::run_status::running;
    std::string const text = leat::dot(info);
    CHECK(text.find("print\\npending\"") != text.npos);
    CHECK(text.find("not reached") == text.npos);
}

TEST_CASE("Graphviz draws any name as it is") {
    if (!sample::has_graphviz()) {
        WARN("skipped: Graphviz is not installed");
        return;
    }
    CHECK(drawn("digraph { n0 [label=\"a\"] }").find(">a</text>") != std::string::npos);
    std::string const picture = drawn(leat::dot<sample::nasty>());
    for (char const* text :
         {"end", "back\\slash\\N\\", "&lt;b&gt;&amp;lt;#35;#quot;&lt;/b&gt;", "line↵break tab",
          "%%{init: {}}%% &#45;&#45;&gt;|x|;", "`**bold**` $x$ {a|b} [c] (d)", "style a:#b;",
          "größe.漢字.😀", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", ".a..b.", ".a.",
          "1. &quot;quoted&quot;", "subgraph.&#39;x&#39;.\\.end", "subgraph.&#39;x&#39;.\\"}) {
        INFO(text);
        CHECK(picture.find(">" + std::string(text) + "</text>") != picture.npos);
    }
    CHECK_FALSE(drawn(whole).empty());
    CHECK_FALSE(drawn(of_a_run).empty());
}
