// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/told.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

namespace {

/// Writes down what it is told.
struct listening final : leat::detail::run_sink {
    std::vector<std::string> heard;
    void metric(std::string_view name, double value, leat::metric_at const& at) override {
        heard.push_back(std::string(name) + "[" + std::string(at.context) + "] " +
                        (at.step ? std::to_string(*at.step) : "-") + " " + std::to_string(value));
    }
    void metric(std::string_view name, std::string_view text, leat::metric_at const& at) override {
        heard.push_back(std::string(name) + "[" + std::string(at.context) + "] " +
                        (at.step ? std::to_string(*at.step) : "-") + " '" + std::string(text) +
                        "'");
    }
    void artifact(std::string_view, std::filesystem::path const&) override {}
    void tag(std::string_view text) override { heard.push_back("tag " + std::string(text)); }
};

std::vector<std::string> retold(leat::detail::told_things const& things) {
    listening to;
    auto const back = leat::detail::told_things::read(things.write());
    REQUIRE(back);
    back->tell(&to, nullptr);
    return to.heard;
}

} // namespace

TEST_CASE("what a node told comes back from a text as it was") {
    leat::detail::told_things things;
    CHECK(things.write().empty());
    things.metric("loss", 0.5, {});
    things.metric("note", "a\nb \\ c", {.step = -3});
    things.metric("loss", std::numeric_limits<double>::infinity(), {.step = 7, .context = "test"});
    things.metric("loss", -0.25, {});
    things.metric("", "", {});
    things.tag("good one");
    things.tag("");
    CHECK(retold(things) == std::vector<std::string>{"loss[] - 0.500000", "loss[] - -0.250000",
                                                     "note[] -3 'a\nb \\ c'", "loss[test] 7 inf",
                                                     "[] - ''", "tag good one", "tag "});
    CHECK(things.describe() == "4 metrics and 2 tags told again, as it did not run");
}

TEST_CASE("a text that is no telling is refused") {
    for (char const* text : {"x", "loss 1\n", "next 1\n", "numbers a\nnext b\n",
                             "numbers a\nat 1\n", "numbers a\nat x 1\n", "tag a"})
        CHECK_FALSE(leat::detail::told_things::read(text));
}

TEST_CASE("what a node tells is kept up to a limit") {
    leat::detail::told_things things;
    std::string const long_text(1'000'000, 'x');
    for (int i = 0; i < 10; ++i) things.metric("text", long_text, {});
    CHECK(things.is_cut());
    CHECK(retold(things).size() == 5);
}

namespace {

int calls = 0;
bool broken = false;

constexpr auto scored = leat::pipeline("scored", leat::param("x", 1.0), leat::param("other", 1),
                                       leat::node(
                                           "score",
                                           [](double x, leat::context& here) {
                                               ++calls;
                                               here.metric("score", x);
                                               here.metric("score", x / 2, 5);
                                               here.metric("kind", "linear", {.context = "test"});
                                               here.tag("good");
                                               return x;
                                           },
                                           "x") |
                                           leat::cached | leat::version(1),
                                       leat::node(
                                           "end",
                                           [](double score, int other) {
                                               if (broken) throw std::runtime_error("offline");
                                               return score * other;
                                           },
                                           "score", "other") |
                                           leat::version(1));

void check_told(leat::run_record const& run) {
    auto const score = run.metrics("score");
    REQUIRE(score.size() == 2);
    CHECK(score[0].step == 0);
    CHECK(score[0].number() == 3.0);
    CHECK(score[1].step == 5);
    CHECK(score[1].number() == 1.5);
    CHECK(run.metrics("kind", "test").size() == 1);
    CHECK(run.tags() == std::vector<std::string>{"good"});
    CHECK(run.info().of("score").reason == "2 metrics and a tag told again, as it did not run");
}

} // namespace

