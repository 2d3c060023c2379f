// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/metric_buffer.hpp>

#include <leat/info/metric_series.hpp>
#include <leat/repo.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

namespace {

double last_of(leat::run_record const& run) {
    return std::get<double>(run.metric_names().at(0).last);
}

} // namespace

TEST_CASE("the last point is that of the greatest step, of equal steps the later one") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const run = repo.begin({.pipeline = "p"});
    run->metric("loss", 5, {.step = 5});
    run->metric("loss", 2, {.step = 2});
    run->flush();
    CHECK(last_of(repo.run(run->id())) == 5);
    run->metric("loss", 3, {.step = 3});
    run->flush();
    CHECK(last_of(repo.run(run->id())) == 5);
    run->metric("loss", 5.5, {.step = 5});
    run->metric("text", "late", {.step = 7});
    run->metric("text", "early", {.step = 1});
    run->metric("loss", 6); // the one after the last
    run->flush();
    CHECK(last_of(repo.run(run->id())) == 6);
    CHECK(repo.run(run->id()).metrics("loss").back().step == 6);
    CHECK(repo.run(run->id()).metric_names().at(1).last == leat::param_value("late"));
    run->close({});
    CHECK(repo.runs("metric.loss.last == 6").size() == 1);
}

TEST_CASE("the line of a metric ends with that point, and goes on after it") {
    leat::detail::metric_log log;
    auto const add = [&](double value, std::optional<std::int64_t> step) {
        log.add({"loss", value, {}, false, {step, {}}});
    };
    add(5, 5);
    add(2, 2);
    CHECK(log.lines().at(0).points.back() == std::pair(std::int64_t(5), 5.0));
    add(5.5, 5);
    add(3, 3);
    CHECK(log.lines().at(0).points.back() == std::pair(std::int64_t(5), 5.5));
    add(6, {});
    CHECK(log.lines().at(0).points.back() == std::pair(std::int64_t(6), 6.0));
    for (int i = 5000; i-- > 0;) add(i, 10 + i); // thinned, and backwards
    CHECK(log.lines().at(0).points.back() == std::pair(std::int64_t(5009), 4999.0));
}
