// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/repo.hpp>

#include <leat/repo/errors.hpp>

#include "sample.hpp"

#include <cache/store_laws.hpp>

#include <sys/stat.h>

namespace {

namespace fs = std::filesystem;

std::string complete_run(leat::repo const& repo, std::string const& pipeline = "forecast") {
    auto const run = repo.begin({.pipeline = pipeline});
    run->close({});
    return run->id();
}

unsigned mode_of(fs::path const& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 ? found.st_mode & 07777u : 0;
}

} // namespace

TEST_CASE("a repo keeps the laws of stores") {
    scratch dir;
    STATIC_REQUIRE(leat::lockable_store<leat::repo>);
    SECTION("one") {
        store_laws([&] { return leat::repo(dir / "repo"); });
    }
    SECTION("threads") {
        threaded_store_laws([&] { return leat::repo(dir / "repo"); });
    }
    CHECK(temporaries_in(dir.folder) == 0);
}

TEST_CASE("blobs are files, all else is in the database") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    repo.put("blobs/abcdef", "a blob");
    repo.put("entries/abcdef", "an entry");
    CHECK(content_of(dir / "repo/store/blobs/ab/cdef") == "a blob");
    CHECK(!fs::exists(dir / "repo/store/entries"));
    CHECK(repo.describe() == "repo '" + (dir / "repo").string() + "'");
}

TEST_CASE("the folder is made by the first thing that is written, for the user alone") {
    scratch dir;
    mode_t const old = ::umask(GENERATE(0000u, 0022u));
    leat::repo const repo(dir / "a/repo");
    CHECK(repo.runs().empty());
    CHECK(!repo.latest());
    CHECK(!repo.get("entries/x"));
    CHECK(!fs::exists(dir / "a"));
    complete_run(repo);
    ::umask(old);
    CHECK(mode_of(dir / "a/repo") == 0700u);
    CHECK(mode_of(dir / "a") == 0700u); // as it was missing
    for (auto const* path : {"repo.sqlite", "repo.sqlite-wal", "README.txt"}) {
        INFO(path);
        CHECK((mode_of(dir / "a/repo" / path) & 0177u) == 0);
    }
    CHECK(contains(content_of(dir / "a/repo/README.txt"), "made by leat"));
    CHECK(repo.path() == dir / "a/repo");
}

TEST_CASE("runs are listed, the newest first, also within a second") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::vector<std::string> ids;
    for (int i = 0; i < 20; ++i) ids.push_back(complete_run(repo, i % 2 ? "odd" : "even"));
    auto const runs = repo.runs();
    REQUIRE(runs.size() == 20);
    for (std::size_t i = 0; i < 20; ++i) CHECK(runs[i].id() == ids[19 - i]);
    CHECK(repo.latest()->id() == ids[19]);
    CHECK(repo.latest("even")->id() == ids[18]);
    CHECK(!repo.latest("other"));
    CHECK(runs[0].pipeline() == "odd");
    CHECK(runs[0].status() == leat::run_status::completed);
    CHECK(std::chrono::system_clock::now() - runs[0].began() < std::chrono::seconds(60));
}

TEST_CASE("a run is found by its id, or by what only its id begins with") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::string const id = complete_run(repo);
    CHECK(repo.run(id).id() == id);
    CHECK(repo.run(id.substr(0, 10)).id() == id);
    std::string wrong = id;
    std::swap(wrong[20], wrong[21]);
    if (wrong == id) wrong[21] = wrong[21] == 'a' ? 'b' : 'a';
    CHECK(error_of([&] { repo.run(wrong); }) == "there is no run '" + wrong + "' in the repo '" +
                                                    (dir / "repo").string() + "'; did you mean '" +
                                                    id + "'?");
    CHECK(contains(error_of([&] { repo.run("x"); }), "there is no run 'x'"));
    complete_run(repo);
    CHECK(contains(error_of([&] { repo.run(id.substr(0, 4)); }), "give more of the id"));
    CHECK(repo.run(id).id() == id);
    CHECK_THROWS_AS(repo.run("x"), leat::repo_error);
}

