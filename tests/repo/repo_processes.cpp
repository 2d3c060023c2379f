// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/repo.hpp>

#include <leat/repo/run_id.hpp>
#include <leat/repo/state.hpp>

#include "sample.hpp"

#include <optional>
#include <set>

// Many processes and many runs in one repo.

TEST_CASE("8 processes record 200 runs each, and none is lost") {
    scratch dir;
    std::vector<pid_t> children;
    for (int process = 0; process < 8; ++process)
        children.push_back(start([&] {
            leat::repo const repo(dir / "repo");
            for (int i = 0; i < 200; ++i) {
                auto const run = repo.begin({.pipeline = "p" + std::to_string(process)});
                run->param("i", std::int64_t{i}, "int");
                run->metric("loss", i);
                run->node(0, report_of("fit"));
                if (i % 50 == 0) keep_value(repo, *run, "value", i);
                run->close({});
                if (i % 100 == 0 && repo.latest("p" + std::to_string(process))->id() != run->id())
                    return 1;
            }
            return 0;
        }));
    for (pid_t const child : children) CHECK(finish(child) == 0);
    leat::repo const repo(dir / "repo");
    auto const runs = repo.runs();
    REQUIRE(runs.size() == 1600);
    std::set<std::pair<std::string, std::int64_t>> seen;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (i > 0) CHECK(runs[i].id() < runs[i - 1].id());
        CHECK(runs[i].status() == leat::run_status::completed);
        seen.emplace(runs[i].pipeline(), std::get<std::int64_t>(runs[i].params().at(0).value));
    }
    CHECK(seen.size() == 1600);
    CHECK(repo.verify().empty());
}

TEST_CASE("a process that is killed while it records leaves what is whole") {
    scratch dir;
    std::size_t crashed = 0, completed = 0;
    leat::repo(dir / "repo").begin({.pipeline = "forecast"})->close({});
    std::optional<leat::repo> child; // opened in each process
    kill_while_saving(
        [&](int i) {
            if (i == 0) child.emplace(dir / "repo");
            auto const run = child->begin({.pipeline = "forecast"});
            keep_value(*child, *run, "value", i);
            for (int j = 0; j < 10; ++j) {
                run->metric("loss", j);
                if (j % 3 == 0) run->flush();
            }
            run->close({});
        },
        [&] {
            leat::repo const repo(dir / "repo");
            for (auto const& run : repo.runs()) CHECK(run.status() != leat::run_status::running);
        },
        20);
    leat::repo const repo(dir / "repo");
    for (auto const& run : repo.runs()) {
        bool const whole = run.status() == leat::run_status::completed;
        ++(whole ? completed : crashed);
        if (whole && !run.values().empty()) CHECK(run.metrics("loss").size() == 10);
        for (auto const& value : run.values()) CHECK(run.value<int>(value.name) >= 0);
    }
    CHECK(crashed > 0);
    CHECK(crashed <= 20);
    CHECK(completed > 1);
    repo.collect(); // blobs that were put and not named
    CHECK(repo.verify().empty());
    CHECK(temporaries_in(dir.folder) == 0);
    for (auto const& entry : std::filesystem::directory_iterator(dir / "repo/locks"))
        CHECK(!leat::is_run_id(entry.path().filename().string()));
}

TEST_CASE("100,000 runs are listed") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "forecast"});
    run->close({});
    repo.state()->writing("fill")->run(
        "BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999) "
        "INSERT INTO runs SELECT printf('20200101-%06d-aaaaaa', i), 'p' || (i % 100), 1 + i % 3, "
        "NULL, i, i, i, NULL, NULL, 'host', 'boot', i, i, i, '', '', 0, 0, NULL, NULL, NULL, NULL "
        "FROM n; "
        "COMMIT");
    auto const runs = repo.runs();
    CHECK(runs.size() == 100000);
    CHECK(runs.front().id() == run->id());
    CHECK(runs.back().id() == "20200101-000001-aaaaaa");
    CHECK(repo.latest("p7")->id() == "20200101-099907-aaaaaa");
    CHECK(repo.run("20200101-012346").status() == leat::run_status::failed);
}
