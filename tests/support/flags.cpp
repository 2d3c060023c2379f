// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/flags.hpp>

#include <catch.hpp>

#include <utility>

using leat::detail::flags;

TEST_CASE("flags are copied, moved and compared, few and many") {
    for (std::size_t count : {0u, 1u, 16u, 17u, 1000u}) {
        flags all(count);
        if (count > 0) all[count - 1] = true;
        flags copy = all;
        CHECK(copy == all);
        if (count > 0) {
            copy[0] = !copy[0];
            CHECK_FALSE(copy == all);
        }
        flags const moved = std::move(copy);
        CHECK(moved.size() == count);
        CHECK(copy.size() == 0);
        all = moved;
        CHECK(all == moved);
    }
    CHECK(flags{true, false}.size() == 2);
    CHECK_FALSE(flags(2) == flags(3));
    CHECK(flags(2, true) == flags{true, true});
}
