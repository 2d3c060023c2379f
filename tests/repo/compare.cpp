// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/compare.hpp>

#include "catch.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using leat::node_status;
using leat::run_comparison;
using leat::run_difference;

leat::node_report node_of(std::string const& name, node_status status,
                          std::chrono::nanoseconds time, leat::digest key = {}) {
    leat::node_report report;
    report.name = name;
    report.status = status;
    report.attempts = status == node_status::ran || status == node_status::failed;
    report.time = time;
    report.key = key;
    return report;
}

leat::run_info run_of(std::string const& id, std::vector<leat::node_report> nodes = {}) {
    leat::run_info info;
    info.id = id;
    info.pipeline = "forecast";
    info.wall = 1250ms;
    info.nodes = std::move(nodes);
    return info;
}

std::vector<run_difference> rows(leat::run_info const& left, leat::run_info const& right) {
    return leat::compare_runs({left}, {right}).rows;
}

} // namespace

TEST_CASE("two runs in full") {
    leat::run_info left =
        run_of("20261121-105050-x7k2mq", {node_of("clean", node_status::ran, 80ms),  //
                                          node_of("model", node_status::ran, 900ms), //
                                          node_of("rmse", node_status::ran, 1ms)});
    leat::run_info right =
        run_of("20261121-110000-a1b2c3", {node_of("clean", node_status::hit, 0ms), //
                                          node_of("model", node_status::failed, 2500ms),
                                          node_of("rmse", node_status::pending, 0ms)});
    right.status = leat::run_status::failed;
    right.wall = 2510ms;
    right.nodes[1].reason = "no convergence after 100 steps";
    right.nodes[1].attempts = 3;
    auto const compared = leat::compare_runs(
        {left, {{"ridge", "0.1"}, {"share", "0.8"}}, {{"loss", "0.25"}, {"loss[test]", "0.5"}}},
        {right, {{"share", "0.8"}, {"ridge", "0.2"}, {"kind", "tree"}}, {{"loss", "inf"}}});
    CHECK(
        compared.to_text() ==
        "                    20261121-105050-x7k2mq  20261121-110000-a1b2c3\n"
        "run     status      completed               failed\n"
        "run     wall        1.25 s                  2.51 s\n"
        "param   ridge       0.1                     0.2\n"
        "param   kind        -                       tree\n"
        "metric  loss        0.25                    inf\n"
        "metric  loss[test]  0.5                     -\n"
        "node    clean       ran                     from the cache\n"
        "node    model       ran                     failed, 3 attempts: no convergence after 100 "
        "steps\n"
        "time    model       900 ms                  2.50 s\n"
        "node    rmse        ran                     not run\n");
}

TEST_CASE("runs that are alike have no rows") {
    auto const one = run_of("a", {node_of("clean", node_status::ran, 80ms, {1, 2})});
    auto const other = run_of("b", {node_of("clean", node_status::ran, 80ms, {1, 2})});
    CHECK(rows(one, other).empty());
    CHECK(leat::compare_runs({one}, {other}).to_text() == "no difference between a and b\n");
    CHECK(leat::compare_runs({run_of("")}, {run_of("")}).to_text() ==
          "no difference between left and right\n");
    CHECK(leat::compare_runs({one, {{"x", "1"}, {"y", "2"}}}, {other, {{"y", "2"}, {"x", "1"}}})
              .rows.empty());
}

TEST_CASE("the runs themselves") {
    auto const left = run_of("a");
    auto right = run_of("b");
    right.pipeline = "other";
    right.status = leat::run_status::crashed;
    right.wall = 1'254'999us; // as long, to three digits
    CHECK(rows(left, right) == std::vector<run_difference>{
                                   {"run", "pipeline", "forecast", "other"},
                                   {"run", "status", "completed", "crashed"},
                               });
    CHECK(leat::compare_runs({left}, {right}).left == "a");
    CHECK(leat::compare_runs({left}, {right}).right == "b");
}

TEST_CASE("values in the order of the left, then those of the right alone") {
    auto const info = run_of("a");
    auto const found =
        leat::compare_runs({info, {{"d", "1"}, {"b", "1"}, {"c", "1"}}, {{"x", ""}}},
                           {info, {{"z", "1"}, {"b", "2"}, {"a", "1"}, {"d", "1"}}, {{"x", "1"}}});
    CHECK(found.rows == std::vector<run_difference>{{"param", "b", "1", "2"},
                                                    {"param", "c", "1", std::nullopt},
                                                    {"param", "z", std::nullopt, "1"},
                                                    {"param", "a", std::nullopt, "1"},
                                                    {"metric", "x", "", "1"}});
}

TEST_CASE("what became of a node") {
    auto const outcome = [](node_status status, std::string const& reason = "") {
        auto there = node_of("n", status, 0ns);
        there.reason = reason;
        return *rows(run_of("a", {there}), run_of("b")).at(0).left;
    };
    CHECK(outcome(node_status::pending) == "not run");
    CHECK(outcome(node_status::ran, "its code has changed") == "ran");
    CHECK(outcome(node_status::hit) == "from the cache");
    CHECK(outcome(node_status::resumed) == "resumed");
    CHECK(outcome(node_status::skipped, "not today") == "skipped: not today");
    CHECK(outcome(node_status::overridden) == "overridden");
    CHECK(outcome(node_status::failed) == "failed");
    CHECK(rows(run_of("a"), run_of("b", {node_of("n", node_status::ran, 1h)})) ==
          std::vector<run_difference>{{"node", "n", std::nullopt, "ran"}});
}

