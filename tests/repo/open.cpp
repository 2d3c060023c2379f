// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/open.hpp>

#include <leat/repo/sqlite.hpp>

#include "sample.hpp"

#include <random>

#include <sqlite3.h>

#if defined(__linux__)
#include <sched.h>
#include <sys/mount.h>
#endif

namespace {

namespace fs = std::filesystem;

std::string opened(fs::path const& folder) {
    return error_of([&] {
        leat::repo const repo(folder);
        (void)repo.runs();
    });
}

/// A repo with one run that is closed.
std::string make_repo(fs::path const& folder) {
    leat::repo const repo(folder);
    auto const run = repo.begin({.pipeline = "forecast"});
    run->metric("loss", 1.0);
    keep_value(repo, *run, "model", 7);
    run->close({});
    return run->id();
}

void alter(fs::path const& file, std::string const& sql) {
    leat::detail::database db(file, leat::detail::sqlite_uri(file, "mode=rwc"),
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    db.run(sql.c_str());
}

/// In this process, a disk of 1 MiB at `folder`; false where that is not allowed.
bool mount_disk(fs::path const& folder) {
#if defined(__linux__)
    return ::unshare(CLONE_NEWNS) == 0 &&
           ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("leat", folder.c_str(), "tmpfs", 0, "size=1m") == 0;
#else
    return false;
#endif
}

} // namespace

TEST_CASE("what is no repo, or one of a newer leat, is refused and not altered") {
    scratch dir;
    fs::create_directory(dir / "repo");
    fs::path const file = dir / "repo/repo.sqlite";
    std::string wanted;
    SECTION("garbage") {
        put_content(file, std::string(5000, 'x'));
        wanted = "it is damaged or no database; move it away, and what is in 'store'";
    }
    SECTION("a short text") {
        put_content(file, "hello");
        wanted = "it is damaged or no database; move it away";
    }
    SECTION("empty") {
        put_content(file, "");
        wanted = "none of leat's; choose another folder";
    }
    SECTION("a database of another program") {
        alter(file, "CREATE TABLE runs(id); INSERT INTO runs VALUES(1)");
        wanted = "it is a database, but none of leat's; choose another folder";
    }
    SECTION("a newer version") {
        make_repo(dir / "repo");
        alter(file, "PRAGMA user_version = 7");
        wanted = "a newer leat made it (version 7, and this one knows 5); use that one";
    }
    SECTION("a newer version that another program writes to") {
        make_repo(dir / "repo");
        do_and_kill([&] {
            auto const db = new leat::detail::database(
                file, leat::detail::sqlite_uri(file, "mode=rw"), SQLITE_OPEN_READWRITE);
            db->run("PRAGMA user_version = 7");
        });
        REQUIRE(fs::file_size(file.string() + "-wal") > 0);
        wanted = "a newer leat made it";
    }
    SECTION("cut short") {
        make_repo(dir / "repo");
        fs::resize_file(file, 6000);
        wanted = "it is damaged";
    }
    std::string const before = content_of(file), log = content_of(file.string() + "-wal");
    std::string const said = opened(dir / "repo");
    INFO(said);
    CHECK(contains(said, wanted));
    CHECK(contains(said, file.string()));
    CHECK(content_of(file) == before);
    CHECK(content_of(file.string() + "-wal") == log);
}

TEST_CASE("two processes make one repo at once") {
    scratch dir;
    for (int turn = 0; turn < 5; ++turn) {
        fs::path const folder = dir / ("repo" + std::to_string(turn));
        std::vector<pid_t> children;
        for (int process = 0; process < 4; ++process)
            children.push_back(start([&] { return make_repo(folder).empty() ? 1 : 0; }));
        for (pid_t const child : children) CHECK(finish(child) == 0);
        CHECK(leat::repo(folder).runs().size() == 4);
        CHECK(!fs::exists(folder / "creating"));
    }
}

TEST_CASE("a repo of an older version is brought up to date, by one of many") {
    scratch dir;
    fs::path const file = dir / "db";
    char const* const steps[] = {"CREATE TABLE a(x); INSERT INTO a VALUES(1)",
                                 "ALTER TABLE a ADD COLUMN y DEFAULT 5",
                                 "INSERT INTO a VALUES(2, 6)"};
    alter(file, "PRAGMA journal_mode = WAL");
    auto const open = [&] {
        return leat::detail::database(file, leat::detail::sqlite_uri(file, "mode=rw"),
                                      SQLITE_OPEN_READWRITE);
    };
    auto first = open();
    leat::detail::migrate(first, std::span(steps).first(1));
    CHECK(leat::detail::number_of(first, "PRAGMA user_version") == 1);
    auto second = open();
    leat::detail::migrate(second, steps);
    leat::detail::migrate(first, steps);
    CHECK(leat::detail::number_of(first, "PRAGMA user_version") == 3);
    CHECK(leat::detail::number_of(first, "SELECT sum(x) + sum(y) FROM a") == 14);
    char const* const wrong[] = {"", "", "", "CREATE TABLE b(x); CREATE TABLE a(x)"};
    CHECK(contains(error_of([&] { leat::detail::migrate(first, wrong); }), "already exists"));
    CHECK(leat::detail::number_of(first, "PRAGMA user_version") == 3); // as a whole or not at all
    CHECK(leat::detail::number_of(first, "SELECT count(*) FROM sqlite_master") == 1);
}

TEST_CASE("a repo in a folder that may only be read can be read") {
    scratch dir;
    std::string const id = make_repo(dir / "repo");
    bool crashed = false;
    SECTION("closed by all") {}
    SECTION("with a run that was killed") {
        crashed = true;
        do_and_kill([&] {
            auto const repo = new leat::repo(dir / "repo");
            (void)repo->begin({.pipeline = "killed"}).release();
        });
    }
    fs::permissions(dir.folder, fs::perms(0755));
    for (auto const& entry : fs::recursive_directory_iterator(dir / "repo"))
        fs::permissions(entry, entry.is_directory() ? fs::perms(0555) : fs::perms(0444));
    fs::permissions(dir / "repo", fs::perms(0555));
    auto const before = files_of(dir / "repo");
    CHECK(finish(start([&] {
              if (::getuid() == 0 && ::setuid(65534) != 0) return 77;
              leat::repo const repo(dir / "repo");
              if (repo.runs().size() != (crashed ? 2 : 1)) return 1;
              if (repo.run(id).metrics("loss").size() != 1) return 2;
              if (repo.run(id).value<int>("model") != 7) return 3;
              if (crashed && repo.latest()->status() != leat::run_status::crashed) return 4;
              if (crashed && repo.latest()->info().status != leat::run_status::crashed) return 5;
              if (!contains(error_of([&] { (void)repo.begin({.pipeline = "x"}); }),
                            "it may only be read here; allow it or choose another place"))
                  return 6;
              if (!contains(error_of([&] { repo.remove(id); }), "it may only be read here"))
                  return 7;
              if (!contains(error_of([&] { repo.put("entries/x", "y"); }), "only be read"))
                  return 8;
              repo.touch("entries/x");
              return 0;
          })) == 0);
    CHECK(files_of(dir / "repo") == before);
    for (auto const& entry : fs::recursive_directory_iterator(dir / "repo"))
        if (entry.is_directory()) fs::permissions(entry, fs::perms(0755));
    fs::permissions(dir / "repo", fs::perms(0755));
}

TEST_CASE("a repo that is only read follows what is written elsewhere") {
    scratch dir;
    make_repo(dir / "repo");
    fs::permissions(dir.folder, fs::perms(0755));
    int ready[2], done[2];
    REQUIRE(::pipe(ready) == 0);
    REQUIRE(::pipe(done) == 0);
    for (auto const& entry : fs::recursive_directory_iterator(dir / "repo"))
        fs::permissions(entry, entry.is_directory() ? fs::perms(0755) : fs::perms(0644));
    fs::permissions(dir / "repo", fs::perms(0755));
    pid_t const reader = start([&] {
        if (::getuid() == 0 && ::setuid(65534) != 0) return 77;
        leat::repo const repo(dir / "repo");
        char byte = 'x';
        if (repo.runs().size() != 1) return 1;
        if (::write(ready[1], &byte, 1) != 1 || ::read(done[0], &byte, 1) != 1) return 2;
        return repo.runs().size() == 2 ? 0 : 3;
    });
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    make_repo(dir / "repo");
    REQUIRE(::write(done[1], &byte, 1) == 1);
    int const code = finish(reader);
    CHECK((code == 0 || code == 77));
    for (int const end : {ready[0], ready[1], done[0], done[1]}) ::close(end);
}

TEST_CASE("a log that is torn: what was committed before that is there") {
    scratch dir;
    make_repo(dir / "repo");
    do_and_kill([&] {
        auto const repo = new leat::repo(dir / "repo");
        auto const run = repo->begin({.pipeline = "killed"}).release();
        for (int i = 0; i < 60; ++i) {
            run->metric("loss", i);
            run->flush();
        }
    });
    fs::path const log = dir / "repo/repo.sqlite-wal";
    auto const size = fs::file_size(log);
    REQUIRE(size > 100000);
    std::mt19937 random(5);
    std::size_t last = 0, seen = 0;
    for (int turn = 0; turn < 25; ++turn) {
        fs::path const copy = dir / "copy";
        fs::remove_all(copy);
        fs::copy(dir / "repo", copy, fs::copy_options::recursive);
        auto const left = std::uniform_int_distribution<std::uintmax_t>(0, size)(random);
        fs::resize_file(copy / "repo.sqlite-wal", left);
        leat::repo const repo(copy);
        auto const runs = repo.runs();
        INFO(left);
        REQUIRE((runs.size() == 1 || runs.size() == 2));
        CHECK(runs.back().value<int>("model") == 7);
        if (runs.size() == 1 || runs[0].metric_names().empty()) continue;
        CHECK(runs[0].status() == leat::run_status::crashed);
        auto const points = runs[0].metrics("loss");
        for (std::size_t i = 0; i < points.size(); ++i)
            CHECK(points[i].number() == static_cast<double>(i));
        seen += points.size() != last;
        last = points.size();
    }
    CHECK(seen > 5);
}

TEST_CASE("a log without its database is not taken for that of the next one") {
    scratch dir;
    make_repo(dir / "repo");
    do_and_kill([&] {
        auto const repo = new leat::repo(dir / "repo");
        (void)repo->begin({.pipeline = "killed"}).release();
    });
    REQUIRE(fs::file_size(dir / "repo/repo.sqlite-wal") > 0);
    fs::remove(dir / "repo/repo.sqlite");
    leat::repo const repo(dir / "repo");
    CHECK(repo.runs().size() == 1); // made anew from its record
    CHECK(repo.verify().empty());
}

TEST_CASE("a full disk while metrics are flushed: an error, and what was flushed can be read") {
    scratch dir;
    fs::create_directory(dir / "disk");
    int const code = finish(start([&] {
        if (!mount_disk(dir / "disk")) return 77;
        ::alarm(30);
        std::string id, said;
        std::size_t flushed = 0;
        {
            leat::repo const repo(dir / "disk/repo");
            auto const run = repo.begin({.pipeline = "forecast"});
            id = run->id();
            for (std::size_t i = 0; said.empty() && i < 100; ++i) {
                for (int j = 0; j < 1000; ++j) run->metric("loss", j);
                said = error_of([&] { run->flush(); });
                if (said.empty()) flushed += 1000;
            }
            if (!contains(said, "the disk is full; free some space")) return 1;
            if (!contains(said, "write run '" + id + "'") || flushed < 5000) return 2;
            if (repo.run(id).metrics("loss").size() != flushed) return 3;
            if (error_of([&] { run->close({}); }).empty()) return 4;
            if (!run->closed()) return 5;
        }
        leat::repo const repo(dir / "disk/repo");
        auto const found = repo.run(id);
        if (found.metrics("loss").size() != flushed) return 6;
        // Its end may find a place where its metrics have not.
        bool const told = contains(found.reason(), "what was tracked last could not be written");
        return told || found.status() == leat::run_status::crashed ? 0 : 7;
    }));
    if (code == 77)
        WARN("no disk can be mounted here");
    else
        CHECK(code == 0);
}

TEST_CASE("files that may not grow: an error, and what was flushed can be read") {
    scratch dir;
    std::string const id = make_repo(dir / "repo");
    CHECK(finish(start([&] {
              ::alarm(30);
              leat::repo const repo(dir / "repo");
              auto const run = repo.begin({.pipeline = "forecast"});
              run->metric("loss", 1.0);
              run->flush();
              limit_file_size(200000);
              std::string said;
              for (int i = 0; said.empty() && i < 100; ++i) {
                  for (int j = 0; j < 1000; ++j) run->metric("loss", j);
                  said = error_of([&] { run->flush(); });
              }
              if (!contains(said, "larger than is allowed here")) return 1;
              if (repo.run(run->id()).metrics("loss").empty()) return 2;
              for (int i = 0; i < 1000; ++i) // goes on, in memory
                  if (!error_of([&] { run->metric("loss", i); }).empty()) return 3;
              return 0;
          })) == 0);
    leat::repo const repo(dir / "repo");
    CHECK(repo.run(id).metrics("loss").size() == 1);
    CHECK(repo.latest()->metrics("loss").size() >= 1);
}