TEST_CASE("a node that is taken from the cache tells its metrics and tags again") {
    scratch dir;
    calls = 0;
    leat::repo const repo(dir.folder / "repo");
    auto const app = leat::session<scored>(leat::cache(repo), repo);
    auto const first = app.run("x"_n = 3.0).info();
    CHECK(first.of("score").reason.find("told again") == std::string::npos);
    repo.remove(first.id); // the record goes, the cache stays
    auto const again = app.run("x"_n = 3.0).info();
    CHECK(calls == 1);
    check_told(repo.run(again.id));
    REQUIRE(again.metrics.size() == 1); // texts are not drawn
    CHECK(again.metrics[0].points ==
          std::vector<std::pair<std::int64_t, double>>{{0, 3.0}, {5, 1.5}});
    CHECK(repo.highest("score").id() == again.id);
}

TEST_CASE("a cache outside of the repo keeps what nodes told, too") {
    scratch dir;
    calls = 0;
    leat::session<scored>(leat::cache(dir.folder / "cache")).run("x"_n = 3.0);
    leat::repo const repo(dir.folder / "repo");
    auto const app = leat::session<scored>(leat::cache(dir.folder / "cache"), repo);
    auto const hit = app.run("x"_n = 3.0).info();
    CHECK(calls == 1);
    check_told(repo.run(hit.id));
}

TEST_CASE("a run that goes on from another has the metrics and tags of both") {
    scratch dir;
    calls = 0;
    leat::repo const repo(dir.folder / "repo");
    auto const app = leat::session<scored>(repo);
    broken = true;
    CHECK_THROWS_AS(app.run("x"_n = 3.0), leat::node_error);
    CHECK_THROWS_AS(app.resume(), leat::node_error); // it takes the node over, and tells it again
    broken = false;
    auto const resumed = app.resume().info();
    CHECK(calls == 1);
    check_told(repo.run(resumed.id));
}

TEST_CASE("a record says that an iterate came to its limit, also where its state is from a store") {
    scratch dir;
    static constexpr auto halves = leat::pipeline(
        "halves", leat::param("start", 1.0),
        leat::iterate(
            "x", [](double x) { return x / 2; }, "start") |
            leat::version(1) | leat::cached | leat::until([](double) { return false; }, 3));
    std::string const limit = "it did not come to its end within 3 rounds";
    leat::repo const repo(dir.folder / "repo");
    auto const app = leat::session<halves>(leat::cache(repo), repo);
    auto const first = app.run().info();
    CHECK(first.of("x").reason == "the store has nothing of this node; " + limit);
    CHECK(repo.run(first.id).info().of("x").reason == first.of("x").reason);
    auto const hit = app.run().info();
    CHECK(hit.of("x").status == leat::node_status::hit);
    CHECK(repo.run(hit.id).info().of("x").reason == limit);
    CHECK(leat::session<halves>().run().info().of("x").reason == limit);
}

TEST_CASE("threads of one map tell of it together, and it is told again") {
    scratch dir;
    static constexpr auto mapped = leat::pipeline("mapped", leat::input<std::vector<int>>("xs"),
                                                  leat::map(
                                                      "ys",
                                                      [](int x, leat::context& here) {
                                                          here.metric("score", x, x);
                                                          here.tag("of " + std::to_string(x % 3));
                                                          return x;
                                                      },
                                                      leat::each("xs")) |
                                                      leat::cached | leat::version(1));
    std::vector<int> xs(200);
    for (int i = 0; i < 200; ++i) xs[static_cast<std::size_t>(i)] = i;
    leat::repo const repo(dir.folder / "repo");
    auto const app = leat::session<mapped>(leat::cache(repo), repo, leat::parallel(2));
    for (int run = 0; run < 2; ++run) {
        auto const record = repo.run(app.run("xs"_n = xs).info().id);
        CHECK(record.metrics("score").size() == 200);
        CHECK(record.tags().size() == 3);
    }
}
