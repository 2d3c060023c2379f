// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/is_copied.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"

using leat::detail::is_copied;

TEST_CASE("a container is copied when what it contains is") {
    using only = std::unique_ptr<int>;
    STATIC_REQUIRE(is_copied<int>);
    STATIC_REQUIRE(is_copied<std::string>);
    STATIC_REQUIRE(is_copied<std::vector<std::vector<std::string>>>);
    STATIC_REQUIRE(is_copied<std::map<int, std::string>>);
    STATIC_REQUIRE(is_copied<std::filesystem::path>); // a container of itself
    STATIC_REQUIRE_FALSE(is_copied<only>);
    STATIC_REQUIRE(std::is_copy_constructible_v<std::vector<only>>); // what it says of itself
    STATIC_REQUIRE_FALSE(is_copied<std::vector<only>>);
    STATIC_REQUIRE_FALSE(is_copied<std::vector<std::vector<only>>>);
    STATIC_REQUIRE_FALSE(is_copied<std::map<int, only>>);
    STATIC_REQUIRE_FALSE(is_copied<std::vector<std::pair<int, only>>>);
}
