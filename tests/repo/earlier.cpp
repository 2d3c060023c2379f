// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

using namespace leat::literals;
namespace fs = std::filesystem;

// The folder `earlier` is a repo with a cache in it, as a leat has made it whose keys had another
// generation and whose database had fewer columns. `earlier/make.cpp` is the program that did.

namespace {

int calls = 0;

constexpr auto earlier = leat::pipeline(
    "earlier", leat::input<std::vector<double>>("days"), leat::param("rate", 0.5),
    leat::node("scaled", LEAT_FN([](std::vector<double> const& days, double rate) {
                   ++calls;
                   std::vector<double> made;
                   for (double d : days) made.push_back(d * rate);
                   return made;
               }),
               "days", "rate") |
        leat::cached | leat::version(1),
    leat::node("total", LEAT_FN([](std::vector<double> const& scaled, leat::context& here) {
                   ++calls;
                   double sum = 0;
                   for (double s : scaled) here.metric("sum", sum += s);
                   here.tag("first");
                   return sum;
               }),
               "scaled") |
        leat::version(1),
    leat::node(
        "sent", [](double total) { return std::to_string(total); }, "total") |
        leat::version(1));

/// A copy of it, as opening it may change it.
struct earlier_repo {
    scratch dir;
    fs::path const path = dir / "repo";
    earlier_repo() {
        fs::copy(fs::path(__FILE__).parent_path() / "earlier", path, fs::copy_options::recursive);
    }
};

} // namespace

TEST_CASE("runs of an earlier leat are read as they were") {
    earlier_repo const here;
    leat::repo const repo(here.path);
    auto const runs = repo.runs("pipeline == 'earlier'");
    REQUIRE(runs.size() == 2);
    auto const completed = repo.runs("status == completed");
    REQUIRE(completed.size() == 1);
    leat::run_record const run = completed[0];
    CHECK(run.value<double>("total") == 3.125);
    CHECK(run.value<std::vector<double>>("scaled") == std::vector<double>{0.5, 1, 1.625});
    CHECK(run.value<std::string>("sent") == "3.125000");
    CHECK(run.metrics("sum").size() == 3);
    CHECK(run.metrics("sum").back().number() == 3.125);
    CHECK(run.tags() == std::vector<std::string>{"first"});
    auto const failed = repo.runs("rate == 2.0");
    REQUIRE(failed.size() == 1);
    CHECK(failed[0].status() == leat::run_status::failed);
    CHECK(failed[0].reason().find("node 'sent' of pipeline 'earlier' failed: offline") == 0);
    CHECK(repo.compare(completed[0].id(), failed[0].id()).to_text().find("rate") !=
          std::string::npos);
    CHECK(repo.verify().empty());
}

TEST_CASE("what an earlier leat cached is a miss where keys have changed, and never a wrong hit") {
    earlier_repo const here;
    leat::repo const repo(here.path);
    auto const app = leat::session<earlier>(leat::cache(repo), repo);
    calls = 0;
    auto const run = app.run("days"_n = std::vector<double>{1, 2, 3.25});
    CHECK(repo.run(run.info().id).value<double>("total") == 3.125);
    CHECK(run.info().of("scaled").status == leat::node_status::ran);
    CHECK(calls == 2);
    CHECK(app.run("days"_n = std::vector<double>{1, 2, 3.25}).info().of("scaled").status ==
          leat::node_status::hit);
}

TEST_CASE("a run of an earlier leat is resumed with what it was given") {
    earlier_repo const here;
    leat::repo const repo(here.path);
    auto const app = leat::session<earlier>(leat::cache(repo), repo);
    auto const run = app.resume();
    CHECK(run["sent"_n] == "12.500000");
    CHECK(repo.run(run.info().id).metrics("sum").size() == 3);
}

TEST_CASE("a store of an earlier leat can be listed and emptied") {
    earlier_repo const here;
    leat::repo const repo(here.path);
    CHECK(leat::cache(repo).view().entries().size() == 2);
    CHECK(leat::cache(repo).view().remove("scaled") == 2);
    CHECK(leat::cache(repo).view().entries().empty());
}
