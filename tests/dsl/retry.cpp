// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/retry.hpp>

#include <chrono>
#include <exception>
#include <stdexcept>

#include "catch.hpp"

using namespace std::chrono_literals;

TEST_CASE("delays grow by the factor, up to the longest one") {
    constexpr auto thrice =
        leat::retry({.attempts = 9, .delay = 10ms, .factor = 3.0, .longest = 100ms});
    STATIC_REQUIRE(thrice.delay_after(1) == 10ms);
    STATIC_REQUIRE(thrice.delay_after(2) == 30ms);
    STATIC_REQUIRE(thrice.delay_after(3) == 90ms);
    STATIC_REQUIRE(thrice.delay_after(4) == 100ms);
    constexpr auto even = leat::retry({.attempts = 3, .delay = 1s, .factor = 1.0});
    STATIC_REQUIRE(even.delay_after(1000) == 1s);
    constexpr auto short_of_first = leat::retry({.delay = 1h, .longest = 1s});
    STATIC_REQUIRE(short_of_first.delay_after(1) == 1s);
}

TEST_CASE("on_exception knows an exception and what is derived from it, and nothing else") {
    auto const range = std::make_exception_ptr(std::range_error("r"));
    auto const number = std::make_exception_ptr(7);
    CHECK(leat::on_exception<std::runtime_error>(range));
    CHECK(leat::on_exception<std::bad_alloc, std::range_error>(range));
    CHECK_FALSE(leat::on_exception<std::logic_error>(range));
    CHECK_FALSE(leat::on_exception<std::exception>(number));
    CHECK(leat::on_exception<int>(number));
}
