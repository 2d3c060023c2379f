// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/liveness.hpp>

#include <leat/cache/store_root.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/run_id.hpp>
#include <leat/repo/state.hpp>
#include <leat/support/atomic_file.hpp>

#include "sample.hpp"

#include <atomic>
#include <thread>

#include <sys/file.h>

namespace {

using leat::detail::life_of;
using leat::detail::process_life;
using leat::detail::process_mark;

/// What is asked of a run that says to be running in that process.
std::string remove_said(std::filesystem::path const& folder, std::string const& id) {
    leat::repo const repo(folder);
    return error_of([&] { repo.remove(id); });
}

/// A repo with a run that says to be running in the process of `mark`, and no lock.
std::string planted(std::filesystem::path const& folder, process_mark const& mark) {
    leat::repo const repo(folder);
    auto const use = repo.state()->writing("plant in");
    std::string const id = leat::detail::make_run_id(std::chrono::system_clock::now());
    leat::detail::insert_run(*use, id, {.pipeline = "forecast"}, mark, 1);
    return id;
}

} // namespace

TEST_CASE("whether another process is gone is told only where it can be known") {
    process_mark const here = leat::detail::this_process();
    REQUIRE(!here.boot.empty());
    CHECK(here.pid == ::getpid());
    CHECK(here.began > 0);
    CHECK(life_of(here, here) == process_life::runs);
    process_mark other = here;
    SECTION("its number was given to another process") {
        other.began += 1;
        CHECK(life_of(other, here) == process_life::gone);
    }
    SECTION("there is no process of that number") {
        other.pid = 4'194'305; // more than there can be
        CHECK(life_of(other, here) == process_life::gone);
    }
    SECTION("it has ended, and its parent has not noticed") {
        pid_t const child = start([] { return 0; });
        siginfo_t info{};
        REQUIRE(::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT) == 0);
        other.pid = child;
        other.began = leat::detail::state_of_process(child).began;
        REQUIRE(other.began > 0);
        CHECK(life_of(other, here) == process_life::gone);
        finish(child);
    }
    SECTION("another machine, or this one before it was started again") {
        other.boot = "another";
        other.pid = 4'194'305;
        CHECK(life_of(other, here) == process_life::not_known);
    }
    SECTION("a container, where other processes have these numbers") {
        other.space += 1;
        other.began += 1;
        CHECK(life_of(other, here) == process_life::not_known);
    }
}

TEST_CASE("the state of a process whose name is awkward") {
    auto const state = leat::detail::read_process(
        "12 (a ) Z 1) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 1 0 987 20 21");
    CHECK(state.began == 987);
    CHECK(!state.dead);
    CHECK(
        leat::detail::read_process("12 (x) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 1 0 9 1").dead);
    CHECK(!leat::detail::read_process("12 (x) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 3 0 9 1")
               .dead);
    CHECK(leat::detail::read_process("").began == 0);
    CHECK(leat::detail::read_process("12 (x) S 1").began == 0);
}

TEST_CASE("a run whose process was killed is seen as crashed at once, and can be removed") {
    scratch dir;
    do_and_kill([&] {
        auto const repo = new leat::repo(dir / "repo");
        auto const run = repo->begin({.pipeline = "forecast"}).release();
        run->metric("loss", 1.0);
        keep_value(*repo, *run, "model", 7);
    });
    leat::repo const repo(dir / "repo");
    auto const run = repo.latest();
    REQUIRE(run);
    CHECK(run->status() == leat::run_status::crashed);
    CHECK(run->info().status == leat::run_status::crashed);
    CHECK(run->reason() == "its process is gone");
    CHECK(run->metrics("loss").size() == 1);
    CHECK(run->value<int>("model") == 7);
    CHECK(!std::filesystem::exists(dir / "repo/locks" / run->id())); // no lock is left
    CHECK(repo.verify().empty());
    CHECK(repo.remove(run->id()));
    CHECK(repo.runs().empty());
    CHECK(repo.verify().empty());
}

