// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/session_memo.hpp>

#include <leat/cache.hpp>
#include <leat/catalog/memory.hpp>

#include "../catalog/laws.hpp"
#include "../run/recorder.hpp"
#include "../run/shelf.hpp"

#include <catch.hpp>

#include <chrono>
#include <fstream>
#include <thread>

#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

namespace {

events calls;
std::string throws_at;

template <leat::fixed_string Name>
double make(double x) {
    calls.emplace_back(Name.view());
    if (throws_at == Name.view()) throw std::range_error("out of range");
    return x + 1;
}
// The same code by meaning, and one that gives another result.
double make_b_anew(double x) { return make<"b">(x); }
double make_b_otherwise(double x) { return make<"b">(x) + 100; }

constexpr auto chain =
    leat::pipeline("chain", leat::input<double>("in"), leat::param("by", 1.0),
                   leat::node("a", make<"a">, "in") | leat::cached | leat::version(1),
                   leat::node("b", make<"b">, "a") | leat::cached | leat::version(1),
                   leat::node(
                       "c",
                       [](double b, double by) {
                           calls.emplace_back("c");
                           return b * by;
                       },
                       "b", "by") |
                       leat::cached | leat::version(1),
                   leat::node("aside", make<"aside">, "in") | leat::cached | leat::version(1));

double times(double b, double by) {
    calls.emplace_back("c");
    return b * by;
}

// What edits of b make of it.
constexpr auto unedited =
    leat::pipeline("edited", leat::input<double>("in"), leat::param("by", 1.0),
                   leat::node("a", make<"a">, "in") | leat::cached | leat::version(1),
                   leat::node("b", make<"b">, "a") | leat::cached | leat::version(1),
                   leat::node("c", times, "b", "by") | leat::cached | leat::version(1));
constexpr auto anew =
    leat::pipeline("edited", leat::input<double>("in"), leat::param("by", 1.0),
                   leat::node("a", make<"a">, "in") | leat::cached | leat::version(1),
                   leat::node("b", make_b_anew, "a") | leat::cached | leat::version(2),
                   leat::node("c", times, "b", "by") | leat::cached | leat::version(1));
constexpr auto otherwise =
    leat::pipeline("edited", leat::input<double>("in"), leat::param("by", 1.0),
                   leat::node("a", make<"a">, "in") | leat::cached | leat::version(1),
                   leat::node("b", make_b_otherwise, "a") | leat::cached | leat::version(2),
                   leat::node("c", times, "b", "by") | leat::cached | leat::version(1));

constexpr auto around = leat::pipeline("around", chain);

constexpr auto adds = leat::pipeline("adds", leat::param("x", 1),
                                     leat::node(
                                         "total", [](int x) { return x + 1; }, "x") |
                                         leat::cached | leat::version(1),
                                     leat::node("text", LEAT_FN([](int x) {
                                                    calls.emplace_back("text");
                                                    return x - 1;
                                                }),
                                                "x") |
                                         leat::cached);
constexpr auto multiplies = leat::pipeline("multiplies", leat::param("x", 1),
                                           leat::node(
                                               "total", [](int x) { return x * 100; }, "x") |
                                               leat::cached | leat::version(1),
                                           leat::node("text", LEAT_FN([](int x) {
                                                          calls.emplace_back("text");
                                                          return x - 1;
                                                      }),
                                                      "x") |
                                               leat::cached);
constexpr auto adds_each =
    leat::pipeline("adds", leat::input<std::vector<int>>("xs"),
                   leat::map(
                       "each", [](int x) { return x + 1; }, leat::each("xs")) |
                       leat::cached | leat::version(1));
constexpr auto multiplies_each =
    leat::pipeline("multiplies", leat::input<std::vector<int>>("xs"),
                   leat::map(
                       "each", [](int x) { return x * 100; }, leat::each("xs")) |
                       leat::cached | leat::version(1));

// Its function runs the pipeline itself, once, with the same inputs.
int depth = 0;
leat::memory_store nested_store;
int run_nested(int x);
constexpr auto nested =
    leat::pipeline("nested", leat::input<int>("x"),
                   leat::node("total", run_nested, "x") | leat::cached | leat::version(1));
int run_nested(int x) {
    if (++depth > 1) return x + 1;
    return leat::session<nested>(leat::cache(nested_store)).run("x"_n = x)["total"_n];
}

constexpr auto version_1 =
    leat::pipeline("versioned", leat::input<double>("in"),
                   leat::node("b", make<"b">, "in") | leat::cached | leat::version(1));
constexpr auto version_2 =
    leat::pipeline("versioned", leat::input<double>("in"),
                   leat::node("b", make<"b">, "in") | leat::cached | leat::version(2));

template <class Run>
events called(Run&& run) {
    calls.clear();
    run();
    return calls;
}

} // namespace

