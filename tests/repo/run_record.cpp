// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/run_record.hpp>

#include <leat/repo/state.hpp>

#include "sample.hpp"

#include <map>

namespace {

std::filesystem::path file_of(scratch const& dir, leat::run_value const& value) {
    std::string const name = value.content.to_string();
    return dir / "repo/store/blobs" / name.substr(0, 2) / name.substr(2);
}

} // namespace

TEST_CASE("a value that was kept is given back, typed") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    std::map<std::string, std::vector<double>> const model = {{"a", {1, 2}}, {"b", {}}};
    auto const kept = keep_value(repo, *run, "model", model);
    keep_value(repo, *run, "rows", 7);
    auto const found = repo.run(run->id());
    CHECK(found.value<std::map<std::string, std::vector<double>>>("model") == model);
    CHECK(found.value<int>("rows") == 7);
    REQUIRE(found.values().size() == 2);
    CHECK(found.values()[0] == kept);
    run->close({});
    CHECK(found.value<int>("rows") == 7);
}

TEST_CASE("a value that cannot be given back says why") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    auto const kept = keep_value(repo, *run, "model", std::string(1000, 'x'));
    auto const found = repo.run(run->id());
    auto const said = [&] { return error_of([&] { (void)found.value<std::string>("model"); }); };
    CHECK(said().empty());
    SECTION("an unknown name") {
        CHECK(error_of([&] { (void)found.value<int>("modle"); }) ==
              "run '" + run->id() + "' has no value named 'modle'; did you mean 'model'?");
        CHECK(error_of([&] { (void)found.value<int>("rmse"); }) ==
              "run '" + run->id() + "' has no value named 'rmse'");
    }
    SECTION("another type") {
        std::string const text = error_of([&] { (void)found.value<int>("model"); });
        INFO(text);
        CHECK(contains(text, "value 'model' of run '" + run->id() + "' cannot be loaded: "));
        CHECK(contains(text, "and not a 'int'"));
        CHECK(said().empty());
    }
    SECTION("lost") {
        std::filesystem::remove(file_of(dir, kept));
        CHECK(contains(said(), "value 'model' of run '" + run->id() + "' is lost: "));
        CHECK(contains(said(), "is not there or cannot be read"));
    }
    SECTION("cut short") {
        std::filesystem::resize_file(file_of(dir, kept), 100);
        CHECK(contains(said(), "has 100 bytes in place of "));
    }
    SECTION("damaged") {
        std::string bytes = content_of(file_of(dir, kept));
        bytes[500] ^= 1;
        put_content(file_of(dir, kept), bytes);
        CHECK(contains(said(), "is damaged"));
    }
    SECTION("another valid one in its place") {
        auto const other = keep_value(repo, *run, "other", std::string(1000, 'y'));
        put_content(file_of(dir, kept), content_of(file_of(dir, other)));
        CHECK(contains(said(), "is damaged"));
        CHECK(found.value<std::string>("other") == std::string(1000, 'y'));
    }
}

TEST_CASE("a metric that is not there says what there is") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    run->metric("loss", 1.0, {.context = "train"});
    run->metric("loss", 2.0, {.context = "test"});
    run->metric("rmse", 3.0, {.context = "train"});
    run->close({});
    auto const found = repo.run(run->id());
    std::string const of = " of run '" + run->id() + "' ";
    CHECK(found.metrics("rmse").at(0).number() == 3.0); // the only context there is
    CHECK(found.metrics("loss", "test").at(0).number() == 2.0);
    CHECK(error_of([&] { (void)found.metrics("los"); }) ==
          "run '" + run->id() + "' has no metric named 'los'; did you mean 'loss'?");
    CHECK(error_of([&] { (void)found.metrics("loss", "tran"); }) ==
          "metric 'loss'" + of + "has no context 'tran'; it has 'test', 'train'");
    CHECK(error_of([&] { (void)found.metrics("loss"); }) ==
          "metric 'loss'" + of + "has no context ''; it has 'test', 'train'");
}

TEST_CASE("a record does not need the repo to live") {
    scratch dir;
    auto const found = [&] {
        leat::repo const repo(dir / "repo");
        auto const run = repo.begin({.pipeline = "forecast"});
        run->tag("x");
        run->close({});
        return repo.latest();
    }();
    CHECK(found->tags().size() == 1);
}

TEST_CASE("a damaged run among many: the others can be read") {
    scratch dir;
    {
        leat::repo const repo(dir / "repo");
        for (int i = 0; i < 3; ++i) {
            auto const run = repo.begin({.pipeline = "p" + std::to_string(i)});
            run->metric("loss", 1.0);
            run->close({});
        }
        auto const use = repo.state()->writing("damage");
        leat::detail::run_sql(
            *use, "UPDATE points SET data = x'00' WHERE metric = (SELECT id FROM metrics WHERE "
                  "run = (SELECT id FROM runs WHERE pipeline = 'p1'))");
    }
    leat::repo const repo(dir / "repo");
    CHECK(repo.latest("p0")->metrics("loss").size() == 1);
    CHECK(contains(error_of([&] { (void)repo.latest("p1")->metrics("loss"); }), "is damaged"));
    CHECK(repo.latest("p2")->metrics("loss").size() == 1);
}
