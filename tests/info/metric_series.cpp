// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/info/metric_series.hpp>

#include <catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

using leat::detail::metric_log;

TEST_CASE("a short line is kept as it came") {
    metric_log log;
    log.add({.name = "loss", .number = 3});
    log.add({.name = "loss", .number = 2, .at = {.step = 10}});
    log.add({.name = "loss", .number = 1});
    log.add({.name = "loss", .number = 5, .at = {.context = "test"}});
    log.add({.name = "note", .text = "hello", .is_text = true});
    auto const lines = log.lines();
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].points ==
          std::vector<std::pair<std::int64_t, double>>{{0, 3}, {10, 2}, {11, 1}});
    CHECK(lines[1].name == "loss");
    CHECK(lines[1].context == "test");
}

TEST_CASE("a long line keeps its spikes, its first point and its last one") {
    metric_log log;
    std::size_t const count = 1'000'003;
    for (std::size_t i = 0; i < count; ++i)
        log.add({.name = "loss",
                 .number = i == 1501      ? 1e6
                           : i == 70'001  ? -5.0
                           : i == 800'003 ? std::nan("")
                                          : 1.0 + static_cast<double>(i % 2)});
    auto const line = log.lines().at(0);
    CHECK(line.points.size() >= metric_log::most / 2);
    CHECK(line.points.size() <= metric_log::most + 2);
    CHECK(line.points.front() == std::pair<std::int64_t, double>(0, 1));
    CHECK(line.points.back() == std::pair<std::int64_t, double>(count - 1, 1));
    auto const has = [&](std::int64_t step, double value) {
        return std::ranges::count(line.points, std::pair(step, value)) == 1;
    };
    CHECK(has(1501, 1e6));
    CHECK(has(70'001, -5));
    CHECK(std::ranges::count_if(line.points, [](auto const& point) {
              return point.first == 800'003 && std::isnan(point.second);
          }) == 1);
    CHECK(std::ranges::is_sorted(line.points, {}, [](auto const& point) { return point.first; }));
    // Not a flat line between.
    CHECK(std::ranges::count(line.points, 1.0, [](auto const& p) { return p.second; }) > 250);
    CHECK(std::ranges::count(line.points, 2.0, [](auto const& p) { return p.second; }) > 250);
}

TEST_CASE("nothing is left out of a line of numbers that is not too long") {
    metric_log log;
    for (std::size_t i = 0; i < metric_log::most; ++i) {
        log.add({.name = "loss", .number = std::sin(static_cast<double>(i))});
        REQUIRE(log.lines().at(0).points.size() == i + 1);
    }
}

TEST_CASE("what is told of a line is of all of its points, and not of those that are kept") {
    metric_log log;
    for (int i = 0; i < 5000; ++i) log.add({.name = "loss", .number = i % 8 == 0 ? 1.0 : 1000.0});
    for (int i = 0; i < 3; ++i) log.add({.name = "loss", .number = HUGE_VAL});
    log.add({.name = "loss", .number = 7});
    leat::metric_summary const all = log.lines().at(0).all;
    CHECK(all.count == 5004);
    CHECK(all.not_finite == 3);
    CHECK(all.last == 7);
    CHECK(all.least == 1);
    CHECK(all.greatest == 1000);
    CHECK(all.mean == Approx((625.0 + 4375.0 * 1000 + 7) / 5001));

    metric_log alternating;
    for (int i = 0; i < 2048; ++i) alternating.add({.name = "loss", .number = i % 2 ? -1.0 : 1.0});
    CHECK(alternating.lines().at(0).all.mean == 0);

    metric_log none;
    none.add({.name = "loss", .number = std::nan("")});
    CHECK(std::isnan(none.lines().at(0).all.least));
    CHECK(std::isnan(none.lines().at(0).all.mean));
    metric_log huge; // whose sum is infinite
    huge.add({.name = "loss", .number = 1.7e308});
    huge.add({.name = "loss", .number = 1.7e308});
    CHECK(huge.lines().at(0).all.mean == Approx(1.7e308));
}

TEST_CASE("the last point is there once, whatever it is, at every length") {
    metric_log log;
    for (std::size_t i = 0; i < 3 * metric_log::most; ++i) {
        log.add({.name = "loss", .number = std::nan("")});
        auto const points = log.lines().at(0).points;
        REQUIRE(points.back().first == static_cast<std::int64_t>(i));
        REQUIRE((points.size() == 1 || points[points.size() - 2].first < points.back().first));
    }
}