TEST_CASE("run twice unchanged: nothing executes the second time") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    CHECK(called([&] { CHECK(app.run<"c">("in"_n = 1)["c"_n] == 3); }) == events{"a", "b", "c"});
    CHECK(called([&] { CHECK(app.run<"c">("in"_n = 1)["c"_n] == 3); }) == events{});
    auto const info = app.run<"c">("in"_n = 1).info();
    CHECK(info.of("a").status == leat::node_status::hit);
    CHECK(info.of("c").status == leat::node_status::hit);
    CHECK(info.of("c").bytes > 0);
    CHECK(info.of("c").key != leat::digest{});
}

TEST_CASE("a warm run loads only what was asked for") {
    struct counting : leat::memory_store {
        std::vector<std::string>* asked;
        std::shared_ptr<std::string const> share(std::string_view name) const {
            asked->emplace_back(name);
            return leat::memory_store::share(name);
        }
    };
    std::vector<std::string> asked;
    counting store;
    store.asked = &asked;
    auto app = leat::session<chain>(leat::cache(store));
    app.run<"c">("in"_n = 1);
    asked.clear();
    app.run<"c">("in"_n = 1);
    CHECK(std::ranges::count_if(
              asked, [](std::string const& name) { return name.starts_with("blobs/"); }) == 1);
}

TEST_CASE("a node's code changes, its result does not: that node runs, what follows does not") {
    leat::memory_store store;
    leat::session<unedited>(leat::cache(store)).run<"c">("in"_n = 1);
    CHECK(called([&] {
              auto app = leat::session<anew>(leat::cache(store));
              CHECK(app.run<"c">("in"_n = 1)["c"_n] == 3);
          }) == events{"b"});
}

TEST_CASE("a node's code changes, and its result: both run") {
    leat::memory_store store;
    leat::session<unedited>(leat::cache(store)).run<"c">("in"_n = 1);
    CHECK(called([&] {
              auto app = leat::session<otherwise>(leat::cache(store));
              CHECK(app.run<"c">("in"_n = 1)["c"_n] == 103);
          }) == events{"b", "c"});
}

TEST_CASE("an input's value changes: what depends on it runs, the rest does not") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    app.run("in"_n = 1);
    CHECK(called([&] { CHECK(app.run("in"_n = 1, "by"_n = 10)["c"_n] == 30); }) == events{"c"});
    CHECK(called([&] { app.run("in"_n = 2); }) == events{"a", "b", "c", "aside"});
}

TEST_CASE("an input that equals its default hits as if it had not been given") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    app.run("in"_n = 1);
    CHECK(called([&] { app.run("in"_n = 1, "by"_n = 1); }) == events{});
}

TEST_CASE(
    "a value is overridden with the content computed: what follows hits; with other: it runs") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    app.run<"c">("in"_n = 1);
    CHECK(called([&] { app.run<"c">("b"_n = 3); }) == events{});
    CHECK(called([&] { CHECK(app.run<"c">("b"_n = 4)["c"_n] == 4); }) == events{"c"});
    CHECK(called([&] { CHECK(app.run<"b">("in"_n = 1)["b"_n] == 3); }) ==
          events{}); // b is not lost
}

TEST_CASE("a node throws: nothing of it is stored, what came before is a hit at the next run") {
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}));
    throws_at = "b";
    CHECK_THROWS_AS(app.run<"c">("in"_n = 1), leat::node_error);
    throws_at.clear();
    CHECK(called([&] { app.run<"c">("in"_n = 1); }) == events{"b", "c"});
}

