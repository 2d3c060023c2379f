// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hook/typed_visit.hpp>

#include "../run/recorder.hpp"
#include "../run/tracker.hpp"

#include <catch.hpp>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using namespace leat::literals;

namespace {

bool b_throws = false;
events calls;

constexpr auto chain = leat::pipeline("chain", leat::input<int>("in"), leat::param("ridge", 0.5),
                                      leat::node(
                                          "a",
                                          [](int x) {
                                              calls.push_back("a");
                                              return x + 1;
                                          },
                                          "in"),
                                      leat::node(
                                          "b",
                                          [](int a, double ridge) {
                                              calls.push_back("b");
                                              if (b_throws) throw std::range_error("b is out");
                                              return a * ridge;
                                          },
                                          "a", "ridge"),
                                      leat::node(
                                          "c",
                                          [](double b, double ridge) {
                                              calls.push_back("c");
                                              return b + ridge;
                                          },
                                          "b", "ridge"),
                                      leat::node(
                                          "d", [](int a) { return a; }, "a"));

struct big {
    std::unique_ptr<int> held;
};

constexpr auto moving =
    leat::pipeline("moving", leat::node("big", [] { return big{std::make_unique<int>(1)}; }),
                   leat::node(
                       "held", [](big b) { return *b.held; }, "big"));

constexpr auto tracked =
    leat::pipeline("tracked", leat::node("t", [] { return tracker(1); }),
                   leat::node(
                       "u", [](tracker t) { return t; }, "t"),
                   leat::node(
                       "v", [](tracker const& u) { return tracker(u.value); }, "u"));

constexpr auto pair = leat::pipeline(
    "pair", leat::node(leat::outputs("l", "r"), [] { return std::pair(1, std::string("two")); }),
    leat::node(
        "both", [](int l, std::string r) { return std::to_string(l) + r; }, "l", "r"));

constexpr auto talks = leat::pipeline("talks", leat::node("t", [](leat::context& context) {
                                          context.log("half");
                                          context.progress(1, 2);
                                          return 0;
                                      }));

constexpr auto doubled = leat::pipeline(
    "doubled", leat::input<std::unique_ptr<int>>("u"), leat::param("w", "a word"),
    leat::node(
        "d", [](std::unique_ptr<int> const& a, std::unique_ptr<int> const& b) { return *a + *b; },
        "u", "u"),
    leat::node(
        "ww", [](std::string a, std::string b) { return a + b; }, "w", "w"));

struct replaces_u {
    auto before_node_run(leat::at<doubled, "d">) {
        return leat::replace("u"_n = std::make_unique<int>(7));
    }
};
struct replaces_w {
    auto before_node_run(leat::at<doubled, "ww">) { return leat::replace("w"_n = "new"); }
};

struct replaces_ridge {
    auto before_node_run(leat::at<chain, "b">) { return leat::replace("ridge"_n = 3); }
};

struct skips_b {
    bool on = true;
    std::optional<leat::skip_request> before_node_run(leat::at<chain, "b">) {
        return on ? std::optional(leat::skip("not on Sundays")) : std::nullopt;
    }
};

template <class Result>
std::string reason(Result const& result, std::string_view node) {
    return result.info().of(node).reason;
}

} // namespace

TEST_CASE("two hooks: called in order before, in reverse order after") {
    in_each_engine([](auto... more) {
        events seen;
        leat::session<chain>(recorder{seen, "x"}, recorder{seen, "y"}, more...)
            .template run<"a">("in"_n = 1);
        CHECK(seen == events{"x.before_pipeline_run chain", "y.before_pipeline_run chain",
                             "x.before_node_run a", "y.before_node_run a", "y.after_node_run a",
                             "x.after_node_run a", "y.after_pipeline_run chain",
                             "x.after_pipeline_run chain"});
    });
}

TEST_CASE("before_node_run returns a replacement: the node sees it, nobody else does") {
    in_each_engine([](auto... more) {
        auto const result = leat::session<chain>(replaces_ridge{}, more...).run("in"_n = 1);
        CHECK(result["c"_n] == 6.5); // 2 * 3 in b, + 0.5 in c
        CHECK(result["d"_n] == 2);
    });
}

TEST_CASE("a replacement may be given at times, and is moved into a node that takes it over") {
    struct replaces_big {
        bool on;
        std::optional<decltype(leat::replace("big"_n = std::declval<big>()))> before_node_run(
            leat::at<moving, "held">) {
            if (!on) return std::nullopt;
            return leat::replace("big"_n = big{std::make_unique<int>(2)});
        }
    };
    in_each_engine([](auto... more) {
        CHECK(leat::session<moving>(replaces_big{true}, more...).run()["held"_n] == 2);
        CHECK(leat::session<moving>(replaces_big{false}, more...).run()["held"_n] == 1);
    });
}

