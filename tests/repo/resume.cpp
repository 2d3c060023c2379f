// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// Resuming on bad days: killed at any moment, edited meanwhile, by several at once.
#include <leat/repo.hpp>

#include <leat/catalog/memory.hpp>
#include <leat/leat.hpp>
#include <leat/repo/errors.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace leat::literals;
using leat::node_status;
using leat::run_status;
namespace fs = std::filesystem;

namespace {

std::string calls_file;
std::string throws_at;
int pause_us = 0;

void note(std::string_view name) {
    if (!calls_file.empty()) std::ofstream(calls_file, std::ios::app) << name << '\n';
    if (pause_us > 0) ::usleep(static_cast<useconds_t>(pause_us));
    if (throws_at == name) throw std::range_error("out of range");
}

template <leat::fixed_string Name>
std::vector<double> step(std::vector<double> const& x) {
    note(Name.view());
    std::vector<double> more(x);
    for (double& each : more) each = each * 1.5 + 1;
    more.push_back(static_cast<double>(more.size()));
    return more;
}

// clang-format off
constexpr auto twenty = leat::pipeline("twenty", leat::input<std::vector<double>>("in"), leat::param("scale", 2.0),
    leat::node("n1", step<"n1">, "in"), leat::node("n2", step<"n2">, "n1"), leat::node("n3", step<"n3">, "n2"),
    leat::node("n4", step<"n4">, "n3"), leat::node("n5", step<"n5">, "n4"), leat::node("n6", step<"n6">, "n5"),
    leat::node("n7", step<"n7">, "n6"), leat::node("n8", step<"n8">, "n7"), leat::node("n9", step<"n9">, "n8"),
    leat::node("n10", step<"n10">, "n9"), leat::node("n11", step<"n11">, "n10"), leat::node("n12", step<"n12">, "n11"),
    leat::node("n13", step<"n13">, "n12"), leat::node("n14", step<"n14">, "n13"), leat::node("n15", step<"n15">, "n14"),
    leat::node("n16", step<"n16">, "n15"), leat::node("n17", step<"n17">, "n16"), leat::node("n18", step<"n18">, "n17"),
    leat::node("n19", step<"n19">, "n18"),
    leat::node("n20", [](std::vector<double> x, double scale) { note("n20"); for (double& each : x) each *= scale; return x; },
               "n19", "scale"));
// clang-format on

std::vector<std::string> lines_of(std::string const& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

template <auto const& P, class Run>
std::string ran(scratch const& dir, Run run) {
    calls_file = (dir / "calls").string();
    fs::remove(calls_file);
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<P>(repo);
    try {
        run(app);
    } catch (leat::run_error const&) {
    }
    throws_at.clear();
    std::string text;
    for (auto const& line : lines_of(calls_file)) text += line + " ";
    calls_file.clear();
    return text;
}

} // namespace

TEST_CASE("killed at a random moment: resume completes, and never runs what had ended") {
    char const* const asked = std::getenv("LEAT_KILL_LOOPS"); // how often, for a longer trial
    int const loops = asked ? std::atoi(asked) : 25;
    scratch dir;
    std::vector<double> const in(200, 1.0);
    auto const right = leat::run<twenty>("in"_n = in)["n20"_n];
    std::string const calls = (dir / "calls").string();
    unsigned random = 12345;
    int resumed = 0, untouched = 0, completed = 0;
    for (int i = 0; i < loops; ++i) {
        fs::remove(calls);
        int const nodes = static_cast<int>((random = random * 1664525 + 1013904223) >> 8) % 21;
        int const more = static_cast<int>((random = random * 1664525 + 1013904223) >> 8) % 3000;
        pid_t const child = start([&] {
            calls_file = calls;
            pause_us = 300;
            leat::repo const repo(dir / "repo");
            leat::session<twenty>(repo).run("in"_n = in);
            return 0;
        });
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (static_cast<int>(lines_of(calls).size()) < nodes &&
               std::chrono::steady_clock::now() < until)
            ::usleep(100);
        ::usleep(static_cast<useconds_t>(more));
        ::kill(child, SIGKILL);
        finish(child);
        auto const begun = lines_of(calls);
        fs::remove(calls);

        leat::repo const repo(dir / "repo");
        auto const last = repo.latest();
        if (!last || last->status() == run_status::completed) { // too early, or too late
            (last ? completed : untouched) += 1;
            continue;
        }
        CHECK(last->status() == run_status::crashed);
        std::set<std::string> ended;
        for (auto const& node : last->info().nodes)
            if (node.status == node_status::ran) ended.insert(node.name);
        CHECK(ended.size() + 1 >= begun.size()); // all but the one that it was killed in
        calls_file = calls;
        auto const app = leat::session<twenty>(repo);
        try {
            auto const result = app.resume();
            CHECK(result["n20"_n] == right);
            ++resumed;
        } catch (leat::error const& e) { // killed before it knew what it was given
            CHECK(begun.empty());
            CHECK(contains(e.what(), "'in', which is neither bound nor made"));
            CHECK(app.resume("in"_n = in)["n20"_n] == right);
        }
        calls_file.clear();
        auto const again = lines_of(calls);
        CHECK(again.size() + ended.size() == 20);
        for (auto const& name : again) CHECK(!ended.contains(name));
        if (i < 50 || i % 200 == 0) CHECK(repo.verify().empty()); // reads all of it
    }
    CHECK(resumed + untouched + completed > 0);
    if (asked)
        WARN(resumed << " resumed, " << completed << " had completed, " << untouched
                     << " had not begun");
    fs::remove(calls);
}

TEST_CASE("a resume that is killed loses nothing of what the runs before it had done") {
    scratch dir;
    std::vector<double> const in(200, 1.0);
    auto const right = leat::run<twenty>("in"_n = in)["n20"_n];
    throws_at = "n20";
    ran<twenty>(dir, [&](auto& app) { app.run("in"_n = in); });
    std::string const calls = (dir / "calls").string();
    fs::remove(calls);
    for (int i = 0; i < 30; ++i) {
        pid_t const child = start([&] {
            calls_file = calls;
            pause_us = 1'000'000; // in n20, which is all that is left
            leat::repo const repo(dir / "repo");
            leat::session<twenty>(repo).resume();
            return 0;
        });
        ::usleep(static_cast<useconds_t>(1000 + i * 300));
        ::kill(child, SIGKILL);
        finish(child);
    }
    for (std::string const& name : lines_of(calls)) CHECK(name == "n20");
    CHECK(ran<twenty>(dir, [&](auto& app) { CHECK(app.resume()["n20"_n] == right); }) == "n20 ");
}

namespace {

// What edits make of it.
template <leat::fixed_string Name>
double plain(double x) {
    note(Name.view());
    return x + 1;
}
double edited(double x) {
    note("b");
    return x + 10;
}
// clang-format off
constexpr auto before = leat::pipeline("edits", leat::input<double>("in"),
    leat::node("a", plain<"a">, "in") | leat::version(1), leat::node("b", plain<"b">, "a") | leat::version(1),
    leat::node("c", plain<"c">, "b") | leat::version(1), leat::node("d", plain<"d">, "c") | leat::version(1));
constexpr auto after = leat::pipeline("edits", leat::input<double>("in"),
    leat::node("a", plain<"a">, "in") | leat::version(1), leat::node("b", edited, "a") | leat::version(2),
    leat::node("c", plain<"c">, "b") | leat::version(1), leat::node("d", plain<"d">, "c") | leat::version(1));
constexpr auto inserted = leat::pipeline("edits", leat::input<double>("in"),
    leat::node("a", plain<"a">, "in") | leat::version(1), leat::node("b", plain<"b">, "a") | leat::version(1),
    leat::node("new", plain<"new">, "b") | leat::version(1),
    leat::node("c", plain<"c">, "new") | leat::version(1), leat::node("d", plain<"d">, "c") | leat::version(1));
// clang-format on

} // namespace

TEST_CASE("the code of a node that had ended is edited: it and what follows run again") {
    scratch dir;
    throws_at = "d";
    CHECK(ran<before>(dir, [](auto& app) { app.run("in"_n = 1); }) == "a b c d ");
    CHECK(ran<after>(dir, [](auto& app) { CHECK(app.resume()["d"_n] == 14); }) == "b c d ");
}

TEST_CASE("a node is inserted: what had ended is kept, the new one and what follows run") {
    scratch dir;
    throws_at = "d";
    ran<before>(dir, [](auto& app) { app.run("in"_n = 1); });
    CHECK(ran<inserted>(dir, [](auto& app) { CHECK(app.resume()["d"_n] == 6); }) == "new c d ");
}

TEST_CASE("the file that an input names has changed: what depends on it runs again") {
    static constexpr auto p = leat::pipeline("files", leat::input<leat::file>("text"),
                                             leat::node(
                                                 "size",
                                                 [](std::filesystem::path const& path) {
                                                     note("size");
                                                     return static_cast<int>(fs::file_size(path));
                                                 },
                                                 "text"),
                                             leat::node(
                                                 "next",
                                                 [](int n) {
                                                     note("next");
                                                     return n + 1;
                                                 },
                                                 "size"));
    scratch dir;
    put_content(dir / "text", "12345");
    std::string const path = (dir / "text").string();
    throws_at = "next";
    CHECK(ran<p>(dir, [&](auto& app) { app.run("text"_n = path); }) == "size next ");
    throws_at = "next";
    CHECK(ran<p>(dir, [&](auto& app) { app.resume(); }) == "next ");
    put_content(path, "123456789");
    CHECK(ran<p>(dir, [&](auto& app) { CHECK(app.resume()["next"_n] == 10); }) == "size next ");
}

TEST_CASE("a sink that had ended is not run again") {
    static constexpr auto p =
        leat::pipeline("sinks", leat::input<double>("in"), leat::node("a", plain<"a">, "in"),
                       leat::node(
                           "post", [](double) { note("post"); }, "a"),
                       leat::node("b", plain<"b">, "a"));
    scratch dir;
    throws_at = "b";
    CHECK(ran<p>(dir, [](auto& app) { app.run("in"_n = 1); }) == "a post b ");
    CHECK(ran<p>(dir, [](auto& app) { CHECK(app.resume()["b"_n] == 3); }) == "b ");
}

TEST_CASE("what cannot be stored is made again where it is needed, and only there") {
    struct handle {
        std::unique_ptr<double, void (*)(double*)> held;
    };
    static constexpr auto p =
        leat::pipeline("handles", leat::input<double>("in"),
                       leat::node(
                           "open",
                           [](double x) {
                               note("open");
                               return handle{{new double(x), [](double* at) { delete at; }}};
                           },
                           "in"),
                       leat::node(
                           "early",
                           [](handle const& h) {
                               note("early");
                               return *h.held + 1;
                           },
                           "open"),
                       leat::node(
                           "late",
                           [](handle const& h, double early) {
                               note("late");
                               return *h.held + early;
                           },
                           "open", "early"));
    scratch dir;
    throws_at = "late";
    CHECK(ran<p>(dir, [](auto& app) { app.run("in"_n = 1); }) == "open early late ");
    CHECK(ran<p>(dir, [](auto& app) { CHECK(app.resume()["late"_n] == 3); }) == "open late ");
    throws_at = "early";
    CHECK(ran<p>(dir, [](auto& app) { app.template run<"early">("in"_n = 1); }) == "open early ");
}

TEST_CASE("a value that was overridden in the run is so when it is resumed") {
    scratch dir;
    throws_at = "n20";
    ran<twenty>(dir, [](auto& app) { app.run("n18"_n = std::vector<double>{1}); });
    CHECK(ran<twenty>(dir, [](auto& app) {
              CHECK(app.resume()["n20"_n] == std::vector<double>{5, 2});
          }) == "n20 ");
}

TEST_CASE("with a catalog: what it stores is there and right after a resume") {
    scratch dir;
    leat::dataset::memory<double> b;
    {
        leat::repo const repo(dir / "repo");
        auto const app = leat::session<before>(repo, leat::catalog("b"_n = b));
        throws_at = "d";
        CHECK_THROWS_AS(app.run("in"_n = 1), leat::node_error);
        throws_at.clear();
        b.save(0.0); // somebody else wrote there
        CHECK(app.resume()["d"_n] == 5);
        CHECK(b.load() == 3);
    }
}

TEST_CASE("several processes resume one run: one leads, nothing runs twice") {
    scratch dir;
    throws_at = "d";
    ran<before>(dir, [](auto& app) { app.run("in"_n = 1); });
    std::string const calls = (dir / "calls").string();
    fs::remove(calls);
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i)
        children.push_back(start([&] {
            calls_file = calls;
            pause_us = 100'000;
            leat::repo const repo(dir / "repo");
            auto const id = repo.runs().back().id();
            return leat::session<before>(repo).resume(id)["d"_n] == 5 ? 0 : 1;
        }));
    for (pid_t const child : children) CHECK(finish(child) == 0);
    CHECK(lines_of(calls) == std::vector<std::string>{"d"});
    fs::remove(calls);
    // Nor by somebody who comes when it is done.
    CHECK(ran<before>(dir, [&](auto& app) {
              CHECK(app.resume(leat::repo(dir / "repo").runs().back().id())["d"_n] == 5);
          }) == "");
}

