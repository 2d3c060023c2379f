// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/session/session.hpp>

#include <leat/catalog/memory.hpp>

#include "../run/recorder.hpp"

#include <catch.hpp>

#include <memory>
#include <string>
#include <type_traits>

using namespace leat::literals;

namespace {

constexpr auto chain = leat::pipeline("chain", leat::input<int>("in"),
                                      leat::node(
                                          "a", [](int x) { return x + 1; }, "in"),
                                      leat::node(
                                          "b", [](int x) { return x * 10; }, "a"),
                                      leat::node(
                                          "c", [](int a, int b) { return a + b; }, "a", "b"));

struct counter {
    int nodes = 0;
    void before_node_run(leat::node_info const&) { ++nodes; }
};

struct stateless {
    void before_node_run(leat::node_info const&) {}
};

struct counts_datasets {
    int told = 0;
    std::size_t datasets = 0;
    void after_catalog_created(auto const& catalog) {
        ++told;
        catalog.for_each([&](std::string_view, auto&) { ++datasets; });
    }
};

struct refuses {
    void after_catalog_created(auto const&) { throw std::runtime_error("no"); }
};

} // namespace

TEST_CASE("a session holds what it was given and nothing else") {
    auto bare = leat::session<chain>();
    STATIC_REQUIRE(std::is_empty_v<decltype(bare)>);
    auto one = leat::session<chain>(stateless{});
    STATIC_REQUIRE(std::is_empty_v<decltype(one)>);
    auto owned = leat::session<chain>(counter{}, stateless{});
    STATIC_REQUIRE(sizeof owned == sizeof(counter));
    counter hook;
    auto borrowed = leat::session<chain>(hook, stateless{});
    STATIC_REQUIRE(sizeof borrowed == sizeof(counter*));
    auto store = leat::catalog("a"_n = leat::dataset::memory<int>());
    auto with_catalog = leat::session<chain>(store);
    STATIC_REQUIRE(sizeof with_catalog == sizeof(void*));
    CHECK(bare.run("in"_n = 1)["c"_n] == 22);
    CHECK(with_catalog.run("in"_n = 1)["c"_n] == 22);
}

TEST_CASE("without a service a session's run is the bare run, of the same type") {
    auto app = leat::session<chain>();
    auto result = app.run<"b", "a">("in"_n = 1);
    STATIC_REQUIRE(
        std::is_same_v<decltype(result), decltype(leat::run<chain, "b", "a">("in"_n = 1))>);
    auto const [b, a] = result;
    CHECK(b == 20);
    CHECK(a == 2);
    CHECK(app.run(leat::only("c"), "a"_n = 1, "b"_n = 2)["c"_n] == 3);
}

TEST_CASE("a service given as an lvalue is borrowed, as an rvalue owned") {
    counter hook;
    leat::session<chain>(hook).run("in"_n = 1);
    CHECK(hook.nodes == 3);

    auto alive = std::make_shared<int>(0);
    struct holder {
        std::shared_ptr<int> count;
        void before_node_run(leat::node_info const&) { ++*count; }
    };
    {
        auto app = leat::session<chain>(holder{alive});
        CHECK(alive.use_count() == 2);
        app.run("in"_n = 1);
        app.run("in"_n = 1);
    }
    CHECK(alive.use_count() == 1);
    CHECK(*alive == 6);
}

TEST_CASE("services come in any order") {
    events seen;
    recorder first{seen, "first"}, second{seen, "second"};
    auto app =
        leat::session<chain>(first, leat::catalog("b"_n = leat::dataset::memory<int>()), second);
    auto result = app.run<"c">("in"_n = 1);
    CHECK(result["c"_n] == 22);
    CHECK(seen[0] == "first.before_pipeline_run chain");
    CHECK(seen[1] == "second.before_pipeline_run chain");
    CHECK(app.catalog()["b"_n].load() == 20);
}

TEST_CASE("a hook may be for one node, and be told what that has made") {
    struct audit {
        int model = 0, inputs = 0, all = 0;
        void before_node_run(leat::at<chain, "c">, int a, int b) { inputs = a * 1000 + b; }
        void after_node_run(leat::at<chain, "c"> node, int const& c) {
            CHECK(node.node().name == "c");
            CHECK(node.node().inputs.size() == 2);
            model = c;
        }
        void after_node_run(leat::node_info const&) { ++all; }
    } hook;
    leat::session<chain>(hook).run("in"_n = 1);
    CHECK(hook.model == 22);
    CHECK(hook.inputs == 2020);
    CHECK(hook.all == 2); // the more specific one is in its place, not beside it
}

TEST_CASE("the result of a session tells times, of hooks apart") {
    struct slow {
        void before_node_run(leat::at<chain, "a">) {
            auto const end = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
            while (std::chrono::steady_clock::now() < end) {
            }
        }
    };
    auto const check = [](leat::run_info const& info) {
        CHECK(info.status == leat::run_status::completed);
        CHECK(info.hook_time >= std::chrono::milliseconds(20));
        CHECK(info.wall >= info.hook_time);
        CHECK(info.of("a").status == leat::node_status::ran);
        CHECK(info.of("a").attempts == 1);
        CHECK(info.of("a").time < info.hook_time); // that of the function alone
        CHECK(info.of("c").status == leat::node_status::ran);
    };
    check(leat::session<chain>(slow{}).run("in"_n = 1).info());
    check(leat::session<chain>(slow{}, leat::catalog("b"_n = leat::dataset::memory<int>()))
              .run("in"_n = 1)
              .info());
}

TEST_CASE("a plan says what would run, and runs nothing") {
    events seen;
    auto app =
        leat::session<chain>(recorder{seen}, leat::catalog("b"_n = leat::dataset::memory(7)));
    auto const status = [](leat::run_info const& info, std::string_view name) {
        return info.of(name).status;
    };
    auto const whole = app.plan("in"_n = 1);
    CHECK(status(whole, "a") == leat::node_status::pending);
    CHECK(status(whole, "c") == leat::node_status::pending);
    auto const rest = app.plan<"b">(leat::only_missing, "in"_n = 1);
    CHECK(status(rest, "a") == leat::node_status::skipped);
    CHECK(status(rest, "b") == leat::node_status::skipped);
    auto const bare = leat::session<chain>().plan("a"_n = 1);
    CHECK(status(bare, "a") == leat::node_status::overridden);
    CHECK(status(bare, "b") == leat::node_status::pending);
    CHECK(seen.empty());
}

TEST_CASE("hooks are told of the catalog once for each session") {
    counts_datasets hook;
    auto app = leat::session<chain>(hook, leat::catalog("a"_n = leat::dataset::memory<int>(),
                                                        "b"_n = leat::dataset::memory<int>()));
    app.run("in"_n = 1);
    app.run("in"_n = 1);
    CHECK(hook.told == 1);
    CHECK(hook.datasets == 2);

    CHECK(what_of<leat::hook_error>([] {
              auto never = leat::session<chain>(
                  refuses{}, leat::catalog("a"_n = leat::dataset::memory<int>()));
          }).find("failed in after_catalog_created of pipeline 'chain': no") != std::string::npos);
}
