// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/info/metric_series.hpp>

#include <catch.hpp>

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

TEST_CASE("a long line is thinned evenly, and ends with its last point") {
    metric_log log;
    std::size_t const count = 1'000'003;
    for (std::size_t i = 0; i < count; ++i)
        log.add({.name = "loss", .number = static_cast<double>(i)});
    auto const points = log.lines().at(0).points;
    CHECK(points.size() >= metric_log::most / 2);
    CHECK(points.size() <= metric_log::most + 1);
    CHECK(points.front().first == 0);
    CHECK(points.back() == std::pair<std::int64_t, double>(count - 1, count - 1));
    auto const stride = points[1].first;
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        REQUIRE(points[i].first == static_cast<std::int64_t>(i) * stride);
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
