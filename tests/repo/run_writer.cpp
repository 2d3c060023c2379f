// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/run_writer.hpp>

#include <leat/repo/run_id.hpp>

#include "sample.hpp"

#include <atomic>
#include <limits>
#include <thread>

using namespace std::chrono_literals;

TEST_CASE("a run is running, then what it was closed as") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast", .origin = "an older one"});
    CHECK(leat::is_run_id(run->id()));
    CHECK(repo.run(run->id()).status() == leat::run_status::running);
    CHECK(repo.run(run->id()).info().status == leat::run_status::running);
    CHECK(std::filesystem::exists(dir / "repo/locks" / run->id()));

    SECTION("completed") {
        run->close({.wall = 5s, .hook_time = 7ms});
        auto const info = repo.run(run->id()).info();
        CHECK(info.id == run->id());
        CHECK(info.pipeline == "forecast");
        CHECK(info.status == leat::run_status::completed);
        CHECK(info.origin == "an older one");
        CHECK(info.wall == 5s);
        CHECK(info.hook_time == 7ms);
        CHECK(repo.run(run->id()).reason().empty());
    }
    SECTION("failed is not finished, and the reason is kept") {
        run->close({.status = leat::run_status::failed, .failed_node = "fit", .reason = "no data"});
        auto const found = repo.run(run->id());
        CHECK(found.status() == leat::run_status::failed);
        CHECK(found.failed_node() == "fit");
        CHECK(found.reason() == "no data");
    }
    SECTION("stopped") {
        run->close({.status = leat::run_status::stopped, .reason = "asked to"});
        CHECK(repo.run(run->id()).info().status == leat::run_status::stopped);
    }
    CHECK(run->closed());
    CHECK(std::filesystem::is_empty(dir / "repo/locks") ==
          !std::filesystem::exists(dir / "repo/locks/.gate"));
    CHECK(!std::filesystem::exists(dir / "repo/locks" / run->id()));
}

TEST_CASE("a closed run: closing again does nothing, tracking is an error") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    run->metric("loss", 1.0);
    run->close({});
    run->close({.status = leat::run_status::failed, .reason = "too late"});
    run->flush();
    auto const found = repo.run(run->id());
    CHECK(found.status() == leat::run_status::completed);
    std::string const closed = "run '" + run->id() + "' is closed, so ";
    std::string const why = " cannot be added to it; do so before its end";
    CHECK(error_of([&] { run->metric("loss", 2.0); }) == closed + "metric 'loss'" + why);
    CHECK(error_of([&] { run->metric("loss", "bad"); }) == closed + "metric 'loss'" + why);
    CHECK(error_of([&] { run->tag("x"); }) == closed + "tag 'x'" + why);
    CHECK(error_of([&] { run->param("x", std::int64_t{1}, "int"); }) ==
          closed + "parameter 'x'" + why);
    CHECK(error_of([&] { run->node(0, report_of("fit")); }) == closed + "node 'fit'" + why);
    CHECK(found.metrics("loss").size() == 1);
}

TEST_CASE("a run that is abandoned has failed") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::string id;
    {
        auto const run = repo.begin({.pipeline = "forecast"});
        id = run->id();
        run->metric("loss", 1.0);
    }
    CHECK(repo.run(id).status() == leat::run_status::failed);
    CHECK(repo.run(id).reason() == "the run was abandoned");
    CHECK(repo.run(id).metrics("loss").size() == 1);
}

TEST_CASE("what nodes did is kept in their order") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    leat::node_report report = report_of("fit");
    report.name = "model,score";
    report.outputs = {"model", "score"};
    report.attempts = 3;
    report.time = 5ms;
    report.bytes = 77;
    report.key = {1, 2};
    report.reason = "its input changed";
    run->node(1, report_of("late"));
    run->node(0, report_of("x"));
    run->node(0, report);
    run->close({});
    auto const info = repo.run(run->id()).info();
    REQUIRE(info.nodes.size() == 2);
    CHECK(info.nodes[0].name == "model,score");
    CHECK(info.nodes[0].outputs == report.outputs);
    CHECK(info.nodes[0].status == leat::node_status::ran);
    CHECK(info.nodes[0].attempts == 3);
    CHECK(info.nodes[0].time == 5ms);
    CHECK(info.nodes[0].bytes == 77);
    CHECK(info.nodes[0].key == leat::digest{1, 2});
    CHECK(info.nodes[0].reason == "its input changed");
    CHECK(info.of("late").name == "late");
}