TEST_CASE("a node that did the same with something else has another key") {
    auto const with = [](leat::digest key) {
        return run_of("a", {node_of("n", node_status::ran, 0ns, key)});
    };
    leat::digest const one{0x1234567800000000, 1}, two{0x1234567900000000, 1};
    CHECK(rows(with(one), with(two)) ==
          std::vector<run_difference>{{"node", "n", "ran, key 12345678", "ran, key 12345679"}});
    CHECK(rows(with(one), with({})).empty()); // not known there
}

TEST_CASE("nodes whose keys follow from a difference have no rows") {
    auto const graph = std::make_shared<leat::structure const>(
        leat::structure{"forecast",
                        {{.name = "prices", .kind = leat::node_kind::input, .outputs = {"prices"}},
                         {.name = "ridge", .kind = leat::node_kind::param, .outputs = {"ridge"}},
                         {.name = "clean", .outputs = {"clean"}, .inputs = {"prices"}},
                         {.name = "train, test", .outputs = {"train", "test"}, .inputs = {"clean"}},
                         {.name = "other", .outputs = {"other"}, .inputs = {"prices"}},
                         {.name = "model", .outputs = {"model"}, .inputs = {"train", "ridge"}},
                         {.name = "rmse", .outputs = {"rmse"}, .inputs = {"model", "test"}}}});
    auto const with = [&](std::uint64_t clean, std::uint64_t model) {
        auto const ran = [](std::string const& name, std::uint64_t key) {
            return node_of(name, node_status::ran, 0ns, {key << 32, 1});
        };
        auto made = run_of("a", {ran("clean", clean), ran("train, test", clean), ran("other", 1),
                                 ran("model", model), ran("rmse", model)});
        made.nodes[1].outputs = {"train", "test"};
        made.graph = graph;
        return made;
    };
    using names = std::vector<std::string>;
    // Another content behind an input: the first node that takes it.
    auto const of_input = leat::compare_runs({with(1, 1)}, {with(2, 2)});
    CHECK(of_input.rows ==
          std::vector<run_difference>{{"node", "clean", "ran, key 00000001", "ran, key 00000002"}});
    CHECK(of_input.followers == names{"train, test", "model", "rmse"});
    CHECK(of_input.to_text() ==
          "             a                  a\n"
          "node  clean  ran, key 00000001  ran, key 00000002\n"
          "3 more nodes have other keys, which follows from these differences\n");
    // Another parameter.
    leat::run_info const one = with(1, 1), other = with(1, 2);
    auto const of_param = leat::compare_runs({one, {{"ridge", "0.1"}}}, {other, {{"ridge", "1"}}});
    CHECK(of_param.rows == std::vector<run_difference>{{"param", "ridge", "0.1", "1"}});
    CHECK(of_param.followers == names{"model", "rmse"});
    // Other code of one node; what became of a node is a row in any case.
    auto failed = with(1, 2);
    failed.nodes[4].status = node_status::failed;
    failed.nodes[4].reason = "no";
    CHECK(leat::compare_runs({one}, {failed}).rows ==
          std::vector<run_difference>{
              {"node", "model", "ran, key 00000001", "ran, key 00000002"},
              {"node", "rmse", "ran, key 00000001", "failed: no, key 00000002"}});
}

TEST_CASE("only a time that is much longer has a row") {
    auto const took = [](std::chrono::nanoseconds time) {
        return run_of("a", {node_of("n", node_status::ran, time)});
    };
    CHECK(rows(took(1s), took(1999ms)).empty());
    CHECK(rows(took(1s), took(2s)) ==
          std::vector<run_difference>{{"time", "n", "1.00 s", "2.00 s"}});
    CHECK(rows(took(2h), took(1min)) ==
          std::vector<run_difference>{{"time", "n", "2.00 h", "1.00 min"}});
    CHECK(rows(took(1us), took(9ms)).empty());
    CHECK(rows(took(0ns), took(1h)).empty()); // not measured
}

TEST_CASE("a time has three digits") {
    using leat::detail::short_duration;
    CHECK(short_duration(0ns) == "0 ns");
    CHECK(short_duration(999ns) == "999 ns");
    CHECK(short_duration(1000ns) == "1.00 us");
    CHECK(short_duration(12345us) == "12.3 ms");
    CHECK(short_duration(999'400us) == "999 ms");
    CHECK(short_duration(999'600us) == "1.00 s");
    CHECK(short_duration(9'996ms) == "10.0 s");
    CHECK(short_duration(90s) == "1.50 min");
    CHECK(short_duration(100h) == "100 h");
}

TEST_CASE("a table keeps its columns, whatever the texts are") {
    auto const info = run_of("a");
    std::string const text =
        leat::compare_runs(
            {info, {{"größe", "\x1b[31m\nred\xC2\x9B"}, {"x", std::string(100, 'y')}}},
            {info, {{"größe", "\xff\xfe"}, {"x", ""}}})
            .to_text();
    CHECK(text == "              a" + std::string(62, ' ') + "a\n" +               //
                      "param  größe  ?[31m?red?" + std::string(53, ' ') + "??\n" + //
                      "param  x      " + std::string(60, 'y') + "…\n");
}
