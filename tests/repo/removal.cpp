// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/removal.hpp>

#include <leat/repo/schema.hpp>
#include <leat/repo/state.hpp>

#include "sample.hpp"

#include <random>

namespace {

namespace fs = std::filesystem;

/// A repo with two runs that share a value, the first of them with all that a run can have.
std::string make_repo(fs::path const& folder) {
    leat::repo const repo(folder);
    auto const first = repo.begin({.pipeline = "first"}),
               second = repo.begin({.pipeline = "second"});
    keep_value(repo, *first, "own", std::string("only here"));
    keep_value(repo, *first, "shared", std::string("in both"));
    keep_value(repo, *second, "shared", std::string("in both"));
    first->artifact("plot", "plot.svg", "<svg/>");
    first->node(0, report_of("own"));
    first->param("alpha", 0.5, "double");
    first->tag("best");
    for (int i = 0; i < 5000; ++i) first->metric("loss", i);
    first->close({});
    second->close({});
    return first->id();
}

/// Whole or gone: nothing between.
void check_whole_or_gone(fs::path const& folder, std::string const& id, int& whole, int& gone) {
    leat::repo const repo(folder);
    CHECK(repo.verify().empty());
    CHECK(repo.latest("second")->value<std::string>("shared") == "in both");
    if (auto const run = repo.latest("first")) {
        ++whole;
        CHECK(run->id() == id);
        CHECK(run->value<std::string>("own") == "only here");
        CHECK(run->value<std::string>("shared") == "in both");
        CHECK(run->artifact("plot") == "<svg/>");
        CHECK(run->metrics("loss").size() == 5000);
        CHECK(run->params().size() == 1);
        CHECK(run->tags().size() == 1);
        CHECK(run->info().nodes.size() == 1);
    } else {
        ++gone;
        CHECK(repo.runs().size() == 1);
        CHECK(files_of(folder / "store").size() == 2);
        auto const use = repo.state()->reading("look into");
        CHECK(leat::detail::number_of(*use, "SELECT count(*) FROM points") == 0);
    }
}

} // namespace

TEST_CASE("a removal that is killed at any step leaves the run whole, or gone") {
    scratch dir;
    int whole = 0, gone = 0, steps = 0;
    for (bool ended = false; !ended; ++steps) {
        INFO("killed before step " << steps);
        fs::path const folder = dir / std::to_string(steps);
        std::string const id = make_repo(folder);
        int const code = finish(start([&] {
            auto const repo = new leat::repo(folder);
            int left = steps;
            leat::detail::remove_run(*repo->state(), id, [&] {
                if (left-- == 0) ::_exit(7);
            });
            return 0;
        }));
        ended = code == 0;
        CHECK((code == 7 || ended));
        check_whole_or_gone(folder, id, whole, gone);
        REQUIRE(steps < 20);
    }
    CHECK(whole == 1); // before its first step
    CHECK(gone >= 6);
}

TEST_CASE("a removal that is killed at any moment leaves the run whole, or gone") {
    scratch dir;
    std::string const id = make_repo(dir / "repo");
    std::mt19937 random(3);
    std::uniform_int_distribution<useconds_t> moment(0, 8000);
    int whole = 0, gone = 0;
    for (int turn = 0; turn < 25; ++turn) {
        fs::remove_all(dir / "copy");
        fs::copy(dir / "repo", dir / "copy", fs::copy_options::recursive);
        pid_t const child = start([&] {
            leat::repo const repo(dir / "copy");
            repo.remove(id);
            return 0;
        });
        ::usleep(moment(random));
        ::kill(child, SIGKILL);
        finish(child);
        check_whole_or_gone(dir / "copy", id, whole, gone);
    }
    CHECK(whole + gone == 25);
}

TEST_CASE("a database that is lost in the middle of a removal") {
    scratch dir;
    std::string const id = make_repo(dir / "repo");
    CHECK(finish(start([&] {
              auto const repo = new leat::repo(dir / "repo");
              leat::detail::begin_removal(*repo->state(), id);
              return 0;
          })) == 0);
    for (auto const* end : {"", "-wal", "-shm"})
        fs::remove(dir / ("repo/repo.sqlite" + std::string(end)));
    int whole = 0, gone = 0;
    check_whole_or_gone(dir / "repo", id, whole, gone);
    CHECK(whole == 1);
}

TEST_CASE("many processes remove the same runs at once") {
    scratch dir;
    std::vector<std::string> ids;
    {
        leat::repo const repo(dir / "repo");
        for (int i = 0; i < 10; ++i) {
            auto const run = repo.begin({.pipeline = "forecast"});
            keep_value(repo, *run, "value", i / 2); // in two runs each
            run->close({});
            ids.push_back(run->id());
        }
    }
    std::vector<pid_t> children;
    for (int process = 0; process < 4; ++process)
        children.push_back(start([&] {
            leat::repo const repo(dir / "repo");
            auto const result = repo.remove(ids);
            for (auto const& [id, why] : result.failed)
                if (!contains(why, "there is no run")) return 1;
            return 0;
        }));
    for (pid_t const child : children) CHECK(finish(child) == 0);
    leat::repo const repo(dir / "repo");
    CHECK(repo.runs().empty());
    CHECK(repo.verify().empty());
    CHECK(files_of(dir / "repo/store").empty());
}

TEST_CASE("a removal whose record may not be removed is not done") {
    scratch dir;
    fs::permissions(dir.folder, fs::perms::all);
    CHECK(finish(start([&] {
              if (::getuid() == 0 && ::setuid(65534) != 0) return 77;
              std::string const id = make_repo(dir / "repo");
              fs::path const records = dir / "repo/store/runs/20";
              fs::permissions(records, fs::perms(0500));
              leat::repo const repo(dir / "repo");
              std::string const said = error_of([&] { repo.remove(id); });
              fs::permissions(records, fs::perms(0700));
              if (!contains(said, "its record 'runs/" + id + "' in 'store' may not be removed"))
                  return 1;
              if (repo.latest("first")->value<std::string>("own") != "only here") return 2;
              if (!repo.verify().empty()) return 3;
              return repo.remove(id) ? 0 : 4;
          })) == 0);
}

TEST_CASE("a run that is removed while it is written to says so") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    leat::detail::run_sql(*repo.state()->writing("x"), "DELETE FROM runs");
    run->metric("loss", 1.0);
    CHECK(contains(error_of([&] { run->flush(); }), "run '" + run->id() + "' is no longer in"));
    CHECK(contains(error_of([&] { run->close({}); }), "somebody has removed it"));
    CHECK(run->closed());
}
