// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// What must not get into a cache: what a node did not return, or did not return for its inputs.
#include <leat/cache.hpp>
#include <leat/catalog/memory.hpp>
#include <leat/catalog/reloaded.hpp>
#include <leat/catalog/text.hpp>
#include <leat/leat.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <array>
#include <cmath>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;
using leat::node_status;

namespace {

std::string calls;

std::pair<int, int> two(int n) {
    calls += "2";
    return {n + 1, n + 2};
}
int join(int p, int q) {
    calls += "j";
    return 100 * p + q;
}
constexpr auto both_cached =
    leat::pipeline("pair", leat::input<int>("n"),
                   leat::node(leat::outputs("p", "q"), two, "n") | leat::cached | leat::version(1),
                   leat::node("sum", join, "p", "q") | leat::cached | leat::version(1));
constexpr auto only_sum_cached = leat::pipeline(
    "pair", leat::input<int>("n"), leat::node(leat::outputs("p", "q"), two, "n") | leat::version(1),
    leat::node("sum", join, "p", "q") | leat::cached | leat::version(1));

template <auto const& P>
void check_bound_output() {
    auto const app = leat::session<P>(leat::cache(leat::memory_store{}));
    auto const sum = [&](auto&&... more) {
        return app.template run<"sum">("n"_n = 1, std::forward<decltype(more)>(more)...)["sum"_n];
    };
    CHECK(sum("p"_n = 50) == 5003);
    CHECK(sum() == 203);
    CHECK(sum("p"_n = 60) == 6003);
    CHECK(app.template run<"p">("n"_n = 1)["p"_n] == 2);
    CHECK(sum("q"_n = 7) == 207);
    CHECK(sum("p"_n = 50) == 5003);
}

} // namespace

TEST_CASE("one of several outputs is bound: it is neither kept nor taken for what the node made") {
    check_bound_output<both_cached>();
    check_bound_output<only_sum_cached>();
}

TEST_CASE("what a node made of an input that a hook replaced is not kept for the input") {
    static constexpr auto p = leat::pipeline("p", leat::param("k", 1),
                                             leat::node(
                                                 "raw", [](int k) { return 5 * k; }, "k") |
                                                 leat::version(1),
                                             leat::node(
                                                 "x", [](int raw) { return raw + 1; }, "raw") |
                                                 leat::cached | leat::version(1));
    struct with_seven {
        auto before_node_run(leat::at<p, "raw">) const { return leat::replace("k"_n = 7); }
    };
    struct with_nine {
        auto before_node_run(leat::at<p, "x">) const { return leat::replace("raw"_n = 9); }
    };
    leat::memory_store store;
    CHECK(leat::session<p>(leat::cache(store), with_nine{}).run()["x"_n] == 10);
    CHECK(leat::session<p>(leat::cache(store, "raw"_n = leat::cached), with_seven{}).run()["x"_n] ==
          36);
    CHECK(leat::session<p>(leat::cache(store)).run()["x"_n] == 6);
    CHECK(leat::session<p>(leat::cache(store)).run("k"_n = 2)["x"_n] == 11);
    CHECK(leat::session<p>(leat::cache(store, "raw"_n = leat::cached)).run()["x"_n] == 6);

    // Nor is what is kept taken where a hook may replace an input.
    CHECK(leat::session<p>(leat::cache(store, "raw"_n = leat::cached), with_seven{}).run()["x"_n] ==
          36);
    auto const result = leat::session<p>(leat::cache(store), with_nine{}).run();
    CHECK(result["x"_n] == 10);
    CHECK(result.info().of("x").reason == "a hook may replace what it takes");
}

TEST_CASE("a zero below zero is another input than zero, whatever == says") {
    static constexpr auto p = leat::pipeline(
        "p", leat::input<double>("x"),
        leat::node("y", LEAT_FN([](double x) { return 1 / x; }), "x") | leat::cached);
    auto const app = leat::session<p>(leat::cache(leat::memory_store{}));
    auto const above = app.run("x"_n = 0.0), below = app.run("x"_n = -0.0);
    CHECK(above["y"_n] == HUGE_VAL);
    CHECK(below["y"_n] == -HUGE_VAL);

    // What was stored when fingerprints said less is never found again.
    auto const made = [](std::string_view text) {
        return leat::digest_builder()
            .text(text)
            .add(leat::key<p, "y">)
            .number(0)
            .add(leat::fingerprint(-0.0))
            .finish();
    };
    CHECK(below.info().of("y").key == made("leat cache 2"));
    CHECK(below.info().of("y").key != made("leat cache 1"));
}

