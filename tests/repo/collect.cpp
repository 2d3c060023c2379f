// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/collect.hpp>

#include "sample.hpp"

#include <leat/cache/cache_view.hpp>

#include <thread>

using namespace std::chrono_literals;

namespace {

std::string run_with(leat::repo const& repo, std::string const& value) {
    auto const run = repo.begin({.pipeline = "forecast"});
    keep_value(repo, *run, "value", value);
    run->close({});
    return run->id();
}

std::string entry_with(leat::repo const& repo, std::uint64_t key, std::string const& value) {
    auto const hold = repo.hold();
    leat::cache_entry entry;
    entry.key = {0, key};
    entry.contents = entry.versions = {leat::put_blob(repo, value)};
    entry.sizes = {value.size()};
    entry.types = {"text"};
    leat::put_entry(repo, entry);
    return leat::blob_name(entry.contents[0]);
}

} // namespace

TEST_CASE("without limits only what nothing has goes") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_with(repo, "a run's");
    entry_with(repo, 1, "a cached one");
    leat::put_blob(repo, "nobody's");
    REQUIRE(repo.verify().size() == 1);
    CHECK(contains(repo.verify()[0].why, "collect() removes it"));
    auto const gone = repo.collect();
    CHECK(gone.runs == 0);
    CHECK(gone.entries == 0);
    CHECK(gone.blobs == 1);
    CHECK(gone.bytes == 8);
    CHECK(repo.verify().empty());
    CHECK(repo.latest()->value<std::string>("value") == "a run's");
}

TEST_CASE("the newest runs are kept, with what they need") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_with(repo, "old");
    run_with(repo, "in both");
    auto const alive = repo.begin({.pipeline = "forecast"});
    keep_value(repo, *alive, "value", std::string("alive"));
    run_with(repo, "in both");
    run_with(repo, "new");
    auto const gone = repo.collect({.keep_runs = 2});
    CHECK(gone.runs == 2);
    CHECK(gone.blobs == 1);
    auto const runs = repo.runs();
    REQUIRE(runs.size() == 3);
    for (auto const& run : runs) CHECK(!run.value<std::string>("value").empty());
    CHECK(repo.verify().empty());
}

TEST_CASE("what is older than the limit goes, runs and entries of the cache") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_with(repo, "old");
    entry_with(repo, 1, "old entry");
    entry_with(repo, 2, "used entry");
    std::this_thread::sleep_for(120ms);
    run_with(repo, "new");
    repo.touch(leat::entry_name({0, 2}));
    auto const gone = repo.collect({.older_than = 100ms});
    CHECK(gone.runs == 1);
    CHECK(gone.entries == 1);
    CHECK(gone.blobs == 2);
    CHECK(repo.latest()->value<std::string>("value") == "new");
    CHECK(leat::get_entry(repo, {0, 2}).has_value());
    CHECK(repo.verify().empty());
}

TEST_CASE("as much goes as is too much, the least recently used first") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::string const big(10000, 'x');
    entry_with(repo, 1, big + "1");
    run_with(repo, big + "2");
    entry_with(repo, 3, big + "3");
    run_with(repo, big + "4");
    entry_with(repo, 2, "small");
    SECTION("room for half") {
        auto const gone = repo.collect({.max_bytes = 25000});
        CHECK(gone.runs == 1);
        CHECK(gone.entries == 1);
        CHECK(gone.blobs == 2);
        CHECK(leat::get_entry(repo, {0, 3}).has_value());
    }
    SECTION("room for nothing, but runs are kept") {
        auto const gone = repo.collect({.max_bytes = 0, .keep_runs = 1});
        CHECK(gone.runs == 1);
        CHECK(gone.entries == 3);
        CHECK(repo.runs().size() == 1);
    }
    SECTION("room for all") {
        auto const gone = repo.collect({.max_bytes = 1000000});
        CHECK(gone.runs + gone.entries + gone.blobs == 0);
    }
    for (auto const& run : repo.runs()) CHECK(run.value<std::string>("value").size() > 10000);
    CHECK(repo.verify().empty());
}