TEST_CASE("a node that took long, and one with values, is on file at once") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    auto const nodes = [&] { return repo.run(run->id()).info().nodes.size(); };
    run->node(0, report_of("quick"));
    CHECK(nodes() == 0);
    leat::node_report slow = report_of("slow");
    slow.time = 6ms;
    run->node(1, slow);
    CHECK(nodes() == 2);
    leat::run_value value;
    value.name = "model";
    run->value(value, repo.hold());
    CHECK(repo.run(run->id()).values().empty());
    run->node(2, report_of("model"));
    CHECK(nodes() == 3);
    CHECK(repo.run(run->id()).values().size() == 1);
}

TEST_CASE("parameters of every type come back equal") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::vector<leat::run_param> const given = {
        {"a nan", std::numeric_limits<double>::quiet_NaN(), "double"},
        {"bool", std::int64_t{1}, "bool"},
        {"empty", std::string(), "std::string"},
        {"infinite", -std::numeric_limits<double>::infinity(), "double"},
        {"least", std::numeric_limits<std::int64_t>::min(), "long"},
        {"minus zero", -0.0, "double"},
        {"nested", std::monostate(), "std::map<std::string, std::vector<int>>"},
        {"text", std::string("a\0b\n\xc3\xa9 \xe6\x97\xa5\xff", 11), "std::string"},
        {"tiny", 5e-324, "double"},
        {"whole", 3.0, "double"},
        {"\xc3\xa9\0n", std::int64_t{0}, "int"}};
    auto const run = repo.begin({.pipeline = "forecast"});
    for (auto const& param : given) run->param(param.name, param.value, param.type);
    run->close({});
    auto const found = repo.run(run->id()).params();
    REQUIRE(found.size() == given.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
        INFO(given[i].name);
        CHECK(found[i].name == given[i].name);
        CHECK(found[i].type == given[i].type);
        CHECK(found[i].value.index() == given[i].value.index());
        if (i > 0) CHECK(found[i].value == given[i].value);
    }
    CHECK(std::isnan(std::get<double>(found[0].value)));
    CHECK(std::signbit(std::get<double>(found[5].value)));
}

TEST_CASE("tags and artifacts are kept") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    put_content(dir / "plot.svg", std::string("<svg\0>", 6));
    auto const run = repo.begin({.pipeline = "forecast"});
    run->tag("b");
    run->tag("a b");
    run->tag("b");
    run->artifact("plot", dir / "plot.svg");
    CHECK(contains(error_of([&] { run->artifact("x", dir / "none"); }), "none"));
    auto const found = repo.run(run->id());
    REQUIRE(found.artifacts().size() == 1); // at once
    CHECK(found.artifacts()[0].file == "plot.svg");
    CHECK(found.artifact("plot") == std::string("<svg\0>", 6));
    run->close({});
    CHECK(found.tags() == std::vector<std::string>{"a b", "b"});
}

TEST_CASE("two contexts of a metric are two sequences, and each counts its own steps") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    for (int i = 0; i < 3; ++i) {
        run->metric("loss", 3.0 - i, {.context = "train"});
        if (i > 0) run->metric("loss", 4.0 - i, {.context = "test"});
        run->metric("lr", 1);
    }
    run->metric("loss", 0.5, {.step = 10, .context = "train"});
    run->metric("loss", 0.4, {.context = "train"});
    run->close({});
    auto const found = repo.run(run->id());
    auto const steps = [&](std::string_view name, std::string_view context) {
        std::vector<std::int64_t> all;
        for (auto const& point : found.metrics(name, context)) all.push_back(point.step);
        return all;
    };
    CHECK(steps("loss", "train") == std::vector<std::int64_t>{0, 1, 2, 10, 11});
    CHECK(steps("loss", "test") == std::vector<std::int64_t>{0, 1});
    CHECK(steps("lr", "") == std::vector<std::int64_t>{0, 1, 2});
    CHECK(found.metrics("loss", "test")[1].number() == 2.0);
    auto const age = std::chrono::system_clock::now() - found.metrics("lr")[0].time;
    CHECK(age >= 0s);
    CHECK(age < 60s);

    auto const known = found.metric_names();
    REQUIRE(known.size() == 3);
    CHECK(known[0].name == "loss");
    CHECK(known[0].context == "train");
    CHECK(known[0].count == 5);
    CHECK(std::get<double>(known[0].last) == 0.4);
    CHECK(known[0].lowest == 0.4);
    CHECK(known[0].highest == 3.0);
}

