// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/choose_run.hpp>

#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "catch.hpp"

using namespace leat::literals;

namespace {

std::vector<std::string> called;

double fit_linear(std::vector<double> const& train) {
    called.push_back("linear");
    return static_cast<double>(train.size());
}
double fit_tree(std::vector<double> const& train, int depth) {
    called.push_back("tree");
    return static_cast<double>(train.size()) * depth;
}

constexpr auto forecast =
    leat::pipeline("forecast", leat::input<std::string>("kind"),
                   leat::input<std::vector<double>>("train"), leat::param("depth", 3),
                   leat::choose("model", "kind", leat::when("linear", fit_linear, "train"),
                                leat::when("tree", fit_tree, "train", "depth")) |
                       leat::doc("the model"));

struct watcher {
    std::vector<std::string>* lines;
    void before_node_run(leat::node_info const& node) { lines->emplace_back(node.name); }
    void after_node_run(leat::at<forecast, "model">, double const& model) {
        lines->push_back(std::to_string(model));
    }
};

enum class method { linear, tree };

} // namespace

TEST_CASE("a branch chosen at run time runs, and only that one") {
    std::vector<double> const train(5);
    called.clear();
    CHECK(leat::run<forecast>("kind"_n = "linear", "train"_n = train)["model"_n] == 5);
    CHECK(called == std::vector<std::string>{"linear"});
    CHECK(leat::run<forecast>("kind"_n = "tree", "train"_n = train)["model"_n] == 15);
    CHECK(called == std::vector<std::string>{"linear", "tree"});
    STATIC_REQUIRE(leat::graph<forecast>.nodes() == 1);
    STATIC_REQUIRE(leat::depends_on<forecast>("model", "kind"));
    STATIC_REQUIRE(leat::depends_on<forecast>("model", "depth"));
}

TEST_CASE("hooks are told of a choose as of a node") {
    std::vector<std::string> lines;
    leat::session<forecast>(watcher{&lines})
        .run("kind"_n = "tree", "train"_n = std::vector<double>(2));
    CHECK(lines == std::vector<std::string>{"model", "6.000000"});
}

TEST_CASE("a value for which there is no branch is an error that lists those there are") {
    try {
        leat::run<forecast>("kind"_n = "cubic", "train"_n = std::vector<double>());
        FAIL();
    } catch (leat::node_error const& e) {
        CHECK(std::string(e.what()) ==
              "node 'model' of pipeline 'forecast' failed: 'kind' is 'cubic', for which there is "
              "no branch; there are: 'linear', 'tree'");
    }
}

TEST_CASE("a choose by numbers, bools and enumerators, with a branch for all others") {
    static constexpr auto all = leat::pipeline(
        "all", leat::input<unsigned>("n"), leat::input<bool>("b"), leat::input<method>("m"),
        leat::choose("by n", "n", leat::when(1, [] { return 10; }),
                     leat::when(-1, [] { return 20; }), leat::otherwise([] { return 30; })),
        leat::choose("by b", "b", leat::when(true, [] { return 1; }),
                     leat::when(false, [] { return 2; })),
        leat::choose("by m", "m", leat::when(method::linear, [] { return 'l'; }),
                     leat::when(method::tree, [] { return 't'; })));
    auto r = leat::run<all>("n"_n = 1u, "b"_n = false, "m"_n = method::tree);
    CHECK(r["by n"_n] == 10);
    CHECK(r["by b"_n] == 2);
    CHECK(r["by m"_n] == 't');
    auto q = leat::run<all>("n"_n = 0xffffffffu, "b"_n = true, "m"_n = method::linear);
    CHECK(q["by n"_n] == 30);
    CHECK(q["by m"_n] == 'l');
    CHECK_THROWS_WITH((leat::run<all, "by m">("m"_n = static_cast<method>(7))),
                      Catch::Contains("'m' is 7") && Catch::Contains("there are: 0, 1"));
}

TEST_CASE("the result is the common type, or a variant of what the branches return") {
    static constexpr auto mixed = leat::pipeline(
        "mixed", leat::input<int>("n"),
        leat::choose("number", "n", leat::when(0, [] { return 1; }),
                     leat::otherwise([] { return 2.5; })),
        leat::choose("variant", "n", leat::when(0, [] { return std::string("zero"); }),
                     leat::when(1, [] { return std::vector<int>{1}; }),
                     leat::otherwise([] { return std::string("more"); })));
    auto r = leat::run<mixed>("n"_n = 1);
    STATIC_REQUIRE(std::is_same_v<std::remove_cvref_t<decltype(r["number"_n])>, double>);
    STATIC_REQUIRE(std::is_same_v<std::remove_cvref_t<decltype(r["variant"_n])>,
                                  std::variant<std::string, std::vector<int>>>);
    CHECK(r["number"_n] == 2.5);
    CHECK(std::get<1>(r["variant"_n]) == std::vector<int>{1});
    CHECK(std::get<0>(leat::run<mixed, "variant">("n"_n = 2)["variant"_n]) == "more");
}

TEST_CASE("only the branch that is called takes its inputs over") {
    static constexpr auto owning = leat::pipeline(
        "owning", leat::input<bool>("left"),
        leat::node("held", [] { return std::make_unique<int>(7); }),
        leat::choose("x", "left",
                     leat::when(
                         true, [](std::unique_ptr<int> p) { return *p + 1; }, "held"),
                     leat::when(
                         false, [](std::unique_ptr<int>&& p) { return *p + 2; }, "held")));
    CHECK(leat::run<owning>("left"_n = true)["x"_n] == 8);
    CHECK(leat::run<owning>("left"_n = false)["x"_n] == 9);
    CHECK(leat::run<owning>("left"_n = false, leat::only(std::string_view("held"), "x"))["x"_n] ==
          9);
}

TEST_CASE("branches may be sinks, take the context, be generic, throw, and have guards") {
    static int seen;
    static constexpr auto odd = leat::pipeline(
        "odd", leat::input<int>("n"),
        leat::choose("sink", "n",
                     leat::when(
                         1, [](int n) { seen = n; }, "n"),
                     leat::otherwise([] { seen = -1; })),
        leat::choose("y", "n",
                     leat::when(
                         1,
                         [](auto const& n, leat::context& here) {
                             return static_cast<int>(here.node().size()) + n;
                         },
                         "n"),
                     leat::otherwise([]() -> int { throw std::runtime_error("no"); })) |
            leat::fallback(100));
    leat::run_options quiet{.log = [](std::string_view, std::string_view) {}};
    CHECK(leat::run<odd>("n"_n = 1, quiet)["y"_n] == 2);
    CHECK(seen == 1);
    CHECK(leat::run<odd>("n"_n = 2, quiet)["y"_n] == 100);
    CHECK(seen == -1);
}

TEST_CASE("what a choose is for is part of its key") {
    static constexpr auto one =
        leat::pipeline("one", leat::input<int>("n"),
                       leat::choose("x", "n",
                                    leat::when(
                                        1, [](int n) { return n; }, "n"),
                                    leat::otherwise([](int n) { return n; }, "n")));
    static constexpr auto two =
        leat::pipeline("two", leat::input<int>("n"),
                       leat::choose("x", "n",
                                    leat::when(
                                        2, [](int n) { return n; }, "n"),
                                    leat::otherwise([](int n) { return n; }, "n")));
    STATIC_REQUIRE(leat::key<one, "x"> != leat::key<two, "x">);
}