TEST_CASE("a hook skips a node: what depends on it is told, the rest runs") {
    calls.clear();
    events seen;
    auto result = leat::session<chain>(recorder{seen}, skips_b{}).run("in"_n = 1);
    CHECK(calls == events{"a"});
    CHECK(result["d"_n] == 2);
    CHECK(!result.contains("c"_n));
    CHECK(reason(result, "b") == "not on Sundays");
    CHECK(reason(result, "c") == "'b', which it needs, was skipped");
    CHECK(result.info().of("c").status == leat::node_status::skipped);
    CHECK(result.info().status == leat::run_status::completed);
    CHECK(
        what_of<leat::error>([&] { (void)result["c"_n]; }) ==
        "value 'c' is not in this result of pipeline 'chain', as its node was skipped: 'b', which "
        "it needs, was skipped");
    CHECK(seen == events{"before_pipeline_run chain", "before_node_run a", "after_node_run a",
                         "before_node_run b", "on_node_skipped b: not on Sundays",
                         "on_node_skipped c: 'b', which it needs, was skipped", "before_node_run d",
                         "after_node_run d", "after_pipeline_run chain"});
    CHECK(leat::session<chain>(skips_b{false}).run("in"_n = 1)["c"_n] == 1.5);
}

TEST_CASE("a hook that has nothing for skipped nodes gets the end of what it saw begin") {
    struct pairs {
        int open = 0;
        std::vector<leat::node_status> ends{};
        void before_node_run(leat::node_info const&) { ++open; }
        void after_node_run(leat::node_info const&, leat::node_report const& report) {
            --open;
            ends.push_back(report.status);
        }
    } hook;
    leat::session<chain>(hook, skips_b{}).run<"b", "a">("in"_n = 1);
    CHECK(hook.open == 0);
    CHECK(hook.ends == std::vector{leat::node_status::ran, leat::node_status::skipped});
}

TEST_CASE("a node throws: on_node_error, on_pipeline_error, nothing after, and the exception") {
    in_each_engine([](auto... more) {
        events seen;
        b_throws = true;
        auto app = leat::session<chain>(recorder{seen, "x"}, recorder{seen, "y"}, more...);
        try {
            app.run("in"_n = 1);
            FAIL("nothing was thrown");
        } catch (leat::node_error const& error) {
            CHECK(error.node() == "b");
            CHECK(error.pipeline() == "chain");
            CHECK(error.not_run() == events{"c", "d"});
            CHECK(std::string(error.what()) ==
                  "node 'b' of pipeline 'chain' failed: b is out; not run: 'c', 'd'");
            CHECK_THROWS_AS(std::rethrow_if_nested(error), std::range_error);
        }
        b_throws = false;
        CHECK(seen == events{"x.before_pipeline_run chain", "y.before_pipeline_run chain",
                             "x.before_node_run a", "y.before_node_run a", "y.after_node_run a",
                             "x.after_node_run a", "x.before_node_run b", "y.before_node_run b",
                             "y.on_node_error b: b is out", "x.on_node_error b: b is out",
                             "y.on_pipeline_error chain", "x.on_pipeline_error chain"});
        CHECK(app.run("in"_n = 1)["c"_n] == 1.5); // the session goes on
    });
}

TEST_CASE("before_node_run throws: who saw the node begin sees its error, and it does not run") {
    in_each_engine([](auto... more) {
        calls.clear();
        events seen;
        auto app =
            leat::session<chain>(recorder{seen, "x"}, recorder{seen, "y", "y.before_node_run b"},
                                 recorder{seen, "z"}, more...);
        try {
            app.template run<"c">("in"_n = 1);
            FAIL("nothing was thrown");
        } catch (leat::hook_error const& error) {
            CHECK(error.hook() == "recorder");
            CHECK(error.point() == "before_node_run");
            CHECK(error.node() == "b");
            CHECK(std::string(error.what()) ==
                  "hook 'recorder' failed in before_node_run of node 'b' of pipeline 'chain': "
                  "thrown by the hook y; not run: 'c'");
        }
        CHECK(calls == events{"a"});
        CHECK(events(seen.end() - 6, seen.end()) ==
              events{"x.before_node_run b", "y.before_node_run b",
                     "x.on_node_error b: thrown by the hook y", "z.on_pipeline_error chain",
                     "y.on_pipeline_error chain", "x.on_pipeline_error chain"});
    });
}