TEST_CASE("a run that is alive in another process is not removed, and it is said who has it") {
    scratch dir;
    int ready[2], done[2];
    REQUIRE(::pipe(ready) == 0);
    REQUIRE(::pipe(done) == 0);
    pid_t const child = start([&] {
        leat::repo const repo(dir / "repo");
        auto const run = repo.begin({.pipeline = "forecast"});
        char byte = 'x';
        if (::write(ready[1], &byte, 1) != 1 || ::read(done[0], &byte, 1) != 1) return 1;
        run->close({});
        return 0;
    });
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    {
        leat::repo const repo(dir / "repo");
        std::string const id = repo.latest()->id();
        CHECK(repo.latest()->status() == leat::run_status::running);
        try {
            repo.remove(id);
            FAIL("removed a run that is alive");
        } catch (leat::run_active const& e) {
            CHECK(e.pid() == child);
            CHECK(e.host() == leat::detail::this_process().host);
            CHECK(e.what() == "run '" + id + "' is alive in process " + std::to_string(child) +
                                  " on host '" + e.host() + "'; stop it, then remove it");
        }
        CHECK(repo.latest()->status() == leat::run_status::running);
        REQUIRE(::write(done[1], &byte, 1) == 1);
        CHECK(finish(child) == 0);
        CHECK(repo.latest()->status() == leat::run_status::completed);
        CHECK(repo.remove(id));
    }
    for (int const end : {ready[0], ready[1], done[0], done[1]}) ::close(end);
}

TEST_CASE("a lock that a forked child has inherited does not keep a dead run alive") {
    scratch dir;
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    do_and_kill([&] {
        auto const repo = new leat::repo(dir / "repo");
        (void)repo->begin({.pipeline = "forecast"}).release();
        pid_t const child = ::fork();
        if (child == 0)
            for (;;) ::pause();
        if (::write(ready[1], &child, sizeof child) != sizeof child) ::_exit(1);
    });
    pid_t grandchild = 0;
    REQUIRE(::read(ready[0], &grandchild, sizeof grandchild) == sizeof grandchild);
    {
        leat::repo const repo(dir / "repo");
        CHECK(repo.latest()->status() == leat::run_status::crashed);
        CHECK(repo.remove(repo.latest()->id()));
    }
    CHECK(::kill(grandchild, 0) == 0); // it lives
    ::kill(grandchild, SIGKILL);
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_CASE("locks that were left behind") {
    scratch dir;
    process_mark const here = leat::detail::this_process();
    process_mark mark = here;
    bool left = true, held = false, alive = false;
    SECTION("empty, by a process that is gone") { mark.pid = 4'194'305; }
    SECTION("by a process whose number is another's now") { mark.began += 1; }
    SECTION("held by who knows, but its number is another's now") {
        mark.began += 1;
        held = true;
    }
    SECTION("in a container where every process is number 1, which is gone") {
        mark.pid = 1;
        mark.space += 1;
    }
    SECTION("held in a container where every process is number 1") {
        mark.pid = 1;
        mark.space += 1;
        held = alive = true;
    }
    SECTION("before the machine was started again") { mark.boot = "another"; }
    SECTION("held on another machine") {
        mark.boot = mark.host = "another";
        held = alive = true;
    }
    SECTION("none, and the process is gone") {
        mark.began += 1;
        left = false;
    }
    SECTION("none, as somebody deleted it, and the process is there") {
        left = false;
        alive = true;
    }
    std::string const id = planted(dir / "repo", mark);
    std::filesystem::create_directories(dir / "repo/locks");
    leat::detail::descriptor file;
    if (left) file.open(dir / "repo/locks" / id, O_RDWR | O_CREAT, 0600);
    if (held) REQUIRE(file.lock());
    if (alive) {
        CHECK(contains(remove_said(dir / "repo", id), "is alive in process "));
        CHECK(leat::repo(dir / "repo").latest()->status() == leat::run_status::running);
    } else {
        CHECK(leat::repo(dir / "repo").latest()->status() == leat::run_status::crashed);
        CHECK(!std::filesystem::exists(dir / "repo/locks" / id));
        CHECK(remove_said(dir / "repo", id).empty());
    }
}

TEST_CASE("many who look at once do not take each other for the run") {
    scratch dir;
    process_mark mark = leat::detail::this_process();
    mark.boot = "another"; // so that only the lock can tell
    std::string const id = planted(dir / "repo", mark);
    leat::detail::descriptor file;
    std::filesystem::create_directories(dir / "repo/locks");
    file.open(dir / "repo/locks" / id, O_RDWR | O_CREAT, 0600);
    auto const root = leat::detail::open_root(dir / "repo");
    auto const locks = root.open("locks", O_RDONLY | O_DIRECTORY);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                wrong +=
                    leat::detail::state_of_lock(locks, id) != leat::detail::lock_state::released;
        });
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
    REQUIRE(file.lock());
    CHECK(leat::detail::state_of_lock(locks, id) == leat::detail::lock_state::held);
}
