// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/type_name.hpp>

#include <catch.hpp>

#include <array>
#include <map>
#include <string>
#include <vector>

namespace shop {
struct item {
    int number;
    double price;
};
struct other {
    int number;
    double price;
};
} // namespace shop

template <class T>
constexpr leat::digest of = [] {
    leat::digest_builder to;
    leat::detail::feed_type<T>(to);
    return to.finish();
}();

TEST_CASE("types that differ are told apart") {
    STATIC_REQUIRE(of<int> != of<unsigned>);
    STATIC_REQUIRE(of<int> != of<long long>);
    STATIC_REQUIRE(of<float> != of<double>);
    STATIC_REQUIRE(of<char> != of<signed char>);
    STATIC_REQUIRE(of<std::vector<int>> != of<std::vector<double>>);
    STATIC_REQUIRE(of<std::array<int, 3>> != of<std::array<int, 4>>);
    STATIC_REQUIRE(of<shop::item> != of<shop::other>);
    STATIC_REQUIRE(of<int*> != of<int const*>);
}

TEST_CASE("types that are one are not, whatever their name") {
    STATIC_REQUIRE(of<std::string> == of<std::basic_string<char>>);
    STATIC_REQUIRE(of<long> == of<std::conditional_t<sizeof(long) == 8, long long, int>>);
}
