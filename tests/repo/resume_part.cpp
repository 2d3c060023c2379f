// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// Resumes of runs of a part of the pipeline, and what is to run again.
#include <leat/repo.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

using namespace leat::literals;
using leat::node_status;
using leat::run_status;

namespace {

std::string calls;
char fails_at = 0;
int step = 1;

int called(char name, int value) {
    calls += name;
    if (name == fails_at) throw std::runtime_error("not today");
    return value;
}
int first(int n) { return called('a', n + step); }
int second(int a) { return called('b', a + 1); }
int third(int b) { return called('e', b + 1); }

constexpr auto chain =
    leat::pipeline("chain", leat::input<int>("in"), leat::node("a", first, "in") | leat::version(1),
                   leat::node("b", second, "a") | leat::version(1),
                   leat::node("end", third, "b") | leat::version(1));
// The same after an edit: "b" has another name.
constexpr auto renamed =
    leat::pipeline("chain", leat::input<int>("in"), leat::node("a", first, "in") | leat::version(1),
                   leat::node("b2", second, "a") | leat::version(1),
                   leat::node("end", third, "b2") | leat::version(1));
constexpr auto cached = leat::pipeline(
    "chain", leat::input<int>("in"), leat::node("a", first, "in") | leat::cached | leat::version(1),
    leat::node("b", second, "a") | leat::cached | leat::version(1),
    leat::node("end", third, "b") | leat::cached | leat::version(1));

// Names may have commas, and be parts of others.
constexpr auto commas = leat::pipeline("commas", leat::input<int>("in"),
                                       leat::node(
                                           "a,b", [](int n) { return called('1', n + 1); }, "in") |
                                           leat::version(1),
                                       leat::node(
                                           "a", [](int n) { return called('2', n + 100); }, "in") |
                                           leat::version(1),
                                       leat::node(
                                           "b", [](int n) { return called('3', n + 200); }, "in") |
                                           leat::version(1),
                                       leat::node(
                                           "c\\,", [](int n) { return called('4', n); }, "a,b") |
                                           leat::version(1),
                                       leat::node(
                                           "end", [](int n) { return called('e', n); }, "c\\,") |
                                           leat::version(1));

/// What was called, and how it ended.
template <class Run>
std::string of(Run&& run) {
    calls.clear();
    try {
        run();
    } catch (leat::error const& e) {
        fails_at = 0;
        return calls + ": " + e.what();
    }
    return calls;
}
template <class Run>
std::string failing_at(char node, Run&& run) {
    fails_at = node;
    std::string const made = of(run);
    REQUIRE(made.find("not today") != std::string::npos);
    return made.substr(0, made.find(':'));
}
bool has(std::string const& text, char const* part) { return text.find(part) != text.npos; }

} // namespace

TEST_CASE("a run of a slice is resumed as one") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    CHECK(failing_at('b', [&] { app.run("in"_n = 1, leat::to("b"_n)); }) == "ab");
    CHECK(failing_at('b', [&] { app.resume(); }) == "b");
    calls.clear();
    auto const resumed = app.resume();
    CHECK(calls == "b");
    CHECK(resumed["b"_n] == 3);
    CHECK_FALSE(resumed.contains("end"_n));
    using names = std::vector<std::string>;
    for (auto const& run : repo.runs()) CHECK(run.slice() == names{"a", "b"});
    CHECK(of([&] { app.run("in"_n = 1); }) == "abe");
    CHECK(repo.latest()->slice() == std::nullopt);
}

TEST_CASE("a resume of a run of a slice may be one of another slice, or of what is asked for") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    (void)failing_at('b', [&] { app.run("in"_n = 1, leat::to("b"_n)); });
    SECTION("slice") { CHECK(app.resume(leat::to("end"_n))["end"_n] == 4); }
    SECTION("asked") { CHECK(app.resume<"end">()["end"_n] == 4); }
    CHECK(calls == "abbe");
}

TEST_CASE("what is to run again is in the part, whatever that was") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    std::string const id = app.run("in"_n = 1, leat::to("b"_n)).info().id;
    CHECK(of([&] { CHECK(app.resume(id, leat::from("end"_n))["end"_n] == 4); }) == "e");
    std::string const bound = app.run("in"_n = 1, "b"_n = 70, leat::to("end"_n)).info().id;
    CHECK(of([&] { CHECK(app.resume(bound, leat::from("b"_n))["end"_n] == 4); }) == "be");
}

TEST_CASE("a value that was bound in the part is in the result of its resume") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    (void)failing_at('a', [&] { app.run("in"_n = 1, "b"_n = 70, leat::only("a"_n, "b"_n)); });
    auto const resumed = app.resume();
    CHECK(resumed["a"_n] == 2);
    CHECK(resumed["b"_n] == 70);
}

TEST_CASE("a part that the pipeline has no more is an error, and nothing is lost") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    (void)failing_at('b', [&] { leat::session<chain>(repo).run("in"_n = 1, leat::to("b"_n)); });
    auto const app = leat::session<renamed>(repo);
    std::string const said = of([&] { app.resume(); });
    CHECK(has(said, "was one of a part of the pipeline with 'b', which the pipeline has no more"));
    CHECK(repo.runs().size() == 1);
    CHECK(of([&] { CHECK(app.resume(leat::to("b2"_n))["b2"_n] == 3); }) == "b");
}

TEST_CASE("a run of a slice that an earlier version recorded is resumed with the slice") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    repo.begin({.pipeline = "chain", .sliced = true})->close({.status = run_status::failed});
    CHECK(has(of([&] { app.resume(); }), "was one of a slice of the pipeline"));
    CHECK(repo.runs().size() == 1);
    CHECK(app.resume("in"_n = 1, leat::to("b"_n))["b"_n] == 3);
}

