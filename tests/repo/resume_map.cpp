// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// Resuming inside of a map: what had ended of it is not run again.
#include <leat/repo.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include "../catalog/laws.hpp"
#include "../run/two_workers.hpp"

#include <catch.hpp>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <fstream>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

using namespace leat::literals;
using leat::node_status;
using leat::run_status;
namespace fs = std::filesystem;

namespace {

std::atomic<int> calls = 0;
int throws_at = -1;
int pause_ms = 0;
std::string calls_file;

using numbers = std::vector<int>;

int score(int part, double by) {
    ++calls;
    if (!calls_file.empty()) std::ofstream(calls_file, std::ios::app) << part << '\n';
    if (pause_ms > 0) ::usleep(static_cast<useconds_t>(1000 * pause_ms));
    if (part == throws_at) throw std::range_error("out of range");
    return static_cast<int>(part * by);
}

template <auto... Option>
constexpr auto scored =
    leat::pipeline("scored", leat::input<numbers>("parts"), leat::param("by", 2.0),
                   leat::map("scores", score, leat::each("parts"), "by"),
                   leat::node(
                       "joined", [](numbers const& all) { return all; }, "scores"));
constexpr auto plain = scored<>;
constexpr auto cached = leat::pipeline(
    "scored", leat::input<numbers>("parts"), leat::param("by", 2.0),
    leat::map("scores", score, leat::each("parts"), "by") | leat::cached | leat::version(1),
    leat::node(
        "joined", [](numbers const& all) { return all; }, "scores") |
        leat::version(1));

numbers numbers_up_to(int count) {
    numbers all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), 0);
    return all;
}
numbers doubled(numbers all) {
    for (int& x : all) x *= 2;
    return all;
}

struct reset {
    ~reset() {
        throws_at = -1;
        pause_ms = 0;
        calls_file.clear();
    }
};

std::size_t lines_of(fs::path const& path) {
    std::ifstream in(path);
    std::size_t count = 0;
    for (std::string line; std::getline(in, line);) ++count;
    return count;
}

} // namespace

TEST_CASE("a map of 100 elements of which the 40th failed: those before it are not run again") {
    reset const after;
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto app = leat::session<plain>(repo);
    calls = 0;
    throws_at = 39;
    CHECK_THROWS_WITH(app.run("parts"_n = numbers_up_to(100)),
                      Catch::Contains("element 39 of 100: out of range"));
    CHECK(calls == 40);
    CHECK(repo.latest()->status() == run_status::failed);
    calls = 0;
    CHECK_THROWS_AS(app.resume(), leat::node_error); // it fails again
    CHECK(calls == 1);
    calls = 0;
    throws_at = 77;
    CHECK_THROWS_AS(app.resume(), leat::node_error);
    CHECK(calls == 39);
    throws_at = -1;
    calls = 0;
    auto const made = app.resume();
    CHECK(calls == 23);
    CHECK(made["joined"_n] == doubled(numbers_up_to(100)));
    CHECK(made.info().of("scores").reason == "23 of 100 elements ran");
    CHECK(repo.latest()->status() == run_status::completed);
    CHECK(repo.verify().empty());
}

TEST_CASE("the same with a cache in the repo, beside it, and in memory") {
    reset const after;
    scratch dir;
    leat::repo const repo(dir / "repo");
    leat::folder_store folder(dir / "cache");
    auto const check = [](auto app) {
        calls = 0;
        throws_at = 39;
        CHECK_THROWS_AS(app.run("parts"_n = numbers_up_to(100)), leat::node_error);
        throws_at = -1;
        CHECK(app.resume()["joined"_n] == doubled(numbers_up_to(100)));
        CHECK(calls == 101);
    };
    check(leat::session<cached>(leat::cache(repo), repo));
    check(leat::session<cached>(leat::cache(folder), repo));
    leat::memory_store memory;
    check(leat::session<cached>(leat::cache(memory), repo));
    CHECK(repo.verify().empty());
}

TEST_CASE("one of three elements failed: only it runs again, and the join sees them in order") {
    reset const after;
    for (int const at : {0, 1, 2}) {
        scratch dir;
        leat::repo const repo(dir / "repo");
        two_workers const both;
        leat::run_options const options{.workers = &both};
        auto app = leat::session<plain>(repo);
        throws_at = at;
        calls = 0;
        CHECK_THROWS_AS(app.run(options, "parts"_n = numbers_up_to(3)), leat::node_error);
        int const before = calls;
        CHECK(before >= at + 1);
        throws_at = -1;
        CHECK(app.resume()["joined"_n] == numbers{0, 2, 4});
        CHECK(calls == 4);
    }
}

TEST_CASE("a resume in which what all elements have in common has changed runs them all") {
    reset const after;
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto app = leat::session<plain>(repo);
    throws_at = 5;
    CHECK_THROWS_AS(app.run("parts"_n = numbers_up_to(10)), leat::node_error);
    throws_at = -1;
    calls = 0;
    CHECK(app.resume("by"_n = 1.0)["joined"_n] == numbers_up_to(10));
    CHECK(calls == 10);
}

TEST_CASE("a resume in which some of the elements have changed runs these") {
    reset const after;
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto app = leat::session<plain>(repo);
    throws_at = 5;
    CHECK_THROWS_AS(app.run("parts"_n = numbers_up_to(10)), leat::node_error);
    throws_at = -1;
    calls = 0;
    numbers parts = numbers_up_to(10);
    parts[2] = 100;
    CHECK(app.resume("parts"_n = parts)["joined"_n] == doubled(parts));
    CHECK(calls == 6); // the third, and those that had not run
}

TEST_CASE("a map that is killed in the middle goes on where it was") {
    reset const after;
    scratch dir;
    std::string const file = (dir / "calls").string();
    pid_t const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        calls_file = file;
        pause_ms = 20;
        leat::repo const repo(dir / "repo");
        leat::session<plain>(repo).run("parts"_n = numbers_up_to(60));
        std::_Exit(0);
    }
    while (lines_of(file) < 30) ::usleep(1000);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    std::size_t const before = lines_of(file);
    leat::repo const repo(dir / "repo");
    CHECK(repo.latest()->status() == run_status::crashed);
    auto app = leat::session<plain>(repo);
    calls = 0;
    CHECK(app.resume()["joined"_n] == doubled(numbers_up_to(60)));
    CHECK(calls >= 60 - static_cast<int>(before));
    CHECK(calls < 60 - static_cast<int>(before) / 2); // how many depends on how slow the disk is
    CHECK(repo.verify().empty());
}

TEST_CASE("a map of 100 trivial elements costs a handful of files") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    leat::session<cached>(leat::cache(repo), repo).run("parts"_n = numbers_up_to(100));
    std::size_t files = 0;
    for (auto const& entry : fs::recursive_directory_iterator(dir / "repo"))
        files += entry.is_regular_file();
    CHECK(files < 20);
}
