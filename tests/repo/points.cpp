// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/points.hpp>

#include <catch.hpp>

#include <cmath>
#include <limits>

using leat::detail::metric_kind;

TEST_CASE("points of numbers come back equal") {
    std::string data;
    double const values[] = {0.0, -0.0, 1e300, -std::numeric_limits<double>::infinity(), 0.1};
    for (double const value : values)
        leat::detail::pack_point(data, -7, 1'795'258'250'123'456'789, value);
    leat::detail::pack_point(data, 8, -1, std::nan(""));
    CHECK(data.size() == 6 * 24);
    std::vector<leat::metric_point> points;
    REQUIRE(leat::detail::unpack_points(data, metric_kind::numbers, points));
    REQUIRE(points.size() == 6);
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(points[i].number() == values[i]);
        CHECK(points[i].step == -7);
        CHECK(leat::detail::since_1970(points[i].time) == 1'795'258'250'123'456'789);
    }
    CHECK(std::signbit(points[1].number()));
    CHECK(std::isnan(points[5].number()));
    CHECK_THROWS_AS(points[0].text(), std::bad_variant_access);
}

TEST_CASE("the bytes of a point are little-endian") {
    std::string data;
    leat::detail::pack_point(data, 0x0102030405060708, 3, 1.0);
    CHECK(data.substr(0, 9) == std::string("\x08\x07\x06\x05\x04\x03\x02\x01\x03"));
    CHECK(data.substr(16) == std::string("\0\0\0\0\0\0\xf0\x3f", 8));
}

TEST_CASE("points of text come back equal, or are told to be cut short") {
    std::string data;
    std::string const texts[] = {"", "a", std::string(3, '\0'), std::string(5000, 'x')};
    for (std::string const& text : texts) leat::detail::pack_point(data, 1, 2, text);
    std::vector<leat::metric_point> points;
    REQUIRE(leat::detail::unpack_points(data, metric_kind::text, points));
    REQUIRE(points.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(points[i].text() == texts[i]);
    for (std::size_t const size : {1u, 23u, 26u, 50u, 80u, 4000u}) {
        std::vector<leat::metric_point> some;
        CHECK(!leat::detail::unpack_points(std::string_view(data).substr(0, size),
                                           metric_kind::text, some));
    }
}