TEST_CASE("a part that has completed does not hide the whole that did not") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    (void)failing_at('b', [&] { app.run("in"_n = 1); });
    CHECK(of([&] { app.resume(leat::to("b"_n)); }) == "b");
    CHECK(of([&] { CHECK(app.resume()["end"_n] == 4); }) == "e");
    CHECK(has(of([&] { app.resume(); }), "has completed"));
}

TEST_CASE("what is to run again does, also where a cache has it") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<cached>(leat::cache(repo), repo);
    auto const first_run = app.run("in"_n = 1);
    calls.clear();
    auto const again = app.resume(first_run.info().id, leat::from("b"_n));
    CHECK(again["end"_n] == 4);
    CHECK(calls == "be");
    CHECK(again.info().of("b").reason == "it was to run again");
    CHECK(again.info().of("a").status == node_status::resumed);
}

TEST_CASE("what was to run again does so in the next resume, too, but for what did") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const check = [&](auto const& app) {
        step = 1;
        std::string const id = app.run("in"_n = 1).info().id;
        step = 100; // which no key tells
        CHECK(failing_at('b', [&] { app.resume(id, leat::from("a"_n)); }) == "ab");
        CHECK(failing_at('e', [&] { app.resume(); }) == "be"); // "a" has run again
        CHECK(of([&] { CHECK(app.resume()["end"_n] == 103); }) == "e");
        step = 1;
    };
    SECTION("recorded") { check(leat::session<chain>(repo)); }
    SECTION("in a cache, too") { check(leat::session<cached>(leat::cache(repo), repo)); }
}

TEST_CASE("what was to be made again of a map is, but for the elements that were") {
    static constexpr auto p = leat::pipeline(
        "p", leat::input<std::vector<int>>("parts"),
        leat::map(
            "scores", [](int part) { return called(static_cast<char>('0' + part), part * step); },
            leat::each("parts")) |
            leat::cached | leat::version(1));
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::vector<int> const parts{0, 1, 2, 3, 4};
    auto const check = [&](auto const& app, char const* then) {
        step = 1;
        std::string const id = app.run("parts"_n = parts).info().id;
        step = 10;
        CHECK(failing_at('3', [&] { app.resume(id, leat::from("scores"_n)); }) == "0123");
        std::vector<int> const wanted{0, 10, 20, 30, 40};
        CHECK(of([&] { CHECK(app.resume()["scores"_n] == wanted); }) == then);
        step = 1;
    };
    SECTION("recorded") { check(leat::session<p>(repo), "34"); }
    // A cache in the repo is where they are then, and of its elements nothing tells which are new.
    SECTION("in a cache, too") { check(leat::session<p>(leat::cache(repo), repo), "01234"); }
}

TEST_CASE("a run of what is missing where nothing is has an empty part") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "chain",
                                 .sliced = true,
                                 .slice = std::vector<std::string>(),
                                 .anew = {"a", "a (elements)"}});
    CHECK(repo.run(run->id()).sliced());
    CHECK(repo.run(run->id()).slice() == std::vector<std::string>());
    CHECK(repo.run(run->id()).anew() == std::vector<std::string>{"a", "a (elements)"});
}

TEST_CASE("lists and times of a record are shown as they were in the run") {
    leat::run_param const list{"sizes", "[7, 2.5]", "std::vector<double>"};
    CHECK(list.text() == "[7, 2.5]");
    CHECK(leat::run_param{"t", "90min", "std::chrono::duration<long, std::ratio<60> >"}.text() ==
          "90min");
    CHECK(leat::run_param{"s", "[7]", "std::__cxx11::basic_string<char>"}.text() == "'[7]'");
    CHECK(leat::run_param{"s", "x", "std::basic_string_view<char>"}.text() == "'x'");
    CHECK(leat::run_param{"s", "x", "leat::file"}.text() == "'x'");
    CHECK(leat::run_param{"s", "x", ""}.text() == "'x'");
}

TEST_CASE("names with commas are names in a record, too") {
    scratch dir;
    leat::repo repo(dir / "repo");
    auto app = leat::session<commas>(repo);
    fails_at = 'e';
    CHECK_THROWS_AS((app.run<"end", "a,b">("in"_n = 1)), leat::node_error);
    auto const asked = repo.latest();
    CHECK(asked->asked() == std::vector<std::string>{"end", "a,b"});
    CHECK(asked->info().of("a,b").outputs == std::vector<std::string>{"a,b"});
    CHECK(asked->info().of("c\\,").outputs == std::vector<std::string>{"c\\,"});
    fails_at = 0;
    auto const whole = app.resume();
    CHECK(whole.contains("end"_n));
    CHECK(whole.contains("a,b"_n));
    CHECK_FALSE(whole.contains("a"_n));
    CHECK_FALSE(whole.contains("b"_n));

    fails_at = 'e';
    CHECK_THROWS_AS(app.run(leat::to("end"_n), "in"_n = 2), leat::node_error);
    fails_at = 0;
    CHECK(repo.latest()->slice() == std::vector<std::string>{"a,b", "c\\,", "end"});
    auto const part = app.resume();
    CHECK(part["end"_n] == 3);
    CHECK_FALSE(part.contains("a"_n));
    app.resume(part.info().id, leat::from("a,b"_n));
    auto const anew = repo.latest()->anew();
    for (char const* name : {"a,b", "c\\,", "end"})
        CHECK(std::find(anew.begin(), anew.end(), name) != anew.end());
}
