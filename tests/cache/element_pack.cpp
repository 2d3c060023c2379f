// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/element_pack.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"

using leat::digest;
using leat::detail::pack_heading;
using leat::detail::take_keys;
using leat::detail::write_keys;

TEST_CASE("keys of elements are taken off the front of bytes, and what follows stays") {
    std::vector<digest> const keys{{1, 2}, {0, 0}, {~std::uint64_t{0}, 7}};
    std::string const bytes = write_keys(keys) + "values";
    std::string_view rest = bytes;
    auto const taken = take_keys(rest);
    REQUIRE(taken);
    CHECK(*taken == keys);
    CHECK(rest == "values");
    std::string const none = write_keys({});
    rest = none;
    CHECK(take_keys(rest)->empty());
    CHECK(rest.empty());
}

TEST_CASE("bytes that are no keys, or not all of them, are none") {
    std::string const whole = write_keys({{1, 2}, {3, 4}});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        std::string_view cut = std::string_view(whole).substr(0, size);
        CHECK_FALSE(take_keys(cut));
    }
    std::string foreign = whole;
    foreign[0] = 'x';
    std::string_view rest = foreign;
    CHECK_FALSE(take_keys(rest));
    // A number of keys that no memory has.
    std::string many(pack_heading);
    many.append(8, '\xff').append(64, 'k');
    rest = many;
    CHECK_FALSE(take_keys(rest));
}
