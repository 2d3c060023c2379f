// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/borrowing.hpp>

#include <filesystem>
#include <forward_list>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <thread>

#include "catch.hpp"

using leat::detail::borrowing;

namespace {

using numbers = std::vector<int>;
using reference = std::ranges::ref_view<numbers>;
using owner = std::ranges::owning_view<numbers>;
struct add {
    int operator()(int i) const { return i + 1; }
};

} // namespace

TEST_CASE("what refers to what it does not own") {
    STATIC_REQUIRE(borrowing<std::string_view>);
    STATIC_REQUIRE(borrowing<std::wstring_view>);
    STATIC_REQUIRE(borrowing<std::span<int const>>);
    STATIC_REQUIRE(borrowing<std::span<int, 3>>);
    STATIC_REQUIRE(borrowing<std::reference_wrapper<int>>);
    STATIC_REQUIRE(borrowing<numbers::iterator>);
    STATIC_REQUIRE(borrowing<std::map<int, int>::const_iterator>);
    STATIC_REQUIRE(borrowing<std::istream_iterator<int>>);
    STATIC_REQUIRE(borrowing<reference>);
    STATIC_REQUIRE(borrowing<std::ranges::transform_view<reference, add>>);
    STATIC_REQUIRE(
        borrowing<std::ranges::take_view<std::ranges::filter_view<reference, bool (*)(int)>>>);
    STATIC_REQUIRE(borrowing<std::ranges::subrange<numbers::iterator>>);
    STATIC_REQUIRE(borrowing<std::ranges::keys_view<std::ranges::ref_view<std::map<int, int>>>>);
}

TEST_CASE("what holds such a thing") {
    STATIC_REQUIRE(borrowing<std::optional<std::string_view>>);
    STATIC_REQUIRE(borrowing<std::pair<int, std::string_view>>);
    STATIC_REQUIRE(borrowing<std::tuple<int, double, std::span<int>>>);
    STATIC_REQUIRE(borrowing<std::variant<int, std::string_view>>);
    STATIC_REQUIRE(borrowing<std::array<std::string_view, 2>>);
    STATIC_REQUIRE(borrowing<std::vector<std::vector<std::string_view>>>);
    STATIC_REQUIRE(borrowing<std::map<std::string, std::span<int>>>);
    STATIC_REQUIRE(borrowing<std::map<std::string_view, int>>);
}

TEST_CASE("what owns what it refers to, or refers to nothing") {
    STATIC_REQUIRE_FALSE(borrowing<void>);
    STATIC_REQUIRE_FALSE(borrowing<int>);
    STATIC_REQUIRE_FALSE(borrowing<int const*>); // may be a handle
    STATIC_REQUIRE_FALSE(borrowing<std::string>);
    STATIC_REQUIRE_FALSE(borrowing<numbers>);
    STATIC_REQUIRE_FALSE(borrowing<std::vector<bool>>);
    STATIC_REQUIRE_FALSE(borrowing<std::forward_list<std::string>>);
    STATIC_REQUIRE_FALSE(borrowing<std::unique_ptr<std::string_view>>);
    STATIC_REQUIRE_FALSE(borrowing<std::optional<numbers>>);
    STATIC_REQUIRE_FALSE(borrowing<owner>);
    STATIC_REQUIRE_FALSE(borrowing<std::ranges::transform_view<owner, add>>);
    STATIC_REQUIRE_FALSE(borrowing<std::ranges::iota_view<int, int>>);
    STATIC_REQUIRE_FALSE(borrowing<std::ranges::transform_view<std::ranges::iota_view<int>, add>>);
    STATIC_REQUIRE_FALSE(borrowing<std::ranges::take_view<std::ranges::iota_view<int>>>);
    STATIC_REQUIRE_FALSE(borrowing<std::ranges::single_view<int>>);
    STATIC_REQUIRE_FALSE(borrowing<std::ranges::empty_view<int>>);
    STATIC_REQUIRE_FALSE(borrowing<std::filesystem::directory_iterator>);
    STATIC_REQUIRE_FALSE(borrowing<std::ostringstream>);
    STATIC_REQUIRE_FALSE(borrowing<std::jthread>);
}