TEST_CASE("a run that is alive is not resumed") {
    scratch dir;
    std::string const calls = (dir / "calls").string();
    pid_t const child = start([&] {
        calls_file = calls;
        pause_us = 10'000'000;
        leat::repo const repo(dir / "repo");
        leat::session<before>(repo).run("in"_n = 1);
        return 0;
    });
    while (lines_of(calls).empty()) ::usleep(1000);
    {
        leat::repo const repo(dir / "repo");
        auto const id = repo.latest()->id();
        auto const app = leat::session<before>(repo);
        CHECK(contains(error_of([&] { app.resume(id); }), "is alive"));
        CHECK_THROWS_AS(repo.remove(id), leat::run_active);
        ::kill(child, SIGKILL);
        finish(child);
        CHECK(app.resume(id)["d"_n] == 5);
    }
    fs::remove(calls);
}

TEST_CASE("a hook that throws at the end of a run fails its record too") {
    struct failing {
        void after_pipeline_run(leat::run_info const&) const {
            throw std::runtime_error("no mail");
        }
    };
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<before>(repo, failing{});
    try {
        app.run("in"_n = 1);
        FAIL("no error");
    } catch (leat::hook_error const& e) {
        CHECK(e.run_id() == repo.latest()->id());
    }
    CHECK(repo.latest()->status() == run_status::failed);
    CHECK(contains(repo.latest()->reason(), "no mail"));
    CHECK(contains(repo.latest()->reason(), "after_pipeline_run"));
}

TEST_CASE("a run that is stopped is recorded as stopped, and can be resumed") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<before>(repo);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(app.run(leat::run_options{.stop = stop.get_token()}, "in"_n = 1),
                    leat::run_stopped);
    CHECK(repo.latest()->status() == run_status::stopped);
    CHECK(app.resume()["d"_n] == 5);
}

TEST_CASE("a record that cannot be begun fails the run before anything runs") {
    scratch dir;
    put_content(dir / "file", "not a folder");
    calls_file = (dir / "calls").string();
    leat::repo const repo(dir / "file");
    CHECK_THROWS_AS(leat::session<before>(repo).run("in"_n = 1), leat::repo_error);
    CHECK(lines_of(calls_file).empty());
    calls_file.clear();
}