TEST_CASE("what a node returned that was asked to stop is not kept, and the run was stopped") {
    static std::stop_source stop;
    static constexpr auto p =
        leat::pipeline("p", leat::input<int>("n"),
                       leat::node(
                           "sum",
                           [](int n, leat::context& here) {
                               int sum = 0;
                               for (int i = 0; i < n && !here.stop_requested(); ++i) {
                                   sum += i;
                                   if (i == 3) stop.request_stop();
                               }
                               return sum;
                           },
                           "n") |
                           leat::cached | leat::version(1));
    auto const app = leat::session<p>(leat::cache(leat::memory_store{}));
    CHECK_THROWS_AS(app.run(leat::run_options{.stop = stop.get_token()}, "n"_n = 100),
                    leat::run_stopped);
    CHECK(app.cache().entries().empty());
    stop = {};
    CHECK(app.run("n"_n = 3)["sum"_n] == 3);
}

TEST_CASE(
    "a stored value is lost when its node's input was given up: an error, not a wrong value") {
    using values = std::vector<int>;
    static constexpr auto p = leat::pipeline(
        "p", leat::input<values>("in"),
        leat::node(
            "h", [](values const& in) { return static_cast<int>(in.size()); }, "in") |
            leat::cached | leat::version(1),
        leat::node(
            "eat", [](values in) { return values(std::move(in)).size(); }, "in"),
        leat::node(
            "end", [](int h, std::size_t eaten) { return 1000 * h + int(eaten); }, "h", "eat"));
    leat::memory_store store;
    auto const app = leat::session<p>(leat::cache(store));
    CHECK(app.run("in"_n = values(71, 1))["end"_n] == 71071);
    std::string blob;
    store.for_each([&](std::string_view name, std::uint64_t) {
        if (name.starts_with("blobs/")) blob = name;
    });
    store.put(blob, std::string(*store.get(blob)).replace(10, 1, "?"));
    leat::run_options const silent{.log = [](std::string_view, std::string_view) {}};
    std::string const said = error_of([&] { app.run(silent, "in"_n = values(71, 1)); });
    CHECK(contains(said, "its stored value was lost"));
    CHECK(app.run(silent, "in"_n = values(71, 1))["end"_n] == 71071);
    CHECK(app.run("in"_n = values(71, 1)).info().of("h").status == node_status::hit);
}

TEST_CASE("outputs that change places are other outputs") {
    static constexpr auto before = leat::pipeline("p", leat::input<int>("n"),
                                                  leat::node(
                                                      leat::outputs("a", "b", "c"),
                                                      [](int n) {
                                                          return std::array{n, n + 1, n + 2};
                                                      },
                                                      "n") |
                                                      leat::cached | leat::version(1));
    static constexpr auto after = leat::pipeline("p", leat::input<int>("n"),
                                                 leat::node(
                                                     leat::outputs("a", "c", "b"),
                                                     [](int n) {
                                                         return std::array{n, n + 1, n + 2};
                                                     },
                                                     "n") |
                                                     leat::cached | leat::version(1));
    leat::memory_store store;
    leat::session<before>(leat::cache(store)).run("n"_n = 1);
    CHECK(leat::session<after>(leat::cache(store)).run("n"_n = 1)["c"_n] == 2);
}

TEST_CASE("a dataset that is read again gives its form to the next node, with a cache too") {
    static constexpr auto p = leat::pipeline("p",
                                             leat::node("third",
                                                        [] {
                                                            calls += "t";
                                                            return 1.0 / 3;
                                                        }) |
                                                 leat::version(1),
                                             leat::node(
                                                 "x",
                                                 [](double third) {
                                                     calls += "x";
                                                     return third;
                                                 },
                                                 "third") |
                                                 leat::version(1),
                                             leat::node(
                                                 "y", [](double third) { return third; }, "third") |
                                                 leat::version(1));
    struct rounded {
        double* held;
        double load() const { return *held; }
        void save(double value) const { *held = std::round(value * 1000) / 1000; }
        bool exists() const { return *held != 0; }
        std::string describe() const { return "rounded"; }
    };
    double held = 0;
    auto const run = [&](auto&& cache) {
        calls.clear();
        auto const app =
            leat::session<p>(std::forward<decltype(cache)>(cache),
                             leat::catalog("third"_n = leat::dataset::reloaded(rounded{&held})));
        auto const result = app.run();
        CHECK(result["x"_n] == 0.333);
        CHECK(result["y"_n] == 0.333);
        return calls;
    };
    leat::memory_store store;
    CHECK(run(leat::cache(leat::memory_store{})) == "tx");
    CHECK(run(leat::cache(store, leat::all)) == "tx");
    run(leat::cache(store, leat::all)); // hits
}

