// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/recorder.hpp>

#include <leat/leat.hpp>
#include <leat/repo.hpp>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catch.hpp"

// Resuming what was in the middle of an iterate, a choose, a retry.

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

int calls = 0;
int dies_at = 0;
bool killed = false;
int attempts = 0;
int fails_until = 0;
std::vector<std::string> branches;

void prepare(int die, bool by_signal = false) {
    calls = 0;
    dies_at = die;
    killed = by_signal;
    branches.clear();
}
int deeper(int depth) {
    if (++calls == dies_at) {
        if (killed) ::raise(SIGKILL);
        throw std::runtime_error("at the 6th round");
    }
    return depth + 1;
}
constexpr auto recursion =
    leat::pipeline("recursion", leat::param("start", 0),
                   leat::iterate("depth", deeper, "start") |
                       leat::until([](int d) { return d == 10; }) | leat::checkpoint_every(1),
                   leat::node(
                       "done", [](int d) { return d * 2; }, "depth"));

constexpr auto chosen = leat::pipeline("chosen", leat::input<std::string>("kind"),
                                       leat::choose("model", "kind",
                                                    leat::when("linear",
                                                               [] {
                                                                   branches.push_back("linear");
                                                                   return 1;
                                                               }),
                                                    leat::when("tree",
                                                               [] {
                                                                   branches.push_back("tree");
                                                                   return 2;
                                                               })),
                                       leat::node(
                                           "score",
                                           [](int model) {
                                               if (++calls == dies_at)
                                                   throw std::runtime_error("score");
                                               return model * 10;
                                           },
                                           "model"));

double flaky(int n) {
    if (++attempts < fails_until) throw std::runtime_error("attempt " + std::to_string(attempts));
    return n * 0.5;
}
bool bad = false;
int moody_calls = 0;
double moody(int n) {
    ++moody_calls;
    if (bad) throw std::runtime_error("bad mood");
    return n;
}
constexpr auto tried =
    leat::pipeline("tried", leat::input<int>("n"), leat::node("x", flaky, "n") | leat::retry(3),
                   leat::node("y", moody, "n") | leat::retry(2) | leat::fallback(-1.0),
                   leat::node(
                       "z",
                       [](double x, double y) {
                           if (++calls == dies_at) throw std::runtime_error("z");
                           return x + y;
                       },
                       "x", "y"));

leat::run_options quiet() {
    return {.log = [](std::string_view, std::string_view) {}};
}
std::filesystem::path fresh(char const* name) {
    auto path = std::filesystem::temp_directory_path() /
                ("leat_resume_rounds_" + std::to_string(::getpid()) + name);
    std::filesystem::remove_all(path);
    return path;
}

} // namespace

TEST_CASE("a recursion that died at the 6th round: rounds 1 to 5 are kept") {
    leat::repo const repo(fresh("6th"));
    auto const app = leat::session<recursion>(repo);
    prepare(6);
    CHECK_THROWS_AS(app.run(quiet()), leat::node_error);
    prepare(0);
    auto const resumed = app.resume(quiet());
    CHECK(resumed["done"_n] == 20);
    CHECK(calls == 5);
    prepare(0);
    CHECK(app.run(quiet())["done"_n] == 20); // a new run begins anew
    CHECK(calls == 10);
}

TEST_CASE("an iteration that is killed, and resumed, and killed again") {
    auto const path = fresh("killed");
    for (int die : {4, 3}) {
        pid_t const child = ::fork();
        if (child == 0) {
            prepare(die, true);
            try {
                leat::repo const repo(path);
                auto const app = leat::session<recursion>(repo);
                if (die == 4)
                    app.run(quiet());
                else
                    app.resume(quiet());
            } catch (...) {
            }
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE(WIFSIGNALED(status));
    }
    leat::repo const repo(path);
    prepare(0);
    auto const resumed = leat::session<recursion>(repo).resume(quiet());
    CHECK(resumed["done"_n] == 20);
    CHECK(calls == 5); // three and two rounds were kept
}

TEST_CASE("the branch that was chosen is not run again, and another one is") {
    leat::repo const repo(fresh("chosen"));
    auto const app = leat::session<chosen>(repo);
    prepare(1);
    CHECK_THROWS_AS(app.run("kind"_n = std::string("tree"), quiet()), leat::node_error);
    CHECK(branches == std::vector<std::string>{"tree"});
    prepare(0);
    CHECK(app.resume(quiet())["score"_n] == 20);
    CHECK(branches.empty());
    prepare(1);
    CHECK_THROWS_AS(app.run("kind"_n = std::string("tree"), quiet()), leat::node_error);
    prepare(0);
    CHECK(app.resume("kind"_n = std::string("linear"), quiet())["score"_n] == 10);
    CHECK(branches == std::vector<std::string>{"linear"});
}

TEST_CASE("n attempts, each counted and recorded; then the fallback, which is not kept") {
    leat::repo const repo(fresh("tried"));
    auto const app = leat::session<tried>(repo);
    prepare(1);
    attempts = 0;
    fails_until = 1000;
    try {
        app.run("n"_n = 8, quiet());
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(e.node() == "x");
        CHECK(repo.run(e.run_id()).info().of("x"_n).attempts == 3);
    }
    // y falls back, z fails: a resumed run tries y again, and not x.
    attempts = moody_calls = 0;
    fails_until = 3;
    bad = true;
    prepare(1);
    CHECK_THROWS_AS(app.run("n"_n = 8, quiet()), leat::node_error);
    auto const failed = repo.latest();
    REQUIRE(failed);
    CHECK(failed->info().of("x"_n).attempts == 3);
    CHECK(failed->info().of("y"_n).attempts == 2);
    CHECK(failed->info().of("y"_n).status == leat::node_status::ran);
    CHECK(failed->info().of("y"_n).reason == "fell back, as it failed: bad mood");
    prepare(0);
    attempts = moody_calls = 0;
    bad = false;
    auto const resumed = app.resume(quiet());
    CHECK(resumed["z"_n] == 12.0);
    CHECK(attempts == 0);
    CHECK(moody_calls == 1);
}
