// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// What a resumed run must not take for what the run before it did, and what it must know of it.
#include <leat/repo.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

using namespace leat::literals;
using leat::node_status;
using leat::run_status;

namespace {

std::string calls;
bool fails = false;

int note(char const* name, int value) {
    calls += name;
    return value;
}
int last(int x) {
    calls += "e";
    if (fails) throw std::runtime_error("not today");
    return x + 1;
}

template <auto const& P, class... Values>
void run_and_fail(leat::repo const& repo, Values&&... values) {
    fails = true;
    try {
        leat::session<P>(repo).run(std::forward<Values>(values)...);
    } catch (leat::run_error const&) {
    }
    fails = false;
    calls.clear();
}

} // namespace

TEST_CASE("one of several outputs was bound in the run: it stays so when that is resumed") {
    static constexpr auto p = leat::pipeline(
        "p", leat::input<int>("in"),
        leat::node(
            leat::outputs("p", "q"), [](int n) { return std::pair(n + 1, n + 2); }, "in"),
        leat::node(
            "sum", [](int a, int b) { return last(100 * a + b - 1); }, "p", "q"));
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<p>(repo);
    run_and_fail<p>(repo, "in"_n = 1, "p"_n = 50);
    CHECK(app.resume()["sum"_n] == 5003);
    run_and_fail<p>(repo, "in"_n = 1);
    CHECK(app.resume("p"_n = 70)["sum"_n] == 7003);
}

TEST_CASE("what a node made of a replaced input is not what a resume may take") {
    static constexpr auto p = leat::pipeline("p", leat::param("k", 1),
                                             leat::node(
                                                 "x", [](int k) { return note("x", 5 * k); }, "k"),
                                             leat::node("end", last, "x"));
    struct with_seven {
        auto before_node_run(leat::at<p, "x">) const { return leat::replace("k"_n = 7); }
    };
    scratch dir;
    leat::repo const repo(dir / "repo");
    fails = true;
    CHECK_THROWS_AS(leat::session<p>(repo, with_seven{}).run(), leat::node_error);
    fails = false;
    CHECK(leat::session<p>(repo).resume()["end"_n] == 6);
}

TEST_CASE("what was given and not needed at first is known when it is") {
    static constexpr auto p = leat::pipeline(
        "p", leat::input<int>("in"), leat::param("by", 1), leat::node("c", last, "in"),
        leat::node(
            "d", [](int c, int by) { return c * by; }, "c", "by"));
    scratch dir;
    leat::repo const repo(dir / "repo");
    fails = true;
    CHECK_THROWS_AS((leat::session<p>(repo).run<"c">("in"_n = 3, "by"_n = 5)), leat::node_error);
    fails = false;
    CHECK(leat::session<p>(repo).resume<"d">()["d"_n] == 20);
}

TEST_CASE("a default is one of the code: an edited one counts") {
    static constexpr auto before =
        leat::pipeline("p", leat::param("k", 1), leat::node("end", last, "k"));
    static constexpr auto after =
        leat::pipeline("p", leat::param("k", 2), leat::node("end", last, "k"));
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_and_fail<before>(repo);
    CHECK(repo.latest()->params()[0].value == leat::param_value(std::int64_t{1}));
    CHECK(leat::session<after>(repo).resume()["end"_n] == 3);
    run_and_fail<before>(repo, "k"_n = 7);
    CHECK(leat::session<after>(repo).resume()["end"_n] == 8); // that was given
}

TEST_CASE("a node that takes a default and had ended is not run again") {
    static constexpr auto p =
        leat::pipeline("p", leat::input<int>("in"), leat::param("k", 3),
                       leat::node(
                           "a", [](int n, int k) { return note("a", n + k); }, "in", "k"),
                       leat::node("end", last, "a"));
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_and_fail<p>(repo, "in"_n = 1);
    CHECK(leat::session<p>(repo).resume()["end"_n] == 5);
    CHECK(calls == "e");
    run_and_fail<p>(repo, "in"_n = 1);
    CHECK(leat::session<p>(repo).resume("k"_n = 4)["end"_n] == 6);
    CHECK(calls == "ae");
}

TEST_CASE("a value that can only be moved waits in a resume, and goes on") {
    using owner = std::unique_ptr<int>;
    static constexpr auto p =
        leat::pipeline("p", leat::input<int>("n"),
                       leat::node(
                           "made", [](int n) { return std::make_unique<int>(n); }, "n"),
                       leat::node(
                           "taken", [](owner made) { return last(*made); }, "made"));
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_and_fail<p>(repo, "n"_n = 1);
    CHECK(leat::session<p>(repo).resume()["taken"_n] == 2);
}

