// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/engine.hpp>

#include <leat/catalog/memory.hpp>
#include <leat/catalog/text.hpp>

#include "../run/recorder.hpp"
#include "../run/shelf.hpp"
#include "../run/tracker.hpp"

#include <catch.hpp>

#include <cstddef>
#include <new>
#include <string>
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
template <leat::fixed_string Name>
double join(double x, double y) {
    return make<Name>(x + y);
}

constexpr auto chain =
    leat::pipeline("chain", leat::input<double>("in"), leat::node("a", make<"a">, "in"),
                   leat::node("b", make<"b">, "a"), leat::node("c", make<"c">, "b"));

//      in
//     /  \          (an arm each, and what comes after both)
//    l    r
//     \  /
//     both -> end
constexpr auto diamond =
    leat::pipeline("diamond", leat::input<double>("in"), leat::node("top", make<"top">, "in"),
                   leat::node("l", make<"l">, "top"), leat::node("r", make<"r">, "top"),
                   leat::node("both", join<"both">, "l", "r"));

// Two that cross in the middle.
constexpr auto cross =
    leat::pipeline("cross", leat::input<double>("x"), leat::input<double>("y"),
                   leat::node("middle", join<"middle">, "x", "y"),
                   leat::node("p", make<"p">, "middle"), leat::node("q", make<"q">, "middle"));

constexpr auto with_sink =
    leat::pipeline("with_sink", leat::input<double>("in"), leat::node("a", make<"a">, "in"),
                   leat::node(
                       "print", [](double) { calls.push_back("print"); }, "a"));

constexpr auto towns = leat::pipeline("towns", leat::within("seattle", chain),
                                      leat::within("tacoma", chain, leat::keep("in")));

constexpr auto twice = leat::pipeline(
    "twice", leat::node("word", [] { return std::string("a word too long to be kept in place"); }),
    leat::node(
        "both", [](std::string a, std::string b) { return a + b; }, "word", "word"));

struct reads_c {
    double read = 0;
    void after_pipeline_run(auto const& result) { read = result.stored("c"_n).load(); }
};

template <class Run>
events called(Run&& run) {
    calls.clear();
    run();
    return calls;
}

} // namespace

TEST_CASE("free outputs are values of the result, what the catalog stores is a handle") {
    shelf place;
    auto app = leat::session<chain>(leat::catalog("b"_n = on_shelf(place, "b")));
    auto result = app.run("in"_n = 1);
    CHECK(result["c"_n] == 4);
    CHECK(!result.contains("b"_n));
    auto b = result.stored("b"_n);
    CHECK(b.exists());
    CHECK(b.describe() == "shelf 'b'");
    CHECK(place.done == events{"save b"}); // not loaded so far
    CHECK(b.load() == 3);
}

TEST_CASE("all outputs stored: the result is empty, and a hook after the run reaches them") {
    shelf place;
    reads_c hook;
    auto result =
        leat::session<chain>(hook, leat::catalog("c"_n = on_shelf(place, "c"))).run("in"_n = 1);
    CHECK(hook.read == 4);
    STATIC_REQUIRE(std::tuple_size_v<decltype(result)> == 0);
}

TEST_CASE("a stored value that is asked for is in the result, and is saved too") {
    shelf place;
    auto app = leat::session<chain>(leat::catalog("b"_n = on_shelf(place, "b")));
    auto [c, b] = app.run<"c", "b">("in"_n = 1);
    CHECK(c == 4);
    CHECK(b == 3);
    CHECK(place.done == events{"save b"});
    auto [loaded] = app.run<"b">(leat::only_missing, "in"_n = 1);
    CHECK(loaded == 3);
    CHECK(place.done.back() == "load b");
}

TEST_CASE("inputs come from the catalog, unless they are bound") {
    shelf place{.held = {{"in", 10}}};
    auto app = leat::session<chain>(leat::catalog("in"_n = on_shelf(place, "in")));
    CHECK(app.run()["c"_n] == 13);
    CHECK(place.done == events{"load in"});
    CHECK(app.run("in"_n = 1)["c"_n] == 4);
    CHECK(place.done == events{"load in"});
    CHECK(place.held.at("in") == 10); // what is bound is not saved
}

