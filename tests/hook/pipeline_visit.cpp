// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hook/pipeline_visit.hpp>

#include "../run/recorder.hpp"

#include <catch.hpp>

#include <stop_token>
#include <string>

using namespace leat::literals;

namespace {

constexpr auto chain = leat::pipeline("chain", leat::input<int>("in"),
                                      leat::node(
                                          "a", [](int x) { return x + 1; }, "in"),
                                      leat::node(
                                          "b", [](int x) { return x * 10; }, "a"));

struct all_forms {
    events& seen;
    void after_pipeline_run(leat::run_info const& run, auto const& result) {
        seen.push_back(run.pipeline + " made " + std::to_string(result["b"_n]));
    }
    void on_pipeline_error(std::exception_ptr error) {
        seen.push_back(leat::detail::message_of(error));
    }
};
struct anything_goes {
    events& seen;
    void before_pipeline_run(auto const& run) { seen.push_back("any " + run.pipeline); }
};
struct result_only {
    events& seen;
    void after_pipeline_run(auto const& result) {
        seen.push_back("result " + std::to_string(result["b"_n]));
    }
};
struct nothing_taken {
    events& seen;
    void before_pipeline_run() { seen.push_back("begins"); }
    void after_pipeline_run() { seen.push_back("ends"); }
    void on_pipeline_error() { seen.push_back("fails"); }
};

} // namespace

TEST_CASE("the hooks of a run take its info, its result, both or nothing") {
    in_each_engine([](auto... more) {
        events seen;
        leat::session<chain>(all_forms{seen}, result_only{seen}, nothing_taken{seen},
                             anything_goes{seen}, more...)
            .run("in"_n = 1);
        CHECK(seen == events{"begins", "any chain", "ends", "result 20", "chain made 20"});
    });
}

TEST_CASE("before_pipeline_run is told what is to run") {
    struct counts {
        std::size_t pending = 0;
        leat::run_status status{};
        void before_pipeline_run(leat::run_info const& run) {
            for (auto const& node : run.nodes) pending += node.status == leat::node_status::pending;
            status = run.status;
        }
    };
    in_each_engine([](auto... more) {
        counts hook;
        leat::session<chain>(hook, more...).template run<"a">("in"_n = 1);
        CHECK(hook.pending == 1);
        CHECK(hook.status == leat::run_status::running);
    });
}

TEST_CASE("before_pipeline_run throws: nothing runs, and who saw the run begin sees its error") {
    in_each_engine([](auto... more) {
        events seen;
        auto app = leat::session<chain>(recorder{seen, "x"},
                                        recorder{seen, "y", "y.before_pipeline_run chain"},
                                        recorder{seen, "z"}, more...);
        CHECK(
            what_of<leat::hook_error>([&] { app.run("in"_n = 1); }) ==
            "hook 'recorder' failed in before_pipeline_run of pipeline 'chain': thrown by the hook "
            "y; not run: 'a', 'b'");
        CHECK(seen == events{"x.before_pipeline_run chain", "y.before_pipeline_run chain",
                             "x.on_pipeline_error chain"});
    });
}

TEST_CASE("after_pipeline_run throws: the others are told of the error, which the caller gets") {
    in_each_engine([](auto... more) {
        events seen;
        auto app = leat::session<chain>(recorder{seen, "x"},
                                        recorder{seen, "y", "y.after_pipeline_run chain"},
                                        recorder{seen, "z"}, more...);
        CHECK(
            what_of<leat::hook_error>([&] { app.run("in"_n = 1); }) ==
            "hook 'recorder' failed in after_pipeline_run of pipeline 'chain': thrown by the hook "
            "y");
        CHECK(events(seen.end() - 3, seen.end()) == events{"z.after_pipeline_run chain",
                                                           "y.after_pipeline_run chain",
                                                           "x.on_pipeline_error chain"});
    });
}

TEST_CASE("on_pipeline_error throws: the first error is not masked") {
    in_each_engine([](auto... more) {
        events seen, said;
        auto app = leat::session<chain>(recorder{seen, "x", "x.before_node_run a"},
                                        recorder{seen, "y", "y.on_pipeline_error chain"},
                                        recorder{seen, "z"}, more...);
        leat::run_options options{
            .log = [&](std::string_view, std::string_view line) { said.emplace_back(line); }};
        CHECK(what_of<leat::hook_error>([&] {
                  app.run(options, "in"_n = 1);
              }).starts_with("hook 'recorder' failed in before_node_run of node 'a'"));
        CHECK(said ==
              events{"hook 'recorder' failed too, in on_pipeline_error: thrown by the hook y"});
        CHECK(std::ranges::count(seen, "x.on_pipeline_error chain") == 1);
        CHECK(std::ranges::count(seen, "z.on_pipeline_error chain") == 1);
    });
}

TEST_CASE("a run that is stopped ends with on_pipeline_error, and its info says so") {
    struct ends {
        std::stop_source source{};
        leat::run_info info{};
        void after_node_run(leat::at<chain, "a">) { source.request_stop(); }
        void on_pipeline_error(leat::run_info const& run, std::exception_ptr error) {
            info = run;
            CHECK_THROWS_AS(std::rethrow_exception(error), leat::run_stopped);
        }
    };
    in_each_engine([](auto... more) {
        ends hook;
        leat::run_options options{.stop = hook.source.get_token()};
        CHECK_THROWS_AS(leat::session<chain>(hook, more...).run(options, "in"_n = 1),
                        leat::run_stopped);
        CHECK(hook.info.status == leat::run_status::stopped);
        CHECK(hook.info.of("a").status == leat::node_status::ran);
        CHECK(hook.info.of("b").status == leat::node_status::pending);
    });
}

TEST_CASE("the info of a run that failed tells what each node did") {
    struct keeps {
        leat::run_info info{};
        void before_node_run(leat::at<chain, "b">) { throw 42; }
        void on_pipeline_error(leat::run_info const& run) { info = run; }
    };
    in_each_engine([](auto... more) {
        keeps hook;
        CHECK_THROWS_AS(leat::session<chain>(hook, more...).run("in"_n = 1), leat::hook_error);
        CHECK(hook.info.status == leat::run_status::failed);
        CHECK(hook.info.of("a").status == leat::node_status::ran);
        CHECK(hook.info.of("b").status == leat::node_status::failed);
        CHECK(hook.info.of("b").reason != "");
        CHECK(hook.info.wall.count() > 0);
    });
}
