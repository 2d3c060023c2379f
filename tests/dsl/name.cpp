// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/name.hpp>

#include <catch.hpp>

using namespace leat::literals;

TEST_CASE("a name is the user's literal") {
    constexpr leat::name model = "model";
    STATIC_REQUIRE(model.view() == "model");
    STATIC_REQUIRE(model.hash == leat::detail::hash("model"));
    STATIC_REQUIRE(leat::name("a").hash != leat::name("b").hash);
}

TEST_CASE("a name as a constant binds values by reference") {
    int value = 3;
    auto lent = "x"_n = value;
    STATIC_REQUIRE(std::is_same_v<decltype(lent), leat::binding<"x", int&>>);
    CHECK(&lent.value == &value);
    STATIC_REQUIRE(std::is_same_v<decltype("x"_n = 3), leat::binding<"x", int>>);
    STATIC_REQUIRE("x"_n.view() == "x");
}

TEST_CASE("63 characters are a name") {
    constexpr leat::name longest =
        "123456789012345678901234567890123456789012345678901234567890123";
    STATIC_REQUIRE(longest.size == 63);
}