TEST_CASE("a slice that starts in the middle loads what it needs") {
    shelf place;
    auto app = leat::session<chain>(leat::catalog("a"_n = on_shelf(place, "a")));
    CHECK(what_of<leat::error>([&] { app.run(leat::from("b")); }) ==
          "a run of pipeline 'chain' needs value 'a' from its dataset (shelf 'a'), which does not "
          "exist yet; make it, bind the value, or widen the slice to the node that makes it");
    app.run("in"_n = 1);
    CHECK(called([&] { CHECK(app.run(leat::from("b"))["c"_n] == 4); }) == events{"b", "c"});
    // The same by a slice that is known at run time only.
    CHECK(called([&] { CHECK(app.run(leat::only(std::string("b")))["b"_n] == 3); }) == events{"b"});
    CHECK(what_of<leat::error>([&] { app.run(leat::from(std::string("bb"))); }) ==
          "pipeline 'chain' has no 'bb' for a slice to name; did you mean 'b'?");
}

TEST_CASE(
    "a dataset that cannot tell whether it exists fails the runs that need it, and no other") {
    struct broken {
        double load() { return 1; }
        void save(double) {}
        bool exists() { throw std::runtime_error("the wire is cut"); }
        std::string describe() { throw std::runtime_error("the wire is cut"); }
    };
    shelf place;
    auto app = leat::session<chain>(leat::catalog("in"_n = broken(), "a"_n = on_shelf(place, "a")));
    CHECK(what_of<leat::dataset_error>([&] { app.run(); }) ==
          "dataset 'in' (which cannot say where it is) could not be asked whether it exists, for "
          "node 'a' of pipeline 'chain': the wire is cut");
    CHECK(app.run("in"_n = 1)["c"_n] == 4);
    CHECK(app.run(leat::from("b"))["c"_n] == 4);
}

TEST_CASE("only_missing: what is stored and exists is not made again") {
    shelf place;
    auto app = leat::session<chain>(
        leat::catalog("a"_n = on_shelf(place, "a"), "c"_n = on_shelf(place, "c")));
    auto const run = [&] { return called([&] { app.run(leat::only_missing, "in"_n = 1); }); };
    CHECK(run() == events{"a", "b", "c"});
    CHECK(run() == events{}); // the end is stored; b, in memory, is not needed
    place.held.erase("a");
    CHECK(run() == events{"a"}); // stored by name, so it is to be there
    place.held.erase("c");
    CHECK(run() == events{"b", "c"});
    CHECK(place.held.at("c") == 4);

    auto const info = app.run(leat::only_missing, "in"_n = 1).info();
    CHECK(info.of("c").status == leat::node_status::skipped);
    CHECK(info.of("c").reason == "not needed: its outputs exist");
    CHECK(info.of("b").reason == "not needed");
}

TEST_CASE("only_missing: a diamond with one arm missing runs that arm and what needs it") {
    shelf place;
    auto app = leat::session<diamond>(
        leat::catalog("top"_n = on_shelf(place, "top"), "l"_n = on_shelf(place, "l"),
                      "r"_n = on_shelf(place, "r"), "both"_n = on_shelf(place, "both")));
    auto const run = [&] { return called([&] { app.run(leat::only_missing, "in"_n = 1); }); };
    run();
    place.held.erase("r");
    CHECK(run() == events{"r"});
    place.held.erase("r");
    place.held.erase("both");
    CHECK(run() == events{"r", "both"});

    // With the arms in memory only: they are made again when the end needs them.
    auto lean = leat::session<diamond>(
        leat::catalog("top"_n = on_shelf(place, "top"), "both"_n = on_shelf(place, "both")));
    CHECK(called([&] { lean.run(leat::only_missing, "in"_n = 1); }) == events{});
    place.held.erase("both");
    CHECK(called([&] { lean.run(leat::only_missing, "in"_n = 1); }) == events{"l", "r", "both"});
}

TEST_CASE("only_missing: where two cross, only the missing end runs") {
    shelf place;
    auto app = leat::session<cross>(leat::catalog("middle"_n = on_shelf(place, "middle"),
                                                  "p"_n = on_shelf(place, "p"),
                                                  "q"_n = on_shelf(place, "q")));
    auto const run = [&] {
        return called([&] { app.run(leat::only_missing, "x"_n = 1, "y"_n = 2); });
    };
    run();
    place.held.erase("q");
    CHECK(run() == events{"q"});
    place.held.erase("middle");
    CHECK(run() == events{"middle"});
}

TEST_CASE("only_missing: a node without outputs still runs, and free outputs do") {
    shelf place;
    auto app = leat::session<with_sink>(leat::catalog("a"_n = on_shelf(place, "a")));
    auto const run = [&] { return called([&] { app.run(leat::only_missing, "in"_n = 1); }); };
    CHECK(run() == events{"a", "print"});
    CHECK(run() == events{"print"});
    CHECK(place.done == events{"save a", "load a"});
}

