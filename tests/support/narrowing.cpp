// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/narrowing.hpp>

#include <leat/support/error.hpp>

#include <atomic>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>

#include "catch.hpp"

using namespace leat::detail;

namespace {

enum plain { first, second };
enum wide : std::uint64_t { all = ~std::uint64_t(0) };
enum class scoped { one };

struct converts_to_double {
    operator double() const { return 0.5; }
};
struct converts_to_int {
    operator int() const { return 1; }
};

} // namespace

TEST_CASE("a number narrows where braces say so, but an integer to a floating-point number") {
    STATIC_REQUIRE(narrows<int, double>());
    STATIC_REQUIRE(narrows<int, float>());
    STATIC_REQUIRE(narrows<float, double>());
    STATIC_REQUIRE(narrows<double, long double>());
    STATIC_REQUIRE(narrows<int, long long>());
    STATIC_REQUIRE(narrows<unsigned, int>());
    STATIC_REQUIRE(narrows<int, unsigned>());
    STATIC_REQUIRE(narrows<std::uint64_t, signed char>());
    STATIC_REQUIRE(narrows<signed char, char16_t>());
    STATIC_REQUIRE(narrows<bool, int>());
    STATIC_REQUIRE(narrows<bool, double>());
    STATIC_REQUIRE(narrows<bool, char const*>());
    STATIC_REQUIRE(narrows<bool, int converts_to_int::*>());
    STATIC_REQUIRE(narrows<short, plain>());
    STATIC_REQUIRE(narrows<bool, plain>());
    STATIC_REQUIRE(narrows<std::int64_t, wide>());
    STATIC_REQUIRE(narrows<int, converts_to_double>());
    STATIC_REQUIRE(narrows<int, std::atomic<double>>());

    STATIC_REQUIRE_FALSE(narrows<int, int>());
    STATIC_REQUIRE_FALSE(narrows<double, float>());
    STATIC_REQUIRE_FALSE(narrows<double, int>());
    STATIC_REQUIRE_FALSE(narrows<float, std::uint64_t>());
    STATIC_REQUIRE_FALSE(narrows<float, plain>());
    STATIC_REQUIRE_FALSE(narrows<int, short>());
    STATIC_REQUIRE_FALSE(narrows<int, unsigned short>());
    STATIC_REQUIRE_FALSE(narrows<std::int64_t, unsigned>());
    STATIC_REQUIRE_FALSE(narrows<char, bool>());
    STATIC_REQUIRE_FALSE(narrows<int, plain>());
    STATIC_REQUIRE_FALSE(narrows<std::uint64_t, wide>());
    STATIC_REQUIRE_FALSE(narrows<int, scoped>()); // does not convert
    STATIC_REQUIRE_FALSE(narrows<int, converts_to_int>());
    STATIC_REQUIRE_FALSE(narrows<double, converts_to_double>());
    STATIC_REQUIRE_FALSE(narrows<std::string, char const*>());
    STATIC_REQUIRE_FALSE(narrows<bool, std::true_type>());
}

TEST_CASE("whether a number fits is told by its value") {
    STATIC_REQUIRE(fits<signed char>(-128));
    STATIC_REQUIRE_FALSE(fits<signed char>(-129));
    STATIC_REQUIRE(fits<unsigned>(7));
    STATIC_REQUIRE_FALSE(fits<unsigned>(-1));
    STATIC_REQUIRE_FALSE(fits<std::uint64_t>(-1));
    STATIC_REQUIRE_FALSE(fits<int>(std::uint64_t(1) << 63));
    STATIC_REQUIRE_FALSE(fits<std::int64_t>(std::uint64_t(1) << 63));
    STATIC_REQUIRE_FALSE(fits<std::int64_t>(all));
    STATIC_REQUIRE(fits<bool>(1));
    STATIC_REQUIRE_FALSE(fits<bool>(2));
    STATIC_REQUIRE(fits<float>(0.1));
    STATIC_REQUIRE_FALSE(fits<float>(1e39));
    STATIC_REQUIRE_FALSE(fits<float>(-1e39));
    CHECK(fits<float>(std::numeric_limits<double>::infinity()));
    CHECK(fits<float>(-std::numeric_limits<double>::infinity()));
    CHECK(fits<float>(std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("what does not fit is named, with all of its digits") {
    auto const text_of = [](auto refuse) -> std::string {
        try {
            refuse();
        } catch (leat::error const& e) {
            return e.what();
        }
        return "taken";
    };
    CHECK(text_of([] { (void)fitting<std::int64_t>(~std::uint64_t(0), "p", "n"); }) ==
          "pipeline 'p': 'n' is given 18446744073709551615, and its type holds "
          "-9223372036854775808 to 9223372036854775807. Give a number between these, or let the "
          "value have a wider type");
    CHECK(
        text_of([] { (void)fitting<bool>(2, "p", "n"); }) ==
        "pipeline 'p': 'n' is given 2, and its type holds 0 to 1. Give a number between these, or "
        "let the value have a wider type");
    CHECK(text_of([] { (void)fitting<float>(1e300, "p", "n"); }) ==
          "pipeline 'p': 'n' is given 1e+300, and its type holds -3.40282e+38 to 3.40282e+38. Give "
          "a number between these, or let the value have a wider type");
    CHECK(text_of([] { (void)fitting<float>(0.1, "p", "n"); }) == "taken");
}