TEST_CASE("a value that can only be moved is taken over though others had taken it before") {
    using owner = std::unique_ptr<int>;
    static constexpr auto p =
        leat::pipeline("p", leat::input<int>("n"),
                       leat::node(
                           "x", [](int n) { return std::make_unique<int>(note("x", n)); }, "n"),
                       leat::node(
                           "w", [](owner const& x) { return note("w", *x); }, "x"),
                       leat::node(
                           "eat", [](owner x) { return last(*x); }, "x"),
                       leat::node(
                           "z", [](int w, int eaten) { return w + eaten; }, "w", "eat"));
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_and_fail<p>(repo, "n"_n = 1);
    CHECK(leat::session<p>(repo).resume()["z"_n] == 3);
    CHECK(calls == "e");
}

namespace {

constexpr auto chain = leat::pipeline("chain", leat::input<int>("in"),
                                      leat::node(
                                          "a", [](int n) { return note("a", n + 1); }, "in"),
                                      leat::node(
                                          "b", [](int n) { return note("b", n + 1); }, "a"),
                                      leat::node("end", last, "b"));

} // namespace

TEST_CASE("a resume that is stopped or fails at once loses nothing") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_and_fail<chain>(repo, "in"_n = 1);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(leat::session<chain>(repo).resume(leat::run_options{.stop = stop.get_token()}),
                    leat::run_stopped);
    struct failing {
        void before_pipeline_run(leat::run_info const&) const { throw std::runtime_error("no"); }
    };
    CHECK_THROWS_AS(leat::session<chain>(repo, failing{}).resume(), leat::hook_error);
    CHECK(calls.empty());
    CHECK(leat::session<chain>(repo).resume()["end"_n] == 4);
    CHECK(calls == "e");
}

TEST_CASE("a misspelled name to resume from is an error, and leaves no record") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_and_fail<chain>(repo, "in"_n = 1);
    CHECK(contains(error_of([&] { leat::session<chain>(repo).resume(leat::from("ennd"_n)); }),
                   "did you mean 'end'?"));
    CHECK(repo.runs().size() == 1);
    CHECK(leat::session<chain>(repo).resume()["end"_n] == 4);
}

TEST_CASE("a node is refreshed in a resume; and one that was bound, when it is named") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    run_and_fail<chain>(repo, "in"_n = 1);
    CHECK(leat::session<chain>(repo).resume(leat::refresh("b"_n))["end"_n] == 4);
    CHECK(calls == "be");
    run_and_fail<chain>(repo, "in"_n = 1, "b"_n = 70);
    CHECK(leat::session<chain>(repo).resume()["end"_n] == 71);
    run_and_fail<chain>(repo, "in"_n = 1, "b"_n = 70);
    CHECK(leat::session<chain>(repo).resume(leat::from("b"_n))["end"_n] == 4);
}

TEST_CASE("two repos of one folder share their values with the cache") {
    static constexpr auto p = leat::pipeline("p", leat::input<int>("in"),
                                             leat::node(
                                                 "m", [](int n) { return n + 1; }, "in") |
                                                 leat::cached | leat::version(1));
    scratch dir;
    leat::repo const repo(dir / "repo"), same(dir / "repo");
    auto const app = leat::session<p>(leat::cache(same), repo);
    app.run("in"_n = 1);
    app.run("in"_n = 1);
    CHECK(repo.latest()->info().of("m").status == node_status::hit);
    CHECK(repo.latest()->value<int>("m") == 2);
}

TEST_CASE("a run that was stopped is kept, also where runs that fail are discarded") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::stop_source stop;
    stop.request_stop();
    auto const app = leat::session<chain>(repo, leat::on_failure::discard);
    CHECK_THROWS_AS(app.run(leat::run_options{.stop = stop.get_token()}, "in"_n = 1),
                    leat::run_stopped);
    CHECK(repo.latest()->status() == run_status::stopped);
}

TEST_CASE("a run in the background owns the text that it is given") {
    static constexpr auto p =
        leat::pipeline("p", leat::input<std::string>("s"),
                       leat::node(
                           "size", [](std::string const& s) { return s; }, "s"));
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<p>(repo);
    char text[] = "good";
    auto handle = app.start("s"_n = text);
    text[0] = 'B';
    CHECK(handle.wait()["size"_n] == "good");
}