TEST_CASE("only_missing composes with slices and with what is bound") {
    shelf place{.held = {{"c", 7}}};
    auto app = leat::session<chain>(leat::catalog("c"_n = on_shelf(place, "c")));
    CHECK(called([&] { app.run(leat::only_missing, leat::to("b"), "in"_n = 1); }) ==
          events{"a", "b"});
    place.held.clear();
    CHECK(called([&] { app.run(leat::only_missing, "b"_n = 1); }) == events{"c"});
}

TEST_CASE("one pipeline under two names: each has datasets of its own") {
    shelf place{.held = {{"seattle in", 1}, {"in", 10}}};
    auto app = leat::session<towns>(leat::catalog(
        "seattle.in"_n = on_shelf(place, "seattle in"), "in"_n = on_shelf(place, "in"),
        "seattle.b"_n = on_shelf(place, "seattle b"), "tacoma.b"_n = on_shelf(place, "tacoma b")));
    auto const result = app.run();
    CHECK(result["seattle.c"_n] == 4);
    CHECK(result["tacoma.c"_n] == 13);
    CHECK(place.held.at("seattle b") == 3);
    CHECK(place.held.at("tacoma b") == 12);
    CHECK(called([&] { app.run(leat::only_missing, leat::namespaced("tacoma"_n)); }) ==
          events{"c"});
}

TEST_CASE("a value that a node takes over twice is there twice") {
    auto const both = leat::session<twice>(leat::catalog()).run()["both"_n];
    CHECK(both == "a word too long to be kept in placea word too long to be kept in place");
}

TEST_CASE("a dataset given as an lvalue is borrowed") {
    leat::dataset::memory<double> kept;
    leat::session<chain>(leat::catalog("b"_n = kept)).run("in"_n = 1);
    CHECK(kept.load() == 3);
}

TEST_CASE("a handle to a stored value outlives the session") {
    auto stored = [] {
        auto app = leat::session<chain>(leat::catalog("b"_n = leat::dataset::memory<double>()));
        return app.run("in"_n = 1).stored("b"_n);
    }();
    CHECK(stored.load() == 3);
}

TEST_CASE("a failure names what did not run, and how to resume from what is stored") {
    shelf place;
    throws_at = "c";
    auto app = leat::session<chain>(leat::catalog("b"_n = on_shelf(place, "b")));
    try {
        app.run("in"_n = 1);
        FAIL("nothing was thrown");
    } catch (leat::run_error const& error) {
        CHECK(error.advice() == "leat::only(\"c\")");
        CHECK(std::string(error.what()) == "node 'c' of pipeline 'chain' failed: out of range; to "
                                           "resume: leat::only(\"c\")");
    }
    throws_at.clear();
    CHECK(called([&] { CHECK(app.run(leat::only("c"))["c"_n] == 4); }) == events{"c"});
}

TEST_CASE("the advice never starts from a stored value that is not there") {
    throws_at = "both";
    shelf place;
    auto const advice = [&](auto&& app) {
        try {
            app.run("in"_n = 1);
        } catch (leat::run_error const& error) {
            return error.advice();
        }
        return std::string("no error");
    };
    // Both arms are there; only one is; neither.
    CHECK(advice(leat::session<diamond>(
              leat::catalog("l"_n = on_shelf(place, "l"), "r"_n = on_shelf(place, "r")))) ==
          "leat::only(\"both\")");
    CHECK(advice(leat::session<diamond>(
              leat::catalog("top"_n = on_shelf(place, "top"), "l"_n = on_shelf(place, "l")))) ==
          "leat::only(\"r\", \"both\")");
    CHECK(advice(leat::session<diamond>(leat::catalog("both"_n = on_shelf(place, "both")))) == "");
    // One failed to save: what makes it is part of the rest.
    place.cannot_save = "r";
    CHECK(advice(leat::session<diamond>(
              leat::catalog("top"_n = on_shelf(place, "top"), "l"_n = on_shelf(place, "l"),
                            "r"_n = on_shelf(place, "r")))) == "leat::only(\"r\", \"both\")");
    throws_at.clear();
}

TEST_CASE("what was made for the caller and got lost is part of the advice") {
    shelf place;
    throws_at = "q";
    auto app = leat::session<cross>(leat::catalog("middle"_n = on_shelf(place, "middle")));
    try {
        app.run("x"_n = 1, "y"_n = 1);
        FAIL("nothing was thrown");
    } catch (leat::run_error const& error) {
        CHECK(error.not_run() == events{});
        CHECK(error.advice() == "leat::only(\"p\", \"q\")");
    }
    throws_at.clear();
}

