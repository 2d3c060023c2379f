// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/mermaid.hpp>

#include <catch.hpp>

#include "sample.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

using namespace leat::literals;
using sample::shop;

namespace fs = std::filesystem;

namespace {

constexpr auto whole = R"EXPECTED(flowchart TD
  n0(["file"])
  n1[/"rate"/]
  n2["days, title"]
  n3[/"scaled"\]
  n4[\"fit"/]
  n7{{"best"}}
  n8[["print"]]
  subgraph s0["eu"]
    n5["eu.sum<br/>cached"]
    subgraph s1["eu.de"]
      n6["eu.de.mean"]
    end
  end
  n0 -->|"std#58;#58;string"| n2
  n2 -->|"days#58; std#58;#58;vector#60;double#62;"| n3
  n1 -->|"double"| n3
  n1 -->|"double"| n4
  n3 -->|"std#58;#58;vector#60;double#62;"| n5
  n5 -->|"unsigned long"| n6
  n2 -->|"title#58; std#58;#58;string"| n7
  n6 -->|"double"| n7
  n4 -->|"double"| n7
  n7 -->|"double"| n8
  n6 -->|"double"| n8
  classDef cached stroke-width:3px
  class n5 cached
)EXPECTED";

constexpr auto of_a_run = R"EXPECTED(flowchart TD
  n0(["file"])
  n1[/"rate"/]
  n2["days, title<br/>ran, 12.3 ms"]:::ran
  n3[/"scaled<br/>from the cache, 1.50 KiB"\]:::hit
  n4[\"fit<br/>skipped"/]:::skipped
  n7{{"best<br/>failed"}}:::failed
  n8[["print<br/>not reached"]]:::pending
  subgraph s0["eu"]
    n5["eu.sum<br/>cached, resumed"]:::resumed
    subgraph s1["eu.de"]
      n6["eu.de.mean<br/>overridden"]:::overridden
    end
  end
  n0 --> n2
  n2 -->|"days"| n3
  n1 --> n3
  n1 --> n4
  n3 --> n5
  n5 --> n6
  n2 -->|"title"| n7
  n6 --> n7
  n4 --> n7
  n7 --> n8
  n6 --> n8
  classDef pending fill:#ffffff,stroke:#5f5f5f,color:#000000,stroke-dasharray:4
  classDef ran fill:#d7eed9,stroke:#1b6b2a,color:#000000
  classDef hit fill:#d6e6f5,stroke:#1d5a91,color:#000000
  classDef resumed fill:#d3efee,stroke:#0f6a68,color:#000000
  classDef skipped fill:#ececec,stroke:#5f5f5f,color:#000000
  classDef overridden fill:#fbeccb,stroke:#8a5a00,color:#000000
  classDef failed fill:#f9d3cf,stroke:#a31515,color:#000000
  classDef cached stroke-width:3px
  class n5 cached
)EXPECTED";

// What mermaid.mjs says of the pipeline with all sorts of names.
constexpr auto as_mermaid_reads = R"EXPECTED(text.mmd: 12 nodes, 11 edges
  n0 end
  n2 back\slash\N\
  n3 <b>&lt;#35;#quot;</b>
  n4 line↵break tab
  n5 %%{init: {}}%% -->|x|;
  n6 `**bold**` $x$ {a|b} [c] (d)
  n7 style a:#b;
  n9 ���
  n1 1. "quoted"
  n8 größe.漢字.😀
  n10 .a..b.
  n11 subgraph.'x'.\.end
  s0 1
  s2 größe.漢字
  s1 größe
  s5 .a..b
  s4 .a.
  s3 .a
  s8 subgraph.'x'.\
  s7 subgraph.'x'
  s6 subgraph
)EXPECTED";

struct answer {
    bool taken;
    std::string text;
};

/// What Mermaid says to the text. LEAT_MERMAID has the command that mermaid.mjs is run by.
answer ask_mermaid(std::string const& text) {
    fs::path const folder =
        fs::temp_directory_path() / ("leat-mermaid-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    std::ofstream(folder / "text.mmd") << text;
    std::string const command = std::getenv("LEAT_MERMAID") + (" " + folder.string()) +
                                "/text.mmd > " + folder.string() + "/said 2>&1";
    bool const taken = std::system(command.c_str()) == 0;
    std::ostringstream said;
    said << std::ifstream(folder / "said").rdbuf();
    fs::remove_all(folder);
    return {taken, said.str()};
}

} // namespace

TEST_CASE("a pipeline as a flowchart of Mermaid") {
    CHECK(leat::mermaid<shop>(leat::view_options{.types = true}) == whole);
    CHECK(leat::mermaid<shop>(leat::only("scaled"_n)) == "flowchart TD\n"
                                                         "  n0[/\"rate\"/]\n"
                                                         "  n1[/\"scaled\"\\]\n"
                                                         "  n0 --> n1\n");
}

TEST_CASE("a run as a flowchart of Mermaid") {
    CHECK(leat::mermaid(sample::run_of_the_shop()) == of_a_run);
}

TEST_CASE("Mermaid takes any name as it is") {
    if (!std::getenv("LEAT_MERMAID")) {
        WARN("skipped: LEAT_MERMAID does not say how to ask Mermaid");
        return;
    }
    answer const broken = ask_mermaid("flowchart TD\n  n0[\"a\"b\"]\n");
    CHECK_FALSE(broken.taken);
    CHECK(broken.text.find("Parse error") != std::string::npos);
    answer const nasty = ask_mermaid(leat::mermaid<sample::nasty>());
    CHECK(nasty.taken);
    CHECK(nasty.text == as_mermaid_reads);
    for (char const* text : {whole, of_a_run}) {
        answer const fine = ask_mermaid(text);
        CHECK(fine.taken);
        CHECK(fine.text.find("text.mmd: 9 nodes, 11 edges\n") == 0);
    }
}