TEST_CASE("a run that was removed is gone, and what others need of it stays") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const first = repo.begin({.pipeline = "forecast"}), second = repo.begin({.pipeline = "b"});
    auto const own = keep_value(repo, *first, "own", std::string("only here"));
    auto const shared = keep_value(repo, *first, "shared", std::string("in both"));
    keep_value(repo, *second, "shared", std::string("in both"));
    first->artifact("plot", "plot.svg", "<svg/>");
    first->metric("loss", 1.0);
    first->close({});
    second->close({});
    auto const record = repo.run(first->id());
    CHECK(repo.get("runs/" + first->id()) == std::nullopt); // none of the cache's

    CHECK(repo.remove(first->id()));
    CHECK(repo.runs().size() == 1);
    CHECK(contains(error_of([&] { repo.run(first->id()); }), "there is no run"));
    CHECK(contains(error_of([&] { repo.remove(first->id()); }), "there is no run"));
    CHECK(contains(error_of([&] { (void)record.params(); }), "it was removed meanwhile"));
    CHECK(!repo.size(leat::blob_name(own.content)));
    CHECK(repo.size(leat::blob_name(shared.content)));
    CHECK(repo.run(second->id()).value<std::string>("shared") == "in both");
    CHECK(files_of(dir / "repo/store").size() == 2); // a blob and a record
}

TEST_CASE("the handler of a run that failed removes it") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    try {
        auto const run = repo.begin({.pipeline = "forecast"});
        throw std::runtime_error("bad");
    } catch (std::runtime_error const&) {
        repo.remove(repo.latest()->id());
    }
    CHECK(repo.runs().empty());
}

TEST_CASE("of three removals one fails, and the result says which and why") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const alive = repo.begin({.pipeline = "forecast"});
    std::vector<std::string> const ids = {complete_run(repo), alive->id(), complete_run(repo)};
    auto const result = repo.remove(ids);
    CHECK(result.removed == std::vector<std::string>{ids[0], ids[2]});
    REQUIRE(result.failed.size() == 1);
    CHECK(result.failed[0].first == alive->id());
    CHECK(contains(result.failed[0].second, "is alive in process " + std::to_string(::getpid())));
    CHECK(repo.runs().size() == 1);
}

TEST_CASE("a blob that a run has is not the cache's to remove, unless it is damaged") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    auto const kept = keep_value(repo, *run, "model", 7);
    std::string const name = leat::blob_name(kept.content);
    CHECK(!repo.remove(name));
    std::string bytes = *repo.get(name);
    bytes[3] ^= 1;
    put_content(dir / "repo/store/blobs" / name.substr(6, 2) / name.substr(8), bytes);
    CHECK(repo.remove(name));
    CHECK(contains(error_of([&] { repo.run(run->id()).value<int>("model"); }), "is lost"));
    leat::put_blob(repo, archived(7)); // healed
    CHECK(repo.run(run->id()).value<int>("model") == 7);
}

TEST_CASE("a repo that vanishes is made again, and one that comes is found") {
    scratch dir;
    leat::repo const repo(dir / "repo"), other(dir / "repo");
    for (int turn = 0; turn < 3; ++turn) {
        CHECK(repo.runs().empty());
        std::string const id = complete_run(repo);
        CHECK(other.latest()->id() == id);
        fs::remove_all(dir / "repo");
    }
    CHECK(other.runs().empty());
}

TEST_CASE("a repo can be moved") {
    scratch dir;
    leat::repo first(dir / "repo");
    std::string const id = complete_run(first);
    leat::repo second = std::move(first);
    CHECK(second.latest()->id() == id);
}

TEST_CASE("a repo behind a link is where the system says") {
    scratch dir;
    fs::create_directories(dir / "deep/inner");
    fs::create_directory_symlink(dir / "deep/inner", dir / "into");
    leat::repo const repo(dir / "into/../repo");
    complete_run(repo);
    CHECK(fs::exists(dir / "deep/repo"));
    CHECK(!fs::exists(dir / "repo"));
}