TEST_CASE("of nodes that run when their value is needed, only the one that throws has failed") {
    static constexpr auto later = leat::pipeline(
        "later", leat::input<double>("in"), leat::node("a", make<"a">, "in") | leat::version(1),
        leat::node(
            "plain", [](double a) { return a; }, "a") |
            leat::version(1),
        leat::node("b", make<"b">, "plain") | leat::cached | leat::version(1));
    static constexpr auto unkeyed = leat::pipeline(
        "unkeyed", leat::input<double>("in"), leat::node("a", make<"a">, "in") | leat::impure,
        leat::node("b", make<"b">, "a") | leat::cached | leat::version(1),
        leat::node("c", make<"c">, "b") | leat::cached | leat::version(1));
    struct teller {
        std::string* seen;
        void on_pipeline_error(leat::run_info const& info, std::exception_ptr const&) const {
            for (auto const& node : info.nodes) {
                bool const failed = node.status == leat::node_status::failed;
                bool const pending = node.status == leat::node_status::pending;
                *seen += node.name + (failed ? " failed " : pending ? " not run " : " else ");
            }
        }
    };
    std::string seen;
    leat::memory_store store;
    throws_at = "a";
    CHECK_THROWS_AS((leat::session<later>(leat::cache(store), teller{&seen}).run("in"_n = 1)),
                    leat::node_error);
    CHECK(seen == "a failed plain not run b not run ");
    seen.clear();
    CHECK_THROWS_AS((leat::session<unkeyed>(leat::cache(store), teller{&seen}).run("in"_n = 1)),
                    leat::node_error);
    throws_at.clear();
    CHECK(seen == "a failed b not run c not run ");
}

namespace {

double tick = 0;

constexpr auto behaviours = leat::pipeline(
    "behaviours", leat::input<double>("in"), leat::param("verbose", false),
    leat::node("always", make<"always">, "in") | leat::recompute | leat::version(1),
    leat::node("after_always", make<"after_always">, "always") | leat::cached | leat::version(1),
    leat::node("clock",
               [] {
                   calls.emplace_back("clock");
                   return tick;
               }) |
        leat::impure,
    leat::node("after_clock", make<"after_clock">, "clock") | leat::cached | leat::version(1),
    leat::node(
        "loud",
        [](double x, bool) {
            calls.emplace_back("loud");
            return x;
        },
        "in", "verbose") |
        leat::cached | leat::version(1) | leat::not_in_key("verbose"),
    leat::node("plain", make<"plain">, "in") | leat::version(1),
    leat::node("after_plain", make<"after_plain">, "plain") | leat::cached | leat::version(1));

} // namespace

TEST_CASE("recompute: the node runs each time, what follows hits when it returned the same") {
    auto app = leat::session<behaviours>(leat::cache(leat::memory_store{}));
    app.run<"after_always">("in"_n = 1);
    CHECK(called([&] { app.run<"after_always">("in"_n = 1); }) == events{"always"});
}

TEST_CASE("impure: the node runs each time, what follows is keyed by what it returned") {
    auto app = leat::session<behaviours>(leat::cache(leat::memory_store{}));
    tick = 1;
    CHECK(called([&] { app.run<"after_clock">(); }) == events{"clock", "after_clock"});
    CHECK(called([&] { app.run<"after_clock">(); }) == events{"clock"});
    tick = 2;
    CHECK(called([&] { CHECK(app.run<"after_clock">()["after_clock"_n] == 3); }) ==
          events{"clock", "after_clock"});
    tick = 1;
    CHECK(called([&] { CHECK(app.run<"after_clock">()["after_clock"_n] == 2); }) ==
          events{"clock"});
}

TEST_CASE("not_in_key: what does not count does not make it run again") {
    auto app = leat::session<behaviours>(leat::cache(leat::memory_store{}));
    app.run<"loud">("in"_n = 1, "verbose"_n = true);
    CHECK(called([&] { app.run<"loud">("in"_n = 1, "verbose"_n = false); }) == events{});
    CHECK(called([&] { app.run<"loud">("in"_n = 2); }) == events{"loud"});
}

TEST_CASE("a node that is not cached and only feeds hits does not run; where it is taken it does") {
    auto app = leat::session<behaviours>(leat::cache(leat::memory_store{}));
    app.run<"after_plain">("in"_n = 1);
    auto const warm = app.run<"after_plain">("in"_n = 1).info();
    CHECK(warm.of("plain").status == leat::node_status::skipped);
    CHECK(warm.of("plain").reason == "not needed: what takes its value was in the cache");
    CHECK(called([&] { app.run<"after_plain", "plain">("in"_n = 1); }) == events{"plain"});
    CHECK(called([&] { app.run<"after_plain">("in"_n = 2); }) == events{"plain", "after_plain"});
}

