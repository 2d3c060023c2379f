// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/dataset_use.hpp>

#include <leat/catalog/reloaded.hpp>

#include "../run/recorder.hpp"
#include "../run/shelf.hpp"

#include <catch.hpp>

#include <string>

using namespace leat::literals;

namespace {

constexpr auto chain = leat::pipeline("chain", leat::input<double>("in"),
                                      leat::node(
                                          "a", [](double x) { return x / 2; }, "in"),
                                      leat::node(
                                          "b", [](double x) { return x * 2; }, "a"));

constexpr auto split =
    leat::pipeline("split", leat::node(leat::outputs("l", "r"), [] { return std::pair(1., 2.); }),
                   leat::node(
                       "sum", [](double l, double r) { return l + r; }, "l", "r"));

events without_pipeline(events all) {
    std::erase_if(
        all, [](std::string const& line) { return line.find("_pipeline_") != std::string::npos; });
    return all;
}

} // namespace

TEST_CASE("the order of events of a node whose input and output are datasets") {
    shelf place{.held = {{"in", 3}}};
    events seen;
    auto result = leat::session<chain>(recorder{seen}, leat::catalog("in"_n = on_shelf(place, "in"),
                                                                     "a"_n = on_shelf(place, "a")))
                      .run<"a">();
    CHECK(without_pipeline(seen) == events{"before_dataset_loaded in: a", "after_dataset_loaded in",
                                           "before_node_run a", "after_node_run a",
                                           "before_dataset_saved a: a", "after_dataset_saved a"});
    CHECK(result["a"_n] == 1.5);
}

TEST_CASE("each of several outputs is saved by its own dataset, with its own hooks") {
    shelf place;
    events seen;
    leat::session<split>(recorder{seen},
                         leat::catalog("l"_n = on_shelf(place, "l"), "r"_n = on_shelf(place, "r")))
        .run();
    CHECK(place.held == std::map<std::string, double>{{"l", 1}, {"r", 2}});
    CHECK(events(seen.begin() + 3, seen.begin() + 7) ==
          events{"before_dataset_saved l: l, r", "after_dataset_saved l",
                 "before_dataset_saved r: l, r", "after_dataset_saved r"});
}

TEST_CASE("a value that the next node takes is the one that was made, or if asked the loaded one") {
    shelf place;
    auto const plain =
        leat::session<chain>(leat::catalog("a"_n = on_shelf(place, "a"))).run("in"_n = 3);
    CHECK(plain["b"_n] == 3);
    CHECK(place.done == events{"save a"});
    auto const again =
        leat::session<chain>(leat::catalog("a"_n = leat::dataset::reloaded(on_shelf(place, "a"))))
            .run("in"_n = 3);
    CHECK(again["b"_n] == 2); // 1.5 as the shelf gives it back
    CHECK(place.done == events{"save a", "save a", "load a"});
}

TEST_CASE("hooks of datasets may be for one value, with its type") {
    struct typed {
        double loaded = 0, saved = 0;
        std::string for_node{};
        void after_dataset_loaded(leat::at<chain, "in">, leat::node_info const& node, double in) {
            loaded = in;
            for_node = node.name;
        }
        void before_dataset_saved(leat::at<chain, "a">, double const& a) { saved = a; }
    } hook;
    shelf place{.held = {{"in", 3}}};
    leat::session<chain>(
        hook, leat::catalog("in"_n = on_shelf(place, "in"), "a"_n = on_shelf(place, "a")))
        .run();
    CHECK(hook.loaded == 3);
    CHECK(hook.for_node == "a");
    CHECK(hook.saved == 1.5);
}

TEST_CASE("a dataset fails to load: on_dataset_error names it and the node, no node hook fires") {
    shelf place{.held = {{"in", 3}}, .cannot_load = "in"};
    events seen;
    auto app = leat::session<chain>(recorder{seen}, leat::catalog("in"_n = on_shelf(place, "in")));
    try {
        app.run();
        FAIL("nothing was thrown");
    } catch (leat::dataset_error const& error) {
        CHECK(error.dataset() == "in");
        CHECK(error.node() == "a");
        CHECK(std::string(error.what()) ==
              "dataset 'in' (shelf 'in') could not be loaded for node 'a' of pipeline 'chain': the "
              "shelf is locked; not run: 'b'");
        CHECK_THROWS_AS(std::rethrow_if_nested(error), std::runtime_error);
    }
    CHECK(seen == events{"before_pipeline_run chain", "before_dataset_loaded in: a",
                         "on_dataset_error in: the shelf is locked", "on_pipeline_error chain"});
}

TEST_CASE("a dataset fails to save: the node's hooks have fired, on_dataset_error follows") {
    shelf place{.cannot_save = "a"};
    events seen;
    auto app = leat::session<chain>(recorder{seen}, leat::catalog("a"_n = on_shelf(place, "a")));
    CHECK(
        what_of<leat::dataset_error>([&] { app.run("in"_n = 3); }) ==
        "dataset 'a' (shelf 'a') could not be saved by node 'a' of pipeline 'chain': the shelf is "
        "full; not run: 'b'");
    CHECK(without_pipeline(seen) == events{"before_node_run a", "after_node_run a",
                                           "before_dataset_saved a: a",
                                           "on_dataset_error a: the shelf is full"});
    CHECK(seen.back() == "on_pipeline_error chain");
}

TEST_CASE("a hook of a dataset throws: who saw the beginning sees the error, nothing is masked") {
    shelf place{.held = {{"in", 3}}};
    events seen;
    auto const app = [&](std::string at) {
        seen.clear();
        return leat::session<chain>(
            recorder{seen, "x"}, recorder{seen, "y", std::move(at)}, recorder{seen, "z"},
            leat::catalog("in"_n = on_shelf(place, "in"), "a"_n = on_shelf(place, "a")));
    };
    CHECK(what_of<leat::hook_error>([&] { app("y.before_dataset_loaded in: a").run<"a">(); }) ==
          "hook 'recorder' failed in before_dataset_loaded of dataset 'in' of pipeline 'chain': "
          "thrown by the hook y");
    CHECK(events(seen.begin() + 3, seen.end() - 3) ==
          events{"x.before_dataset_loaded in: a", "y.before_dataset_loaded in: a",
                 "x.on_dataset_error in: thrown by the hook y"});
    CHECK(place.done.empty());

    CHECK(
        what_of<leat::hook_error>([&] { app("y.after_dataset_saved a").run<"a">(); }) ==
        "hook 'recorder' failed in after_dataset_saved of dataset 'a' of pipeline 'chain': thrown "
        "by the hook y");
    CHECK(events(seen.end() - 6, seen.end() - 3) ==
          events{"z.after_dataset_saved a", "y.after_dataset_saved a", "x.after_dataset_saved a"});
    CHECK(place.held.at("a") == 1.5);
}

TEST_CASE("an after_node_run that throws does not lose the output: it is saved") {
    shelf place;
    events seen;
    auto app = leat::session<chain>(recorder{seen, "", "after_node_run a"},
                                    leat::catalog("a"_n = on_shelf(place, "a")));
    CHECK(what_of<leat::hook_error>([&] {
              app.run("in"_n = 3);
          }).find("; not run: 'b'; to resume: leat::only(\"b\")") != std::string::npos);
    CHECK(place.held.at("a") == 1.5);
}