TEST_CASE("what others put meanwhile is not taken away") {
    scratch dir;
    std::vector<pid_t> children;
    for (int process = 0; process < 3; ++process)
        children.push_back(start([&] {
            leat::repo const repo(dir / "repo");
            auto const run = repo.begin({.pipeline = "forecast"});
            for (int i = 0; i < 150; ++i) {
                // Some that were just taken away, some that are there.
                auto const hold = repo.hold();
                std::string const bytes = archived(i % 40);
                leat::run_value kept;
                kept.name = "v" + std::to_string(i % 50);
                kept.content = leat::put_blob(repo, bytes);
                kept.bytes = bytes.size();
                run->value(kept, hold);
                run->node(0, report_of("n"));
            }
            run->close({});
            return 0;
        }));
    leat::repo_collected all;
    {
        leat::repo const repo(dir / "repo");
        for (int i = 0; i < 60; ++i) {
            leat::put_blob(repo, archived(i)); // without a hold: nobody minds if it goes
            all.blobs += repo.collect().blobs;
            ::usleep(1000);
        }
    }
    for (pid_t const child : children) CHECK(finish(child) == 0);
    leat::repo const repo(dir / "repo");
    CHECK(all.blobs > 0);
    repo.collect();
    CHECK(repo.verify().empty());
    for (auto const& run : repo.runs()) CHECK(run.values().size() == 50);
}

TEST_CASE("a cache that is collected by itself leaves what runs have") {
    scratch dir;
    leat::repo repo(dir / "repo");
    run_with(repo, "a run's");
    entry_with(repo, 1, "a cached one");
    leat::cache_view(repo).collect({.max_bytes = 0});
    CHECK(!leat::get_entry(repo, {0, 1}));
    CHECK(repo.latest()->value<std::string>("value") == "a run's");
    CHECK(repo.verify().empty());
}

TEST_CASE("room for nothing leaves the newest run") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::string const first = run_with(repo, "old");
    std::string const last = run_with(repo, "new");
    CHECK(repo.collect({.max_bytes = 0}).removed == std::vector{first});
    REQUIRE(repo.runs().size() == 1);
    CHECK(repo.latest()->id() == last);
    CHECK(repo.latest()->value<std::string>("value") == "new");
}

TEST_CASE("runs alone, or the cache alone, are collected") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::string const old = run_with(repo, "old");
    run_with(repo, "shared");
    entry_with(repo, 1, archived(std::string("shared")));
    entry_with(repo, 2, "an entry's");
    SECTION("the cache") {
        auto const gone = repo.collect({.max_bytes = 0, .part = leat::repo_part::cache});
        CHECK(gone.runs == 0);
        CHECK(gone.entries == 2);
        CHECK(gone.blobs == 1);
        CHECK(repo.runs().size() == 2);
    }
    SECTION("what runs have does not count as the cache's") {
        std::uint64_t const bytes =
            leat::get_entry(repo, {0, 1})->sizes[0] + leat::get_entry(repo, {0, 2})->sizes[0];
        CHECK(repo.collect({.max_bytes = bytes, .part = leat::repo_part::cache}).entries == 0);
    }
    SECTION("runs") {
        auto const gone = repo.collect({.max_bytes = 0, .part = leat::repo_part::runs});
        CHECK(gone.removed == std::vector{old});
        CHECK(gone.entries == 0);
        CHECK(leat::get_entry(repo, {0, 2}).has_value());
    }
    for (auto const& run : repo.runs()) CHECK(!run.value<std::string>("value").empty());
    CHECK(repo.verify().empty());
}

TEST_CASE("what would be collected is told before it is") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_with(repo, "old");
    run_with(repo, "new");
    entry_with(repo, 1, "an entry's");
    leat::put_blob(repo, "nobody's");
    leat::repo_limits limits{.max_bytes = 0, .dry_run = true};
    auto const told = repo.collect(limits);
    CHECK(repo.runs().size() == 2);
    CHECK(leat::get_entry(repo, {0, 1}).has_value());
    limits.dry_run = false;
    auto const gone = repo.collect(limits);
    CHECK(told.removed == gone.removed);
    CHECK(told.removed_entries == gone.removed_entries);
    CHECK(told.runs == gone.runs);
    CHECK(told.entries == gone.entries);
    CHECK(told.blobs == gone.blobs);
    CHECK(told.bytes == gone.bytes);
    CHECK(gone.blobs == 3);
    CHECK(repo.collect(limits).blobs == 0);
}