TEST_CASE("a session may cache all: what can be is, unless it is uncached") {
    static constexpr auto all = leat::pipeline(
        "all", leat::input<double>("in"), leat::node("a", make<"a">, "in") | leat::version(1),
        leat::node("b", make<"b">, "a") | leat::version(1) | leat::uncached,
        leat::node("c", make<"c">, "b")); // nothing tells when it changes, so it is not cached
    auto app = leat::session<all>(leat::cache(leat::memory_store{}, leat::all));
    app.run("in"_n = 1);
    CHECK(called([&] { CHECK(app.run("in"_n = 1)["c"_n] == 4); }) == events{"b", "c"});
}

TEST_CASE("two keys with one content: stored once") {
    leat::memory_store store;
    auto app = leat::session<chain>(leat::cache(store));
    app.run<"a", "aside">("in"_n = 1); // both make 2
    int blobs = 0;
    store.for_each(
        [&](std::string_view name, std::uint64_t) { blobs += name.starts_with("blobs/"); });
    CHECK(blobs == 1);
}

TEST_CASE("what the index knows and the store has lost runs again, with a warning") {
    leat::memory_store store;
    auto app = leat::session<chain>(leat::cache(store));
    app.run<"c">("in"_n = 1);
    std::vector<std::string> blobs;
    store.for_each([&](std::string_view name, std::uint64_t) {
        if (name.starts_with("blobs/")) blobs.emplace_back(name);
    });
    for (auto const& name : blobs) store.remove(name);
    events said;
    leat::run_options options{.log = [&](std::string_view node, std::string_view line) {
        said.push_back(std::string(node) + ": " + std::string(line));
    }};
    CHECK(called([&] { CHECK(app.run<"c">(options, "in"_n = 1)["c"_n] == 3); }) ==
          events{"a", "b", "c"});
    REQUIRE(said.size() == 3);
    CHECK(said[0].starts_with("c: cache: its stored value is lost ("));
    CHECK(called([&] { app.run<"c">(options, "in"_n = 1); }) == events{}); // whole again
}

TEST_CASE("a hit whose value the catalog stores is saved, so that its dataset is right") {
    leat::memory_store store;
    shelf place;
    auto app =
        leat::session<chain>(leat::cache(store), leat::catalog("b"_n = on_shelf(place, "b")));
    app.run<"c">("in"_n = 1);
    place.held.clear();
    CHECK(called([&] { app.run<"c">("in"_n = 1); }) == events{});
    CHECK(place.held.at("b") == 3);
    place.held["b"] = 7; // of another run, say
    place.done.clear();
    CHECK(called([&] { app.run<"c">("in"_n = 1); }) == events{});
    CHECK(place.held.at("b") == 3);
    app.run<"c">("in"_n = 1);
    CHECK(place.done == events{"load b", "save b", "load b"}); // what is right is left alone
}

TEST_CASE("an input that comes from the catalog counts by its content") {
    shelf place{.held = {{"in", 1}}};
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}),
                                    leat::catalog("in"_n = on_shelf(place, "in")));
    app.run<"b">();
    CHECK(called([&] { app.run<"b">(); }) == events{});
    place.held["in"] = 5;
    CHECK(called([&] { CHECK(app.run<"b">()["b"_n] == 7); }) == events{"a", "b"});
}

TEST_CASE("results are shared by all sessions of one store, also where a pipeline is composed") {
    leat::memory_store store;
    leat::session<chain>(leat::cache(store)).run<"c">("in"_n = 1);
    CHECK(called([&] { leat::session<around>(leat::cache(store)).run<"b">("in"_n = 1); }) ==
          events{});
}

TEST_CASE("nodes of one name, version and type in two pipelines are two nodes") {
    leat::memory_store store;
    CHECK(leat::session<adds>(leat::cache(store)).run("x"_n = 5)["total"_n] == 6);
    CHECK(leat::session<multiplies>(leat::cache(store)).run("x"_n = 5)["total"_n] == 500);
    CHECK(leat::session<adds>(leat::cache(store)).run("x"_n = 5)["total"_n] == 6);
    // Also the elements of a map.
    std::vector<int> const xs{1, 2, 3};
    CHECK(leat::session<adds_each>(leat::cache(store)).run("xs"_n = xs)["each"_n] ==
          std::vector{2, 3, 4});
    CHECK(leat::session<multiplies_each>(leat::cache(store)).run("xs"_n = xs)["each"_n] ==
          std::vector{100, 200, 300});
    // The text of a function tells for itself.
    leat::session<adds>(leat::cache(store)).run("x"_n = 5);
    CHECK(called([&] { leat::session<multiplies>(leat::cache(store)).run("x"_n = 5); }).empty());
}