TEST_CASE("a value that can only be moved goes on to a node that waits") {
    using owner = std::unique_ptr<int>;
    static constexpr auto p =
        leat::pipeline("p", leat::input<int>("n"),
                       leat::node(
                           "made", [](int n) { return std::make_unique<int>(n); }, "n") |
                           leat::version(1),
                       leat::node(
                           "taken", [](owner made) { return *made + 1; }, "made") |
                           leat::version(1),
                       leat::node(
                           "end", [](int taken) { return taken + 1; }, "taken") |
                           leat::cached | leat::version(1));
    auto const app = leat::session<p>(leat::cache(leat::memory_store{}));
    CHECK(app.run("n"_n = 1)["end"_n] == 3);
    auto const info = app.run<"end", "taken">("n"_n = 1).info();
    CHECK(info.of("end").status == node_status::hit);
    CHECK(info.of("made").status == node_status::ran);
    CHECK(info.of("made").reason.empty()); // it was needed in the end
}

TEST_CASE("a node that waits runs before what it takes is taken over") {
    using owner = std::unique_ptr<int>;
    static constexpr auto p =
        leat::pipeline("p", leat::input<int>("n"),
                       leat::node(
                           "x",
                           [](int n) {
                               calls += "x";
                               return std::make_unique<int>(n);
                           },
                           "n") |
                           leat::version(1),
                       leat::node(
                           "w",
                           [](owner const& x) {
                               calls += "w";
                               return *x + 10;
                           },
                           "x") |
                           leat::version(1),
                       leat::node(
                           "eat",
                           [](owner x) {
                               calls += "e";
                               return *x + 1;
                           },
                           "x") |
                           leat::version(1),
                       leat::node(
                           "end", [](int w, int eaten) { return w + eaten; }, "w", "eat") |
                           leat::cached | leat::version(1));
    auto const app = leat::session<p>(leat::cache(leat::memory_store{}));
    calls.clear();
    CHECK(app.run("n"_n = 1)["end"_n] == 13);
    CHECK(calls == "xwe");
    calls.clear();
    CHECK(app.run("n"_n = 1)["end"_n] == 13);
    CHECK(calls.empty());
    CHECK(app.run<"eat", "end", "w">("n"_n = 1)["w"_n] == 11);
    CHECK(calls == "xwe");
}

TEST_CASE("leat::all leaves out what follows from code that nothing tells of") {
    static constexpr auto p = leat::pipeline("p", leat::input<int>("n"),
                                             leat::node(
                                                 "plain", [](int n) { return n; }, "n"),
                                             leat::node(
                                                 "x", [](int n) { return n + 1; }, "plain") |
                                                 leat::version(1),
                                             leat::node(
                                                 "y", [](int n) { return n + 1; }, "n") |
                                                 leat::version(1));
    auto const app = leat::session<p>(leat::cache(leat::memory_store{}, leat::all));
    app.run("n"_n = 1);
    CHECK(app.cache().find("x").empty());
    CHECK(app.cache().find("y").size() == 1);
}

namespace user {

struct model {
    int n = 0;
};
// What is called so in a user's namespace is none of the library's business.
void save_to(std::ostream& to, model const&) { to << "a text of the user"; }
int fingerprint(model const&) { return 7; }
std::string shown(model const&) { return "?"; }

} // namespace user

TEST_CASE("functions of the user that are called as some of leat's are not taken for them") {
    static constexpr auto p =
        leat::pipeline("p", leat::input<user::model>("in"),
                       leat::node(
                           "m", [](user::model const& in) { return user::model{in.n + 1}; }, "in") |
                           leat::cached | leat::version(1));
    auto const app = leat::session<p>(leat::cache(leat::memory_store{}));
    app.run("in"_n = user::model{1});
    auto const again = app.run("in"_n = user::model{1});
    CHECK(again.info().of("m").status == node_status::hit);
    CHECK(again["m"_n].n == 2);
    CHECK(app.run("in"_n = user::model{2})["m"_n].n == 3);
}
