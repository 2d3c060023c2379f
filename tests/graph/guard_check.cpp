// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/guard_check.hpp>

#include <exception>
#include <string>
#include <utility>

#include "catch.hpp"

namespace {

using namespace leat::detail;

template <class Instead, class Result, class... Inputs>
inline constexpr instead way = way_of_fallback<Instead, Result, Inputs...>();

} // namespace

TEST_CASE("the way in which a fallback gives a result") {
    STATIC_REQUIRE(way<int, double> == instead::value);
    STATIC_REQUIRE(way<char const*, std::string> == instead::value);
    STATIC_REQUIRE(way<double (*)(), double, int> == instead::nothing);
    STATIC_REQUIRE(way<double (*)(std::exception_ptr), double, int> == instead::error);
    STATIC_REQUIRE(way<double (*)(int), double, int> == instead::inputs);
    STATIC_REQUIRE(way<void (*)(int), void, int> == instead::inputs);
    STATIC_REQUIRE(way<std::string, double, int> == instead::none);
    STATIC_REQUIRE(way<int, void> == instead::none);
    STATIC_REQUIRE(way<double (*)(int, int), double, int> == instead::none);
}

TEST_CASE("what a check looks at") {
    using two = std::pair<int, double>;
    STATIC_REQUIRE(can_check<1, int, bool (*)(int)>());
    STATIC_REQUIRE(can_check<2, two, bool (*)(two const&)>());
    STATIC_REQUIRE(can_check<2, two, bool (*)(int, double)>());
    STATIC_REQUIRE_FALSE(can_check<1, two, bool (*)(int, double)>());
    STATIC_REQUIRE_FALSE(can_check<1, void, bool (*)()>());
    STATIC_REQUIRE_FALSE(can_check<1, int, bool (*)(std::string)>());
}

TEST_CASE("how an iterate may be told to end") {
    STATIC_REQUIRE(ends_by<bool (*)(int), int>);
    STATIC_REQUIRE(ends_by<bool (*)(int, int), int>);
    STATIC_REQUIRE_FALSE(ends_by<bool (*)(std::string), int>);
    STATIC_REQUIRE_FALSE(ends_by<bool (*)(), int>);
}