TEST_CASE("what an older leat stored under its keys is a miss") {
    leat::memory_store store;
    auto app = leat::session<adds>(leat::cache(store));
    app.run("x"_n = 5);
    auto const entries = app.cache().find("total");
    REQUIRE(entries.size() == 1);
    leat::cache_entry old = entries[0];
    // As keys were made in 0.1.0, before their generation had the number 2.
    leat::digest_builder of;
    of.text("leat key 1").text("total").text("node");
    leat::detail::feed_type<int>(of);
    of.number(0).number(1).number(1).number(1);
    leat::detail::feed_type<int>(of);
    old.static_key = of.finish();
    old.key = leat::digest_builder()
                  .text("leat cache 1")
                  .add(old.static_key)
                  .number(0)
                  .add(leat::fingerprint(5))
                  .finish();
    CHECK(old.key.to_string() == "166c00a49932b06bfda3d6a7becf1b78");
    CHECK(entries[0].key != old.key);
    app.cache().remove("total");
    leat::put_entry(store, old);
    auto const result = app.run("x"_n = 5);
    CHECK(result.info().of("total").status == leat::node_status::ran);
    CHECK(app.cache().find("total").size() == 2);
}

TEST_CASE("a node may run a pipeline with a node of its own key: it does not wait for itself") {
    depth = 0;
    auto const deeper = leat::session<nested>(leat::cache(nested_store));
    CHECK(deeper.run("x"_n = 7)["total"_n] == 8);
    CHECK(depth == 2);
}

namespace {

struct big_model {
    std::vector<double> weights;
    std::map<std::string, std::vector<int>> names;
    std::optional<std::pair<int, double>> best;
    bool operator==(big_model const&) const = default;
};

constexpr auto models = leat::pipeline(
    "models", leat::input<int>("n"),
    leat::node(leat::outputs("model", "log"), LEAT_FN([](int n) {
                   calls.emplace_back("model");
                   big_model m;
                   m.weights.assign(static_cast<std::size_t>(n), 0.5);
                   m.names["a b"] = {1, 2, n};
                   m.best = std::pair(n, -0.0);
                   return std::pair(std::move(m), std::string("made"));
               }),
               "n") |
        leat::cached,
    leat::node("size", LEAT_FN([](big_model m) { return m.weights.size(); }), "model") |
        leat::cached);

} // namespace

TEST_CASE("values of real types come back as they were, several outputs of a node too") {
    auto app = leat::session<models>(leat::cache(leat::memory_store{}));
    auto const cold = app.run<"model", "log", "size">("n"_n = 1000);
    calls.clear();
    auto const warm = app.run<"model", "log", "size">("n"_n = 1000);
    CHECK(calls == events{});
    CHECK(warm["model"_n] == cold["model"_n]);
    CHECK(warm["log"_n] == "made");
    CHECK(warm["size"_n] == 1000);
}

TEST_CASE("hooks are told of hits, of misses with the reason, and of what is stored") {
    struct tells {
        events& seen;
        void on_cache_hit(leat::node_info const& node, leat::digest const& key, std::size_t bytes) {
            CHECK(key != leat::digest{});
            CHECK(bytes > 0);
            seen.push_back("hit " + std::string(node.name));
        }
        void on_cache_miss(leat::node_info const& node, leat::digest const&, std::string_view why) {
            seen.push_back("miss " + std::string(node.name) + ": " + std::string(why));
        }
        void on_cache_store(leat::at<chain, "b">) { seen.push_back("stored b"); }
    };
    events seen;
    auto app = leat::session<chain>(tells{seen}, leat::cache(leat::memory_store{}));
    app.run<"b">("in"_n = 1);
    CHECK(seen == events{"miss a: the store has nothing of this node",
                         "miss b: the store has nothing of this node", "stored b"});
    seen.clear();
    app.run<"b">("in"_n = 1);
    CHECK(seen == events{"hit a", "hit b"});
}

