// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks/units.hpp>

#include <catch.hpp>

#include <limits>
#include <string>

using namespace std::chrono_literals;

namespace {

template <auto Print, class T>
std::string text(T value) {
    std::string out;
    Print(out, value);
    return out;
}
constexpr auto exactly = text<leat::detail::print_duration, std::chrono::nanoseconds>;
constexpr auto roughly = text<leat::detail::print_roughly, std::chrono::nanoseconds>;
constexpr auto size = text<leat::detail::print_mebibytes, std::uint64_t>;

} // namespace

TEST_CASE("a duration has three digits and a unit") {
    CHECK(exactly(-1ns) == "0 ns");
    CHECK(exactly(999ns) == "999 ns");
    CHECK(exactly(1000ns) == "1.00 us");
    CHECK(exactly(1234ns) == "1.23 us");
    CHECK(exactly(9996ns) == "10.0 us");
    CHECK(exactly(99'960ns) == "100 us");
    CHECK(exactly(999'499ns) == "999 us");
    CHECK(exactly(999'500ns) == "1.00 ms");
    CHECK(exactly(59'949ms) == "59.9 s");
    CHECK(exactly(59'950ms) == "1 min 00 s");
    CHECK(exactly(65s) == "1 min 05 s");
    CHECK(exactly(3599'600ms) == "1 h 00 min");
    CHECK(exactly(125min) == "2 h 05 min");
    CHECK(exactly(std::chrono::nanoseconds::max()) == "2562047 h 47 min");
}

TEST_CASE("a duration in passing has fewer") {
    CHECK(roughly(-1s) == "0.0 s");
    CHECK(roughly(449ms) == "0.4 s");
    CHECK(roughly(9'949ms) == "9.9 s");
    CHECK(roughly(9'950ms) == "10 s");
    CHECK(roughly(59'499ms) == "59 s");
    CHECK(roughly(59'500ms) == "1 min 00 s");
}

TEST_CASE("memory is in MiB") {
    CHECK(size(0) == "0.0 MiB");
    CHECK(size(1536 * 1024) == "1.5 MiB");
    CHECK(size(1023 * 1024) == "1.0 MiB");
    CHECK(size(std::uint64_t{3} << 30) == "3072.0 MiB");
    CHECK(size(std::numeric_limits<std::uint64_t>::max()) == "17592186044416.0 MiB");
}