TEST_CASE("a value is let go after its last use, before the next node loads") {
    struct watches {
        int most = 0;
        void before_dataset_loaded(std::string_view) { most = std::max(most, tracker::alive); }
    };
    struct one_tracker {
        tracker load() { return tracker(1); }
        void save(tracker const&) {}
        bool exists() { return true; }
        std::string describe() { return "one"; }
    };
    struct steps {
        static tracker next(tracker const& a) { return tracker(a.value + 1); }
        static tracker sum(tracker const& a, tracker const& b) {
            return tracker(a.value + b.value);
        }
    };
    static constexpr auto loads =
        leat::pipeline("loads", leat::input<tracker>("x"), leat::input<tracker>("y"),
                       leat::node("a", steps::next, "x"), leat::node("b", steps::next, "a"),
                       leat::node("c", steps::sum, "b", "y"));
    tracker::reset();
    {
        watches hook;
        auto app =
            leat::session<loads>(hook, leat::catalog("x"_n = one_tracker(), "y"_n = one_tracker()));
        auto result = app.run();
        CHECK(result["c"_n].value == 4);
        CHECK(hook.most == 1); // b: neither x nor a
        CHECK(tracker::most_alive == 3);
        CHECK(tracker::alive == 1);
    }
    CHECK(tracker::alive == 0);
}

namespace {

// Counts the bytes that are alive.
std::size_t bytes = 0, most_bytes = 0;
template <class T>
struct counting {
    using value_type = T;
    counting() = default;
    template <class U>
    counting(counting<U> const&) noexcept {}
    T* allocate(std::size_t n) {
        most_bytes = std::max(most_bytes, bytes += n * sizeof(T));
        return static_cast<T*>(::operator new(n * sizeof(T)));
    }
    void deallocate(T* at, std::size_t n) noexcept {
        bytes -= n * sizeof(T);
        ::operator delete(at);
    }
    bool operator==(counting const&) const = default;
};
using big = std::vector<char, counting<char>>;
constexpr std::size_t mb50 = 50'000'000;

constexpr auto heavy = [] {
    auto const next = [](big const& from) {
        return big(from.size(), static_cast<char>(from[0] + 1));
    };
    return leat::pipeline(
        "heavy", leat::node("v0", [] { return big(mb50, 'a'); }), leat::node("v1", next, "v0"),
        leat::node("v2", next, "v1"), leat::node("v3", next, "v2"), leat::node("v4", next, "v3"),
        leat::node("v5", next, "v4"), leat::node("v6", next, "v5"), leat::node("v7", next, "v6"),
        leat::node("v8", next, "v7"), leat::node("v9", next, "v8"), leat::node("v10", next, "v9"),
        leat::node("v11", next, "v10"), leat::node("v12", next, "v11"),
        leat::node("v13", next, "v12"), leat::node("v14", next, "v13"),
        leat::node("v15", next, "v14"), leat::node("v16", next, "v15"),
        leat::node("v17", next, "v16"), leat::node("v18", next, "v17"),
        leat::node("v19", next, "v18"));
}();

struct on_disk { // keeps nothing in memory
    big load() { return big(mb50, 'z'); }
    void save(big const&) {}
    bool exists() { return true; }
    std::string describe() { return "disk"; }
};

} // namespace

TEST_CASE("the memory of a 20-node chain of 50 MB values never exceeds two of them") {
    auto const check = [](auto&& run) {
        bytes = most_bytes = 0;
        run();
        CHECK(bytes == 0);
        CHECK(most_bytes == 2 * mb50);
    };
    struct seen {
        void after_node_run(leat::node_info const&, leat::node_report const&) {}
    };
    check([] { CHECK(leat::run<heavy>()["v19"_n][0] == 'a' + 19); });
    check([] { CHECK(leat::session<heavy>(seen{}).run()["v19"_n][0] == 'a' + 19); });
    check([] {
        leat::session<heavy>(
            seen{}, leat::catalog("v5"_n = on_disk(), "v6"_n = on_disk(), "v19"_n = on_disk()))
            .run();
    });
}

TEST_CASE("nothing stays after a failure, not even what the caller gave up") {
    static constexpr auto gives =
        leat::pipeline("gives", leat::input<tracker>("t"),
                       leat::node(
                           "u", [](tracker const& t) { return tracker(t.value); }, "t"),
                       leat::node(
                           "v", [](tracker const&) -> tracker { throw 42; }, "u"));
    tracker::reset();
    {
        tracker given(1);
        auto app = leat::session<gives>(leat::catalog());
        CHECK_THROWS_AS(app.run("t"_n = std::move(given)), leat::node_error);
        CHECK(tracker::alive == 1); // the shell of the one given
    }
    CHECK(tracker::alive == 0);
}
