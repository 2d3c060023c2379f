// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/repo_reader.hpp>

#include <leat/leat.hpp>
#include <leat/repo.hpp>
#include <leat/repo/query_error.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <string>
#include <vector>

using namespace leat::literals;

namespace {

constexpr auto training = leat::pipeline(
    "training", leat::param("ridge", 0.1), leat::param("kind", "linear"), leat::input<int>("n"),
    leat::node(
        "loss",
        [](double ridge, std::string const& kind, int n, leat::context& here) {
            if (kind == "none") throw std::runtime_error("no such kind");
            double const loss = (ridge - 0.3) * (ridge - 0.3) + n;
            here.metric("loss", loss);
            here.metric("loss", 2 * loss, {.context = "test"});
            if (loss < 0.1) here.tag("good");
            return loss;
        },
        "ridge", "kind", "n"));

struct ten_runs {
    scratch dir{};
    leat::repo repo{dir / "repo"};
    ten_runs() {
        auto const app = leat::session<training>(repo);
        for (int i = 0; i < 10; ++i) app.run("ridge"_n = 0.1 * i, "n"_n = 0);
        try {
            app.run("kind"_n = "none", "n"_n = 0);
        } catch (leat::node_error const&) {
        }
    }
};

} // namespace

TEST_CASE("runs are found by a query, typed or as text") {
    ten_runs const all;
    auto const& repo = all.repo;
    CHECK(repo.runs().size() == 11);
    CHECK(repo.runs(leat::where("ridge") > 0.45).size() == 5);
    CHECK(repo.runs(leat::where("ridge") > 0.45 && leat::metric("loss").last < 0.1).size() == 2);
    CHECK(repo.runs("ridge > 0.45 and metric.loss.last < 0.1").size() == 2);
    CHECK(repo.runs(leat::status == leat::run_status::failed).size() == 1);
    CHECK(repo.runs("status == failed and kind == 'none'").size() == 1);
    CHECK(repo.runs(leat::has_tag("good") && leat::pipeline_name == "training").size() == 7);
    CHECK(repo.runs("kind == 'tree'").empty());
    auto const found = repo.runs("ridge >= 0 and status == completed");
    CHECK(found.size() == 10);
    CHECK(found.notes.empty());
    CHECK(found.front().id() > found.back().id());
}

TEST_CASE("a query that cannot be answered for some runs says of which") {
    ten_runs const all;
    auto const found = all.repo.runs("kind > 3");
    CHECK(found.empty());
    REQUIRE(found.notes.size() == 1);
    CHECK(found.notes[0] == "11 runs have the parameter 'kind' as text: its comparison with a "
                            "number is false there");
}

TEST_CASE("a query for what no run has says so, with the nearest") {
    ten_runs const all;
    auto const said = [&](char const* query) {
        auto const found = all.repo.runs(query);
        REQUIRE(found.notes.size() == 1);
        return found.notes[0];
    };
    CHECK(said("rigde > 3") == "no run has a parameter 'rigde'; did you mean 'ridge'?");
    CHECK(said("ridge > 3 or not (rigde > 3 and rigde < 7)").ends_with("did you mean 'ridge'?"));
    CHECK(said("somewhere == 'else'") == "no run has a parameter 'somewhere'");
    CHECK(said("metric.los.last < 3") == "no run has a metric 'los'; did you mean 'loss'?");
    CHECK(said("tag == 'god'") == "no run has a tag 'god'; did you mean 'good'?");
    CHECK(said("pipeline == 'trainig'") ==
          "no run has a pipeline 'trainig'; did you mean 'training'?");
    for (char const* fine : {"pipeline contains 'train'", "ridge exists",
                             "metric.loss[test].last > 0", "began < 1d ago"})
        CHECK(all.repo.runs(fine).notes == std::vector<std::string>());
    scratch dir;
    CHECK(leat::repo(dir / "none").runs("rigde > 3").notes.empty()); // as there is no run at all
}

TEST_CASE("a text that is no query is an error with its place") {
    ten_runs const all;
    try {
        (void)all.repo.runs("ridge >> 3");
        FAIL("no error");
    } catch (leat::query_error const& e) {
        CHECK(e.line() == 1);
        CHECK(e.column() == 8);
    }
}

TEST_CASE("the best run by a metric") {
    ten_runs const all;
    CHECK(all.repo.lowest("loss").value<double>("ridge") == Approx(0.3));
    CHECK(all.repo.highest("loss").value<double>("ridge") == Approx(0.9));
    CHECK(all.repo.lowest("loss", leat::where("ridge") > 0.55).value<double>("ridge") ==
          Approx(0.6));
    CHECK(contains(error_of([&] { (void)all.repo.lowest("speed"); }), "has a metric 'speed'"));
}

TEST_CASE("two runs are compared: parameters, metrics, nodes") {
    ten_runs const all;
    auto const runs = all.repo.runs();
    auto const compared = all.repo.compare(runs[2].id(), runs[0].id());
    CHECK(compared.left == runs[2].id());
    auto const text = compared.to_text();
    for (std::string const row : {"status", "kind", "ridge", "loss", "loss[test]"}) {
        INFO(row);
        CHECK(contains(text, row));
    }
    CHECK(contains(text, "'linear'"));
    CHECK(!contains(text, "training")); // the same
}

TEST_CASE("the latest run of a pipeline") {
    ten_runs const all;
    CHECK(all.repo.latest<training>()->id() == all.repo.latest()->id());
    leat::run_record const newest = all.repo.latest<training>().value();
    CHECK(newest.id() == all.repo.latest()->id());
    CHECK(!all.repo.latest("other"));
}

TEST_CASE("a run is found by how its id ends, too, in which those of one second differ") {
    ten_runs const all;
    std::string const id = all.repo.runs()[3].id();
    CHECK(all.repo.run(id.substr(id.size() - 6)).id() == id);
    CHECK(all.repo.run(id.substr(id.size() - 9)).id() == id);
    CHECK(all.repo.run(id).id() == id);
    CHECK_THROWS_AS(all.repo.run("nothing"), leat::repo_error);
    CHECK_THROWS_AS(all.repo.run(""), leat::repo_error);
    auto const two = all.repo.runs();
    std::string message; // an end that several have
    for (char const end : std::string("0123456789abcdefghijklmnopqrstuvwxyz")) try {
            (void)all.repo.run(std::string(1, end));
        } catch (leat::repo_error const& e) {
            if (std::string(e.what()).find("several") != std::string::npos) message = e.what();
        }
    CHECK(message.find("give more of the id") != std::string::npos);
}
