// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/show.hpp>

#include <leat/memo/caching_memo.hpp>

#include <catch.hpp>

#include <chrono>
#include <string>

using namespace leat::detail;
using namespace std::chrono_literals;

namespace {

leat::run_info sample() {
    leat::run_info info;
    info.pipeline = "mill";
    info.id = "20261121-1";
    info.status = leat::run_status::failed;
    info.wall = 1500ms;
    leat::node_report lines;
    lines.name = "lines";
    lines.status = leat::node_status::hit;
    lines.bytes = 12'345;
    leat::node_report ground;
    ground.name = "ground";
    ground.status = leat::node_status::failed;
    ground.time = 3us;
    ground.attempts = 3;
    ground.reason = "ridge is negative";
    leat::node_report last;
    last.name = "last";
    info.nodes = {lines, ground, last};
    return info;
}

} // namespace

TEST_CASE("a run in a line", "[cli]") {
    auto info = sample();
    CHECK(run_line(info, {}) ==
          "mill failed in 1.50 s: 1 from the cache, 1 failed, 1 not run; run 20261121-1\n");
    info.origin = "20261120-7";
    info.wall = {};
    CHECK(run_line(info, {true}) == "mill \x1b[31mfailed\x1b[0m: 1 from the cache, 1 failed, "
                                    "1 not run; run 20261121-1, which went on from 20261120-7\n");
}

TEST_CASE("the nodes of a run in a table", "[cli]") {
    auto info = sample();
    CHECK(nodes_table(info, {}) ==
          "node    what               time  attempts     bytes  why\n"
          "lines   from the cache                     12.1 KiB\n"
          "ground  failed          3.00 us         3            ridge is negative\n"
          "last    not run\n");
    info.status = leat::run_status::running; // a plan
    CHECK(nodes_table(info, {}).find("last    would run\n") != std::string::npos);
    info.nodes.back().reason = std::string(unknown_yet) + "lines' returns";
    std::string const table = nodes_table(info, {});
    CHECK(table.find("last    may run") != std::string::npos);
    CHECK(table.find("it depends on what 'lines' returns\n") != std::string::npos);
}

TEST_CASE("bytes have three digits, and steps as in all views", "[cli]") {
    CHECK(bytes_text(0) == "0 B");
    CHECK(bytes_text(999) == "999 B");
    CHECK(bytes_text(1536) == "1.50 KiB");
    CHECK(bytes_text(999'999) == "977 KiB");
    CHECK(duration_text(0ns).empty());
    CHECK(joined({"a", "b"}) == "a, b");
}
