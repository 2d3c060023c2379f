// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/read_date.hpp>

#include <leat/serial/value_text.hpp>

#include <catch.hpp>

#include <chrono>
#include <string>
#include <string_view>

using namespace leat::detail;
using namespace std::chrono_literals;

namespace {

std::string read(std::string_view text, zoning zone) {
    read_moment made;
    return read_instant(text, zone, made) ? "wrong" : instant_text(made.day, made.since);
}

} // namespace

TEST_CASE("a zone is in the text where it must be", "[serial]") {
    CHECK(read("2026-11-20T14:03:07Z", zoning::required) == "2026-11-20T14:03:07");
    CHECK(read("2026-11-20 14:03+01:00", zoning::required) == "2026-11-20T13:03:00");
    CHECK(read("2026-11-20T14:03:07", zoning::required) == "wrong");
    CHECK(read("2026-11-20", zoning::required) == "wrong");
    CHECK(read("2026-11-20T14:03:07", zoning::none) == "2026-11-20T14:03:07");
    CHECK(read("2026-11-20T14:03:07Z", zoning::none) == "wrong");
    CHECK(read("2026-11-20T14:03:07Z", zoning::possible) == "2026-11-20T14:03:07");
}

TEST_CASE("a moment is a point in time where no part of it is lost", "[serial]") {
    read_moment const half{std::chrono::sys_days(std::chrono::days(1)), 500ms};
    std::chrono::sys_time<std::chrono::milliseconds> fine;
    CHECK(from_moment(half, fine));
    CHECK(fine.time_since_epoch() == 24h + 500ms);
    std::chrono::sys_seconds coarse(7s);
    CHECK_FALSE(from_moment(half, coarse));
    CHECK(coarse.time_since_epoch() == 7s);
}
