// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/caching_memo.hpp>

#include <leat/cache.hpp>
#include <leat/catalog/memory.hpp>
#include <leat/leat.hpp>

#include <catch.hpp>

#include <string>
#include <string_view>

using namespace leat::literals;
using leat::node_status;

namespace {

int called = 0;
double plus(double x) {
    ++called;
    return x + 1;
}
double read_clock() { return ++called; }
double half(double x) { return x / 2; }

constexpr auto chain =
    leat::pipeline("chain", leat::input<double>("in"), leat::param("by", 1.0),
                   leat::param("kind", "linear"), leat::node("raw", plus, "in") | leat::version(1),
                   leat::node("a", plus, "raw") | leat::cached | leat::version(1),
                   leat::node(
                       "b", [](double a, double by) { return a * by; }, "a", "by") |
                       leat::cached | leat::version(1),
                   leat::node("c", half, "b") | leat::cached | leat::version(1));

std::string planned(leat::run_info const& info) {
    std::string text;
    for (auto const& node : info.nodes) {
        text += node.name + (node.status == node_status::hit       ? " hit"
                             : node.status == node_status::pending ? " runs"
                                                                   : " skipped");
        text += node.reason.empty() ? "\n" : ": " + node.reason + "\n";
    }
    return text;
}

} // namespace

TEST_CASE("a plan tells what would run, as far as it is known, and runs nothing") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    called = 0;
    CHECK(planned(app.plan("in"_n = 1)) == "raw runs: it is not cached\n"
                                           "a runs: the store has nothing of this node\n"
                                           "b runs: it depends on what 'a' returns\n"
                                           "c runs: it depends on what 'b' returns\n");
    CHECK(called == 0);
    CHECK(app.cache().entries().empty());
}

TEST_CASE("a plan of a warm run hits, and what only feeds hits is skipped") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    app.run("in"_n = 1);
    auto const plan = app.plan("in"_n = 1);
    CHECK(planned(plan) == "raw skipped: not needed: what takes its value is in the cache\n"
                           "a hit\n"
                           "b hit\n"
                           "c hit\n");
    CHECK(plan.of("b").key == app.run("in"_n = 1).info().of("b").key);
    CHECK(plan.of("b").bytes > 0);
}

TEST_CASE("a plan tells which part of the key has changed, from what to what") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    app.run("in"_n = 1);
    CHECK(planned(app.plan("in"_n = 1, "by"_n = 2.5)) ==
          "raw skipped: not needed: what takes its value is in the cache\n"
          "a hit\n"
          "b runs: input 'by' (1 -> 2.5) has changed\n"
          "c runs: it depends on what 'b' returns\n");
}

TEST_CASE("a plan of a run that refreshes all has no hits") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    app.run("in"_n = 1);
    CHECK(planned(app.plan("in"_n = 1, leat::run_options{.refresh = true})) ==
          "raw runs: it is not cached\n"
          "a runs: it is refreshed\n"
          "b runs: it depends on what 'a' returns\n"
          "c runs: it depends on what 'b' returns\n");
}

TEST_CASE("explain tells of one node what its plan does") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    CHECK(app.cache().explain("a"_n, "in"_n = 1).reason == "the store has nothing of this node");
    app.run("in"_n = 1);
    CHECK(app.cache().explain("a"_n, "in"_n = 1).status == node_status::hit);
    auto const changed = app.cache().explain("b"_n, "in"_n = 1, "by"_n = 3);
    CHECK(changed.status == node_status::pending);
    CHECK(changed.reason == "input 'by' (1 -> 3) has changed");
    CHECK(changed.key != leat::digest{});
    // Of a value that no cached node needs to be made anew, the key of what makes it.
    CHECK(app.cache().explain("a"_n, "in"_n = 2).reason == "input 'raw' has changed");
}

TEST_CASE("what a plan says is what the run does") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    app.run("in"_n = 1);
    for (double by : {1.0, 2.0}) {
        auto const plan = app.plan("in"_n = 1, "by"_n = by);
        auto const info = app.run("in"_n = 1, "by"_n = by).info();
        for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
            INFO(by << " " << plan.nodes[i].name);
            bool const would_run = plan.nodes[i].status == node_status::pending;
            CHECK(would_run == (info.nodes[i].status == node_status::ran));
        }
    }
}

TEST_CASE("a node that is refreshed, recomputed or impure is planned as such") {
    static constexpr auto p =
        leat::pipeline("p", leat::input<double>("in"),
                       leat::node("again", plus, "in") | leat::recompute | leat::version(1),
                       leat::node("now", read_clock) | leat::impure,
                       leat::node("old", half, "in") | leat::cached | leat::version(1),
                       leat::node("of_now", half, "now") | leat::cached | leat::version(1));
    auto app = leat::session<p>(leat::cache(leat::memory_store{}));
    app.run("in"_n = 1);
    CHECK(planned(app.plan("in"_n = 1, leat::refresh("old"_n))) ==
          "again runs: it is recomputed each time\n"
          "now runs: it is impure, so it runs each time\n"
          "old runs: it is refreshed\n"
          "of_now runs: it depends on what 'now' returns\n");
}

TEST_CASE("a value of the catalog that counts in a key is looked at, and no hook hears of it") {
    struct listens {
        int* heard;
        void before_dataset_loaded(std::string_view) const { ++*heard; }
        void on_cache_hit(leat::node_info const&) const { ++*heard; }
        void before_pipeline_run(leat::run_info const&) const { ++*heard; }
    };
    int heard = 0;
    leat::dataset::memory<double> in;
    in.save(4.0);
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}), leat::catalog("in"_n = in),
                                    listens{&heard});
    app.run();
    heard = 0;
    CHECK(app.plan().of("c").status == node_status::hit);
    in.save(5.0);
    CHECK(app.plan().of("a").reason == "input 'raw' has changed");
    CHECK(heard == 0);
}

TEST_CASE("of texts, paths and sizes an entry tells the value") {
    static constexpr auto p = leat::pipeline(
        "p", leat::param("kind", "linear"), leat::input<double>("in"),
        leat::node(
            "x", [](double in, std::string const& kind) { return in * double(kind.size()); }, "in",
            "kind") |
            leat::cached | leat::version(1));
    auto app = leat::session<p>(leat::cache(leat::memory_store{}));
    app.run("in"_n = 1);
    CHECK(app.cache().explain("x"_n, "in"_n = 1, "kind"_n = "tree").reason ==
          "input 'kind' ('linear' -> 'tree') has changed");
    CHECK(app.cache().entries()[0].inputs[0].shown == "1");
}

TEST_CASE("a plan of a file that is gone fails as the run does") {
    static constexpr auto p =
        leat::pipeline("p", leat::input<leat::file>("csv"),
                       leat::node(
                           "x", [](std::filesystem::path const&) { return 1; }, "csv") |
                           leat::cached | leat::version(1));
    auto app = leat::session<p>(leat::cache(leat::memory_store{}));
    auto const message = [](auto&& call) {
        try {
            call();
        } catch (leat::run_error const& e) {
            return std::string(e.what());
        }
        return std::string("nothing");
    };
    auto const planned_fails = message([&] { app.plan("csv"_n = "nowhere.csv"); });
    CHECK(planned_fails == message([&] { app.run("csv"_n = "nowhere.csv"); }));
    CHECK(planned_fails.find("nowhere.csv") != std::string::npos);
}
