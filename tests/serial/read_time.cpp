// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/read_time.hpp>

#include <catch.hpp>

#include <cstdint>
#include <ratio>
#include <string_view>

using namespace leat::detail;

namespace {

/// The milliseconds in a text; -1 where it is refused.
template <class Count = std::int64_t>
long double read(std::string_view text) {
    long double made = 0;
    return read_time(text, time_steps_of<Count, std::milli>(), made) ? -1 : made;
}

} // namespace

TEST_CASE("a time has a unit, or is in steps", "[serial]") {
    CHECK(read("2s") == 2000);
    CHECK(read("+1.5min") == 90'000);
    CHECK(read("1m") == 60'000);
    CHECK(read("7") == 7);
    CHECK(read("-3s") == -3000);
    CHECK(read<double>("1us") == 0.001L);
    for (char const* wrong : {"", "s", "+-3s", "++3s", "2 s", "2x", "1us", "1e3s"})
        CHECK(read(wrong) == -1);
    CHECK(read<std::int8_t>("1s") == -1);
}

TEST_CASE("the unit of a kind of time", "[serial]") {
    CHECK(time_unit_of(1, 1000) == "ms");
    CHECK(time_unit_of(60, 1) == "min");
    CHECK(time_unit_of(7 * 86400, 1).empty());
}
