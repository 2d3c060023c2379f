// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The clock is set back: the newest run is the one that was made last.
#include <leat/leat.hpp>
#include <leat/repo.hpp>
#include <leat/repo/run_id.hpp>
#include <leat/repo/run_rows.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>

#include "sample.hpp"

#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

bool fails = false;
int made = 0;
constexpr auto p = leat::pipeline("p", leat::param("x", 1),
                                  leat::node(
                                      "y",
                                      [](int x) {
                                          ++made;
                                          return x + 1;
                                      },
                                      "x"),
                                  leat::node(
                                      "z",
                                      [](int y) {
                                          if (fails) throw std::runtime_error("offline");
                                          return y;
                                      },
                                      "y"));

// A run that was recorded when the clock was so much ahead.
std::string run_ahead(leat::repo const& repo, std::chrono::nanoseconds by,
                      leat::run_status status) {
    auto const then = std::chrono::system_clock::now() + by;
    std::string const id = leat::detail::make_run_id(then);
    auto const use = repo.state()->writing("write to");
    leat::detail::insert_run(*use, id, {.pipeline = "p"}, repo.state()->here(),
                             leat::detail::since_1970(then));
    leat::detail::end_run(*use, id, {.status = status, .reason = "some"});
    return id;
}

} // namespace

TEST_CASE("an id is greater than every one that is there, and of its form") {
    std::chrono::system_clock::time_point const time{1795258250s};
    auto const after = [&](std::string const& newest) {
        std::string const id = leat::detail::make_run_id(time, newest);
        CHECK(leat::is_run_id(id));
        CHECK(id > newest);
        return id;
    };
    CHECK(after("").starts_with("20261121-105050-0000"));
    CHECK(after("20261121-105049-zzzzzz").starts_with("20261121-105050-0000"));
    CHECK(after("20261121-105050-0000zz").starts_with("20261121-105050-0001"));
    CHECK(after("20261121-105050-000900").starts_with("20261121-105050-000a"));
    CHECK(after("20270101-000000-09zz00").starts_with("20270101-000000-0a00"));
    CHECK(after("20261231-235959-zzzzzz").starts_with("20270101-000000-0000"));
    std::string newest = "20261121-105051-000000";
    for (int i = 0; i < 50'000; ++i) {
        std::string next = leat::detail::make_run_id(time, newest);
        REQUIRE(next > newest);
        newest = std::move(next);
    }
    CHECK(newest.starts_with("20261121-105051-"));
}

TEST_CASE("the newest run is the one that was made last") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::string const ahead = run_ahead(repo, 1h, leat::run_status::failed);
    auto app = leat::session<p>(repo);
    fails = true;
    std::string failed;
    try {
        app.run();
    } catch (leat::run_error const& e) {
        failed = e.run_id();
    }
    CHECK(failed > ahead);
    REQUIRE(repo.latest());
    CHECK(repo.latest()->id() == failed);
    fails = false;
    made = 0;
    auto const resumed = app.resume();
    CHECK(resumed.info().origin == failed);
    CHECK(made == 0);
    CHECK(repo.latest("p")->id() == resumed.info().id);
    CHECK(repo.latest()->status() == leat::run_status::completed);
    auto const all = repo.runs();
    REQUIRE(all.size() == 3);
    CHECK(all[0].id() == resumed.info().id);
    CHECK(all[2].id() == ahead);
    // The time is that of the clock.
    CHECK(std::chrono::system_clock::now() - all[0].began() < 1min);
}

TEST_CASE("what is kept is what was made last, and age is not by a clock that was behind") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto app = leat::session<p>(repo);
    std::string const ahead = run_ahead(repo, 1h, leat::run_status::completed);
    std::string const last = app.run().info().id;
    SECTION("so many runs") {
        CHECK(repo.collect({.keep_runs = 1}).runs == 1);
        CHECK(repo.latest()->id() == last);
    }
    SECTION("by age: an older one began later than the clock says of this one") {
        CHECK(repo.collect({.older_than = 0ns}).runs == 0);
        CHECK(repo.runs().size() == 2);
    }
    SECTION("as much as is too much: the last one goes last") {
        auto use = repo.state()->reading("look at");
        auto const all = leat::detail::list_collectable(*use, {});
        REQUIRE(all.size() == 2);
        CHECK(all[0].name == ahead);
        CHECK(all[1].name == last);
        CHECK(all[1].newest);
    }
}

TEST_CASE("the newest run is never too old") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_ahead(repo, -48h, leat::run_status::completed);
    std::string const last = run_ahead(repo, -24h, leat::run_status::completed);
    CHECK(repo.collect({.older_than = 1h}).runs == 1);
    REQUIRE(repo.runs().size() == 1);
    CHECK(repo.latest()->id() == last);
}

TEST_CASE("several that begin at once, with the clock behind, have ids in the order of beginning") {
    scratch dir;
    std::string const ahead = run_ahead(leat::repo(dir / "repo"), 1h, leat::run_status::completed);
    std::vector<std::vector<std::string>> ids(4);
    std::vector<std::thread> threads;
    for (auto& mine : ids)
        threads.emplace_back([&] {
            leat::repo const repo(dir / "repo");
            for (int i = 0; i < 20; ++i) {
                auto const run = repo.begin({.pipeline = "p"});
                mine.push_back(run->id());
                run->close({});
            }
        });
    for (auto& thread : threads) thread.join();
    std::set<std::string> all;
    for (auto const& mine : ids) {
        CHECK(std::is_sorted(mine.begin(), mine.end()));
        all.insert(mine.begin(), mine.end());
    }
    CHECK(all.size() == 80);
    CHECK(*all.begin() > ahead);
}
