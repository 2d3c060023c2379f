// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/guarded.hpp>

#include <leat/dsl/check.hpp>
#include <leat/dsl/fallback.hpp>
#include <leat/dsl/node.hpp>
#include <leat/dsl/retry.hpp>
#include <leat/dsl/timeout.hpp>

#include <chrono>
#include <type_traits>

#include "catch.hpp"

using namespace std::chrono_literals;
using leat::shape;

namespace {

constexpr auto half = [](int n) { return n * 0.5; };
constexpr auto plain = leat::node("x", half, "n");
constexpr auto timed = plain | leat::timeout(1s) | leat::tag("slow");
constexpr auto tried = timed | leat::retry(3);

} // namespace

TEST_CASE("a guard stands around a declaration, the last one outermost") {
    STATIC_REQUIRE_FALSE(leat::detail::has_guard<decltype(plain)>);
    STATIC_REQUIRE(leat::detail::has_guard<std::remove_const_t<decltype(tried)>>);
    STATIC_REQUIRE(std::is_same_v<std::remove_const_t<decltype(tried)>::inner_declaration,
                                  std::remove_const_t<decltype(timed)>>);
    STATIC_REQUIRE(tried.guard.options.attempts == 3);
    STATIC_REQUIRE(timed.guard.limit == 1s);
}

TEST_CASE("the options of a declaration stay, and tell of its guards") {
    STATIC_REQUIRE(tried.options.labels.contains(leat::label_list::use::tag, "slow"));
    STATIC_REQUIRE_FALSE(plain.options.is(shape::guarded));
    STATIC_REQUIRE(timed.options.is(shape::guarded));
    STATIC_REQUIRE_FALSE(timed.options.is(shape::called_again));
    STATIC_REQUIRE(tried.options.is(shape::called_again));
}

TEST_CASE("only a fallback that takes the inputs needs them again") {
    constexpr auto by_value = plain | leat::fallback(1.0);
    constexpr auto by_nothing = plain | leat::fallback([] { return 1.0; });
    constexpr auto by_error = plain | leat::fallback([](std::exception_ptr const&) { return 1.0; });
    constexpr auto by_inputs = plain | leat::fallback([](int n) { return n * 1.0; });
    STATIC_REQUIRE(by_inputs.options.is(shape::called_again));
    STATIC_REQUIRE_FALSE(by_nothing.options.is(shape::called_again));
    STATIC_REQUIRE_FALSE(by_error.options.is(shape::called_again));
    STATIC_REQUIRE_FALSE(by_value.options.is(shape::called_again));
}
