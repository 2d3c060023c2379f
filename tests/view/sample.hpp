// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/leat.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// What the views are tried on.
namespace sample {

using namespace leat::literals;

/// A declaration of each kind, two namespaces in one another, a value that flows twice.
inline constexpr auto shop = leat::pipeline(
    "shop", leat::input<std::string>("file"), leat::param<double>("rate", 0.5),
    leat::node(
        leat::outputs("days", "title"),
        [](std::string const& file) {
            return std::pair<std::vector<double>, std::string>({1.0, 2.0}, file);
        },
        "file"),
    leat::map(
        "scaled", [](double day, double rate) { return day * rate; }, leat::each("days"), "rate"),
    leat::iterate(
        "fit", [](double last, double rate) { return last * rate; }, "rate", "rate") |
        leat::until([](double fit) { return fit < 0.1; }, 100),
    leat::node(
        "eu.sum", [](std::vector<double> const& all) { return all.size(); }, "scaled") |
        leat::cached | leat::tag("totals"),
    leat::node(
        "eu.de.mean", [](std::size_t sum) { return 1.0 + static_cast<double>(sum); }, "eu.sum") |
        leat::doc("The mean.\nOf all.") | leat::retry(2),
    leat::choose("best", "title",
                 leat::when(
                     "a", [](double x) { return x; }, "eu.de.mean"),
                 leat::otherwise([](double x) { return x; }, "fit")),
    leat::node(
        "print", [](double, double) {}, "best", "eu.de.mean"));

/// Names that mean something to Graphviz, Mermaid, XML, HTML or JSON.
inline constexpr auto nasty = leat::pipeline(
    "n\"a\\s<t>&y</script>", leat::input<int>("end"), leat::input<int>("1. \"quoted\""),
    leat::node(
        "back\\slash\\N\\", [](int x) { return x; }, "end"),
    leat::node(
        "<b>&lt;#35;#quot;</b>", [](int x) { return x; }, "1. \"quoted\""),
    leat::node(
        "line\nbreak\ttab", [](int x) { return x; }, "end"),
    leat::node(
        "%%{init: {}}%% -->|x|;", [](int x) { return x; }, "end"),
    leat::node(
        "`**bold**` $x$ {a|b} [c] (d)", [](int x) { return x; }, "line\nbreak\ttab"),
    leat::node(
        "style a:#b;", [](int x) { return x; }, "%%{init: {}}%% -->|x|;"),
    leat::node(
        "größe.漢字.😀", [](int x) { return x; }, "end"),
    leat::node(
        "\xff\x01\x7f", [](int x) { return x; }, "größe.漢字.😀"),
    leat::node(
        ".a..b.", [](int x, int y) { return x + y; }, "\xff\x01\x7f", "back\\slash\\N\\"),
    leat::node(
        "subgraph.'x'.\\.end", [](int x) { return x; }, ".a..b."));

/// A run of the shop in which each status is.
inline leat::run_info run_of_the_shop() {
    using leat::node_status;
    leat::run_info info = leat::run<shop>("file"_n = std::string("a")).info();
    info.id = "20260301T120000-abcd";
    info.status = leat::run_status::failed;
    info.origin = "20260228T120000-abcd";
    info.wall = std::chrono::milliseconds(1500);
    info.hook_time = std::chrono::microseconds(12);
    node_status const all[] = {node_status::ran,     node_status::hit,        node_status::skipped,
                               node_status::resumed, node_status::overridden, node_status::failed,
                               node_status::pending};
    for (std::size_t i = 0; i < info.nodes.size(); ++i) {
        leat::node_report& node = info.nodes[i];
        node.status = all[i];
        node.attempts = all[i] == node_status::ran ? 1 : all[i] == node_status::failed ? 3 : 0;
    }
    info.nodes[0].time = std::chrono::microseconds(12'345);
    info.nodes[0].began = std::chrono::nanoseconds(70);
    info.nodes[0].thread = 2;
    info.nodes[1].bytes = 1536;
    info.nodes[1].key = {0x0123456789abcdef, 42};
    info.nodes[5].reason = "it threw: \"no </script>\"";
    info.params = {{"file", "'a'", "std::string", true}, {"rate", "0.5", "double", false}};
    info.metrics = {{"loss", "train", {{1, 0.1}, {2, std::nan("")}, {3, -HUGE_VAL}}},
                    {"done", "", {{INT64_MIN, 1e300}}}};
    return info;
}

} // namespace sample
