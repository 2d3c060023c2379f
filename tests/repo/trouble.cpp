// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// A session that records its runs on bad days: exits, signals, full disks, damaged values.
#include <leat/repo.hpp>

#include <leat/leat.hpp>
#include <leat/repo/errors.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

using namespace leat::literals;
using leat::node_status;
using leat::run_status;
namespace fs = std::filesystem;

namespace {

std::string trouble;
fs::path ready; // a file that is made when the node waits
std::string called;

void note(char const* name) {
    if (trouble != "threads") called += name;
}
std::vector<double> grow(std::vector<double> const& x) {
    std::vector<double> more(x);
    more.push_back(static_cast<double>(x.size()));
    return more;
}
std::vector<double> first(std::vector<double> const& x) {
    note("a");
    return grow(x);
}
std::vector<double> second(std::vector<double> const& x, leat::context& here) {
    note("b");
    if (trouble == "exit") std::exit(3);
    if (trouble == "abort") {
        std::signal(SIGABRT, SIG_DFL); // not Catch's
        std::abort();
    }
    if (trouble == "terminate") {
        std::signal(SIGABRT, SIG_DFL);
        std::set_terminate([] { std::abort(); });
        std::terminate();
    }
    if (trouble == "wait") put_content(ready, "");
    if (trouble == "wait")
        while (!here.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (trouble == "throw") throw std::runtime_error("not today");
    return grow(x);
}
std::vector<double> third(std::vector<double> const& x) {
    note("c");
    return grow(x);
}

constexpr auto chain =
    leat::pipeline("chain", leat::input<std::vector<double>>("in"), leat::node("a", first, "in"),
                   leat::node("b", second, "a"), leat::node("c", third, "b"));
std::vector<double> const in{7};
std::vector<double> const right{7, 1, 2, 3};

// Runs it in a process of its own, in trouble; its exit code.
int in_trouble(fs::path const& folder, std::string const& which) {
    return finish(start([&] {
        trouble = which;
        leat::repo const repo(folder);
        leat::session<chain>(repo).run("in"_n = in);
        return 0;
    }));
}

} // namespace

TEST_CASE("however a process ends in a node, the repo opens, and the run can be resumed") {
    auto const which = GENERATE(as<std::string>{}, "exit", "abort", "terminate");
    scratch dir;
    INFO(which);
    trouble.clear();
    CHECK(in_trouble(dir / "repo", which) != 0);
    leat::repo const repo(dir / "repo");
    CHECK(repo.latest()->status() == run_status::crashed);
    called.clear();
    CHECK(leat::session<chain>(repo).resume()["c"_n] == right);
    CHECK(called == "bc");
    CHECK(repo.verify().empty());
    CHECK(repo.remove(repo.runs().back().id()));
}

TEST_CASE("an exception through main leaves a closed record") {
    scratch dir;
    CHECK(finish(start([&]() -> int {
              std::signal(SIGABRT, SIG_DFL);
              std::set_terminate([] { std::abort(); });
              trouble = "throw";
              leat::repo const repo(dir / "repo");
              [&]() noexcept { leat::session<chain>(repo).run("in"_n = in); }();
              return 0;
          })) == -1);
    leat::repo const repo(dir / "repo");
    CHECK(repo.latest()->status() == run_status::failed);
    CHECK(repo.latest()->failed_node() == "b");
}

TEST_CASE("a signal stops a recorded run: the record is closed, the exit code is not 0") {
    scratch dir;
    pid_t const child = start([&] {
        trouble = "wait";
        leat::stop_on_signal const signals;
        leat::repo const repo(dir / "repo");
        ready = dir / "ready";
        try {
            leat::session<chain>(repo).run(leat::run_options{.stop = signals.token()}, "in"_n = in);
        } catch (leat::run_stopped const&) {
            return 128 + signals.signal();
        }
        return 0;
    });
    while (!fs::exists(dir / "ready")) ::usleep(1000);
    ::kill(child, SIGINT);
    CHECK(finish(child) == 128 + SIGINT);
    leat::repo const repo(dir / "repo");
    trouble.clear();
    CHECK(repo.latest()->status() == run_status::stopped);
    called.clear();
    CHECK(leat::session<chain>(repo).resume()["c"_n] == right);
    CHECK(called == "bc"); // what it returned when it was asked to stop may be a part only
}

TEST_CASE("a value of the run that is resumed is damaged or lost: its node runs again") {
    scratch dir;
    int const way = GENERATE(0, 1, 2, 3);
    trouble = "throw";
    {
        leat::repo const repo(dir / "repo");
        CHECK_THROWS_AS(leat::session<chain>(repo).run("in"_n = in), leat::node_error);
        auto const values = repo.latest()->values();
        auto const path_of = [&](std::string const& name) {
            for (auto const& value : values)
                if (value.name == name)
                    for (auto const& file : fs::recursive_directory_iterator(dir / "repo/store"))
                        if (file.is_regular_file() &&
                            contains(value.content.to_string(), file.path().filename().string()) &&
                            file.path().filename().string().size() > 20)
                            return file.path();
            return fs::path();
        };
        fs::path const blob = path_of("a"), other = path_of("in");
        REQUIRE(!blob.empty());
        std::string text = content_of(blob);
        if (way == 0) fs::resize_file(blob, text.size() / 2);
        if (way == 1) text[text.size() / 2] ^= 1, put_content(blob, text);
        if (way == 2) put_content(blob, content_of(other)); // another one that is whole
        if (way == 3) fs::remove(blob);
    }
    trouble.clear();
    leat::repo const repo(dir / "repo");
    CHECK(!repo.verify().empty());
    called.clear();
    leat::run_options const silent{.log = [](std::string_view, std::string_view) {}};
    CHECK(leat::session<chain>(repo).resume(silent)["c"_n] == right);
    CHECK(called == "abc");
    CHECK(repo.verify().empty()); // healed
}

TEST_CASE("a full disk: the run has its result, and says what is not recorded") {
    scratch dir;
    fs::create_directory(dir / "disk");
    trouble.clear();
    int const code = finish(start([&] {
        if (!mount_small_disk(dir / "disk", 400)) return 77;
        leat::repo const repo(dir / "disk/repo");
        auto const app = leat::session<chain>(repo);
        app.run("in"_n = in);
        {
            std::ofstream fill(dir / "disk/ballast");
            while (fill << std::string(4096, 'x') << std::flush) {
            }
        }
        int said = 0;
        leat::run_options const options{.log = [&](std::string_view, std::string_view) { ++said; }};
        try {
            if (app.run(options, "in"_n = std::vector<double>(3000, 1.0))["c"_n].size() != 3003)
                return 1;
            if (said == 0) return 2;
        } catch (leat::repo_error const& e) { // it could not even begin
            if (!contains(e.what(), "full")) return 3;
        }
        fs::remove(dir / "disk/ballast");
        if (repo.runs().empty() || repo.runs().back().value<std::vector<double>>("c") != right)
            return 4;
        return app.run("in"_n = in)["c"_n] == right ? 0 : 5;
    }));
    if (code == 77)
        WARN("no disk can be mounted here");
    else
        CHECK(code == 0);
}

TEST_CASE("a hook has the id of the run before the first node starts") {
    struct id_file {
        fs::path path;
        void before_pipeline_run(leat::run_info const& run) const { put_content(path, run.id); }
    };
    scratch dir;
    trouble = "throw";
    leat::repo const repo(dir / "repo");
    CHECK_THROWS_AS(leat::session<chain>(repo, id_file{dir / "id"}).run("in"_n = in),
                    leat::node_error);
    CHECK(content_of(dir / "id") == repo.latest()->id());
    CHECK(repo.run(content_of(dir / "id")).failed_node() == "b");
}

TEST_CASE("five trivial steps leave a handful of files") {
    scratch dir;
    trouble.clear();
    {
        leat::repo const repo(dir / "repo");
        leat::session<chain>(repo).run("in"_n = in);
    }
    int files = 0;
    for (auto const& entry : fs::recursive_directory_iterator(dir / "repo"))
        files += entry.is_regular_file() ? 1 : 0;
    CHECK(files <= 12);
}

TEST_CASE("runs in the background are recorded each by itself, from any thread") {
    scratch dir;
    trouble = "threads";
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < 4; ++i)
            workers.emplace_back([&] {
                for (int turn = 0; turn < 5; ++turn) {
                    auto handle = app.start("in"_n = in);
                    (void)handle.wait();
                }
            });
    }
    auto const runs = repo.runs();
    CHECK(runs.size() == 20);
    for (auto const& run : runs) {
        CHECK(run.status() == run_status::completed);
        CHECK(run.value<std::vector<double>>("c") == right);
    }
}