TEST_CASE("a hook of the cache that throws fails the run, and is named") {
    struct throws {
        void on_cache_hit(leat::node_info const&) { throw std::runtime_error("no"); }
    };
    leat::memory_store store;
    leat::session<chain>(leat::cache(store)).run<"a">("in"_n = 1);
    auto app = leat::session<chain>(leat::cache(store), throws{});
    CHECK(what_of<leat::hook_error>([&] {
              app.run<"a">("in"_n = 1);
          }).find("failed in on_cache_hit of node 'a' of pipeline 'chain': no") !=
          std::string::npos);
}

TEST_CASE("hooks of nodes are told of what runs, and not of hits") {
    events seen;
    leat::memory_store store;
    auto app = leat::session<chain>(recorder{seen}, leat::cache(store));
    app.run<"b">("in"_n = 1);
    seen.clear();
    app.run<"c">("in"_n = 1);
    CHECK(seen == events{"before_pipeline_run chain", "before_node_run c", "after_node_run c",
                         "after_pipeline_run chain"});
}

TEST_CASE("8 processes that need one value compute it once") {
    scratch dir;
    static constexpr auto slow =
        leat::pipeline("slow", leat::input<std::string>("file"),
                       leat::node(
                           "value",
                           [](std::string const& file) {
                               std::ofstream(file, std::ios::app) << "x";
                               std::this_thread::sleep_for(std::chrono::milliseconds(100));
                               return 42;
                           },
                           "file") |
                           leat::cached | leat::version(1));
    std::string const runs = (dir / "runs").string();
    std::vector<pid_t> children;
    for (int i = 0; i < 8; ++i)
        children.push_back(start([&] {
            auto app = leat::session<slow>(leat::cache(dir / "cache"));
            return app.run("file"_n = runs)["value"_n] == 42 ? 0 : 1;
        }));
    for (pid_t const child : children) CHECK(finish(child) == 0);
    CHECK(content_of(runs) == "x");
}

TEST_CASE("a node that runs says what has changed since it was stored") {
    leat::memory_store store;
    auto app = leat::session<chain>(leat::cache(store));
    app.run<"c">("in"_n = 1);
    auto const reason = [](auto const& result, std::string_view node) {
        return result.info().of(node).reason;
    };
    CHECK(reason(app.run<"c">("in"_n = 1, "by"_n = 2), "c") == "input 'by' (1 -> 2) has changed");
    CHECK(reason(app.run<"c">("in"_n = 5, "by"_n = 3), "c") ==
          "inputs 'b', 'by' (2 -> 3) have changed");
    CHECK(reason(app.run<"c">("in"_n = 9), "a") == "input 'in' (5 -> 9) has changed");

    auto edit = leat::session<version_1>(leat::cache(store));
    edit.run<"b">("in"_n = 1);
    auto other = leat::session<version_2>(leat::cache(store));
    CHECK(reason(other.run<"b">("in"_n = 1), "b") == "its version was 1 and is 2");
    CHECK(reason(other.run<"b">("in"_n = 1), "b") == "");

    CHECK(app.cache().remove(app.run<"c">("in"_n = 9).info().of("c").key));
    CHECK(reason(app.run<"c">("in"_n = 9), "c") == "the store has nothing of this node");
}

TEST_CASE("a value that cannot be stored may flow from a node that is not cached to one that is") {
    struct connection {
        std::unique_ptr<int, void (*)(int*)> held;
    };
    static constexpr auto p = leat::pipeline(
        "p", leat::input<int>("in"),
        leat::node(
            "open",
            [](int in) {
                calls.emplace_back("open");
                return connection{{new int(in), [](int* at) { delete at; }}};
            },
            "in") |
            leat::version(1),
        leat::node(
            "read",
            [](connection const& c) {
                calls.emplace_back("read");
                return *c.held + 1;
            },
            "open") |
            leat::cached | leat::version(1),
        leat::node(
            "use", [](connection const& c, int read) { return *c.held + read; }, "open", "read"));
    auto const app = leat::session<p>(leat::cache(leat::memory_store{}));
    CHECK(called([&] { CHECK(app.run("in"_n = 1)["use"_n] == 3); }) == events{"open", "read"});
    CHECK(called([&] { CHECK(app.run("in"_n = 1)["use"_n] == 3); }) == events{"open"});
    CHECK(called([&] { app.run<"read">("in"_n = 1); }) == events{});
}
