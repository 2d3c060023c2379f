// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/index_range.hpp>

#include <catch.hpp>

#include <array>
#include <span>

using leat::detail::index_list;
using leat::detail::index_range;

TEST_CASE("a range of indices is gone through from the first up to the last") {
    std::size_t sum = 0;
    for (std::size_t i : index_range{3, 6}) sum += i;
    CHECK(sum == 3 + 4 + 5);
    STATIC_REQUIRE(index_range{3, 6}.size() == 3);
    STATIC_REQUIRE(index_range{3, 6}[2] == 5);
    STATIC_REQUIRE(index_range{3, 3}.empty());
    STATIC_REQUIRE(!index_range{3, 4}.empty());
}

TEST_CASE("a list of indices is a view of where they lie") {
    static constexpr std::array<std::size_t, 4> all{7, 5, 3, 1};
    constexpr index_list some{all.data() + 1, 2};
    std::size_t sum = 0;
    for (std::size_t i : some) sum = sum * 10 + i;
    CHECK(sum == 53);
    STATIC_REQUIRE(some.size() == 2);
    STATIC_REQUIRE(some[1] == 3);
    STATIC_REQUIRE(index_list{}.empty());
    std::span<std::size_t const> const same = some;
    CHECK(same.data() == all.data() + 1);
}