TEST_CASE("after_node_run throws: the other hooks still see it, and the run fails") {
    in_each_engine([](auto... more) {
        events seen;
        auto app =
            leat::session<chain>(recorder{seen, "x"}, recorder{seen, "y", "y.after_node_run b"},
                                 recorder{seen, "z"}, more...);
        CHECK(what_of<leat::hook_error>([&] { app.template run<"c">("in"_n = 1); }) ==
              "hook 'recorder' failed in after_node_run of node 'b' of pipeline 'chain': thrown by "
              "the hook y; not run: 'c'");
        CHECK(events(seen.end() - 6, seen.end()) ==
              events{"z.after_node_run b", "y.after_node_run b", "x.after_node_run b",
                     "z.on_pipeline_error chain", "y.on_pipeline_error chain",
                     "x.on_pipeline_error chain"});
    });
}

TEST_CASE("on_node_error throws: the first error is not masked, and the second is said") {
    in_each_engine([](auto... more) {
        events seen, said;
        b_throws = true;
        auto app = leat::session<chain>(
            recorder{seen, "x"}, recorder{seen, "y", "y.on_node_error b: b is out"}, more...);
        leat::run_options options{.log = [&](std::string_view node, std::string_view line) {
            said.push_back(std::string(node) + ": " + std::string(line));
        }};
        CHECK(what_of<leat::node_error>([&] {
                  app.run(options, "in"_n = 1);
              }).starts_with("node 'b' of pipeline 'chain' failed: b is out"));
        b_throws = false;
        CHECK(said ==
              events{"node 'b': hook 'recorder' failed too, in on_node_error: thrown by the "
                     "hook y"});
        CHECK(std::ranges::count(seen, "x.on_node_error b: b is out") == 1);
    });
}

TEST_CASE("what a run has made is destroyed when a hook throws") {
    in_each_engine([](auto... more) {
        for (char const* when :
             {"before_node_run t", "after_node_run t", "before_node_run u", "after_node_run u",
              "after_node_run v", "after_pipeline_run tracked"}) {
            INFO(when);
            tracker::reset();
            events seen;
            auto app = leat::session<tracked>(recorder{seen, "", when}, more...);
            CHECK(what_of<leat::hook_error>([&] { app.run(); }) != "");
            CHECK(tracker::alive == 0);
            CHECK(seen.back() == (seen.back().starts_with("after_pipeline")
                                      ? "after_pipeline_run tracked"
                                      : "on_pipeline_error tracked"));
        }
    });
}

TEST_CASE("a hook sees the outputs of a node with several, or one of them") {
    struct one {
        std::string right{};
        int whole = 0;
        void after_node_run(leat::at<pair, "r">, std::string const& r) { right = r; }
        void after_node_run(leat::at<pair, "l">, int l, std::string const& r) {
            whole = l + static_cast<int>(r.size());
        }
    };
    in_each_engine([](auto... more) {
        one hook;
        CHECK(leat::session<pair>(hook, more...).run()["both"_n] == "1two");
        CHECK(hook.right == "two");
        CHECK(hook.whole == 4);
    });
}

TEST_CASE("what a node reports through its context reaches the hooks") {
    struct listens {
        events heard{};
        void on_log(leat::node_info const& node, std::string_view line) {
            heard.push_back(std::string(node.name) + " says " + std::string(line));
        }
        void on_progress(leat::at<talks, "t">, std::size_t done, std::size_t total) {
            heard.push_back(std::to_string(done) + " of " + std::to_string(total));
        }
    };
    in_each_engine([](auto... more) {
        listens hook;
        leat::session<talks>(hook, more...).run();
        CHECK(hook.heard == events{"t says half", "1 of 2"});
    });
}

TEST_CASE("a value that the node takes twice is replaced at both places") {
    in_each_engine([](auto... more) {
        CHECK(leat::session<doubled>(replaces_u{}, more...)
                  .run("u"_n = std::make_unique<int>(1))["d"_n] == 14);
        CHECK(leat::session<doubled>(replaces_w{}, more...)
                  .run("u"_n = std::make_unique<int>(1))["ww"_n] == "newnew");
    });
}

TEST_CASE("every hook hears that a node was skipped, whoever skipped it") {
    events seen;
    leat::session<chain>(skips_b{}, recorder{seen}).run<"b", "a">("in"_n = 1);
    CHECK(std::ranges::count(seen, "on_node_skipped b: not on Sundays") == 1);
    CHECK(std::ranges::count(seen, "before_node_run b") == 0);
}