TEST_CASE("the type of a metric is fixed by its first value") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    run->metric("loss", 1);
    run->metric("loss", 0.5);
    run->metric("note", "a text");
    CHECK(error_of([&] { run->metric("loss", "bad"); }) ==
          "metric 'loss' of run '" + run->id() +
              "' is a number by its first value, and was given a text; track it under another "
              "name");
    CHECK(contains(error_of([&] { run->metric("loss", "bad", {.context = "test"}); }),
                   "is a number by its first value, and was given a text"));
    CHECK(contains(error_of([&] { run->metric("note", 1.0); }),
                   "is a text by its first value, and was given a number"));
    run->metric("loss", 0.25);
    run->metric("note", std::string(3, '\0'));
    run->close({});
    auto const found = repo.run(run->id());
    CHECK(found.metrics("loss").size() == 3);
    REQUIRE(found.metrics("note").size() == 2);
    CHECK(found.metrics("note")[0].text() == "a text");
    CHECK(found.metrics("note")[1].text() == std::string(3, '\0'));
    CHECK(found.metric_names().size() == 2);
}

TEST_CASE("metrics are written in the order in which they come, over many flushes") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    int const count = 100000; // 2.4 MB, so that it is also written by itself
    for (int i = 0; i < count; ++i) {
        run->metric("loss", i);
        if (i % 30000 == 10) run->flush();
    }
    CHECK(repo.run(run->id()).metrics("loss").size() >= 90000);
    run->close({});
    auto const points = repo.run(run->id()).metrics("loss");
    REQUIRE(points.size() == count);
    int wrong = 0;
    for (std::size_t i = 0; i < points.size(); ++i)
        wrong += points[i].number() != static_cast<double>(i) ||
                 points[i].step != static_cast<std::int64_t>(i);
    CHECK(wrong == 0);
}

TEST_CASE("a metric is on file after a second, with the next one") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    run->flush();
    run->metric("loss", 1.0);
    CHECK(repo.run(run->id()).metric_names().empty());
    std::this_thread::sleep_for(1010ms);
    run->metric("loss", 2.0);
    CHECK(repo.run(run->id()).metrics("loss").size() == 2);
}

TEST_CASE("many threads track at once, and nothing is lost") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    std::atomic<int> failed = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            try {
                for (int i = 0; i < 2000; ++i) {
                    run->metric("own " + std::to_string(t), i);
                    run->metric("all", i);
                    if (i % 500 == 0) run->flush();
                    if (i % 400 == 0) run->node(static_cast<std::size_t>(t), report_of("n"));
                    if (i % 100 == 0) (void)repo.run(run->id()).info();
                }
            } catch (...) {
                ++failed;
            }
        });
    for (auto& thread : threads) thread.join();
    run->close({});
    CHECK(failed == 0);
    auto const found = repo.run(run->id());
    CHECK(found.metrics("all").size() == 16000);
    CHECK(found.info().nodes.size() == 8);
    for (int t = 0; t < 8; ++t) {
        auto const own = found.metrics("own " + std::to_string(t));
        REQUIRE(own.size() == 2000);
        CHECK(own[1999].number() == 1999);
        CHECK(std::is_sorted(own.begin(), own.end(),
                             [](auto const& a, auto const& b) { return a.step < b.step; }));
    }
}

TEST_CASE("two processes track 10,000 metrics each, and none is lost") {
    scratch dir;
    std::vector<pid_t> children;
    for (int process = 0; process < 2; ++process)
        children.push_back(start([&] {
            leat::repo const repo(dir / "repo");
            auto const run = repo.begin({.pipeline = "p" + std::to_string(process)});
            for (int i = 0; i < 10000; ++i) {
                run->metric("m" + std::to_string(i % 7), i);
                if (i % 100 == 0) run->flush();
            }
            run->close({});
            return 0;
        }));
    for (pid_t const child : children) CHECK(finish(child) == 0);
    leat::repo const repo(dir / "repo");
    CHECK(repo.runs().size() == 2);
    for (auto const* pipeline : {"p0", "p1"}) {
        auto const run = repo.latest(pipeline);
        REQUIRE(run);
        CHECK(run->status() == leat::run_status::completed);
        std::vector<double> all;
        for (int m = 0; m < 7; ++m)
            for (auto const& point : run->metrics("m" + std::to_string(m)))
                all.push_back(point.number());
        std::sort(all.begin(), all.end());
        REQUIRE(all.size() == 10000);
        for (int i = 0; i < 10000; i += 99) CHECK(all[static_cast<std::size_t>(i)] == i);
    }
}

TEST_CASE("a forked child does nothing to the run of its parent") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto run = repo.begin({.pipeline = "forecast"});
    run->metric("loss", 1.0);
    CHECK(finish(start([&] {
              if (!contains(error_of([&] { run->flush(); }), "which this one was forked from"))
                  return 1;
              if (!contains(error_of([&] { (void)repo.runs(); }), "forked from")) return 2;
              if (!contains(error_of([&] { leat::repo(dir / "repo"); }), "forked from")) return 3;
              run.reset();
              return 0;
          })) == 0);
    CHECK(repo.run(run->id()).status() == leat::run_status::running);
    run->close({});
    CHECK(repo.run(run->id()).metrics("loss").size() == 1);
}
