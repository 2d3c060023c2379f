// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/store_path.hpp>

#include "store_laws.hpp"

#include <random>
#include <set>

namespace {

std::string spelled(leat::detail::store_place const& place) {
    return place.kind + "/" + place.shard + "/" + place.leaf;
}

// Neither leaves the folder, nor is hidden, nor has another depth.
bool is_plain(std::string const& part) {
    return !part.empty() && part.front() != '.' && part.find('/') == part.npos && part.size() < 255;
}

} // namespace

TEST_CASE("the place of a name") {
    CHECK(spelled(*leat::detail::place_of("blobs/abcdef")) == "blobs/ab/cdef");
    CHECK(spelled(*leat::detail::place_of("x/ab")) == "x/ab/@");
    CHECK(spelled(*leat::detail::place_of("x/ab..")) == "x/ab/@..");
    CHECK(spelled(*leat::detail::place_of("abc")) == "@/ab/c");
    CHECK(spelled(*leat::detail::place_of("tmp/abc")) == "@tmp/ab/c");
    CHECK(spelled(*leat::detail::place_of("x/ab/cd")) == "x/ab/=cd");
    CHECK(!leat::detail::place_of("../abc"));
    CHECK(!leat::detail::place_of("x/a=c"));
}

TEST_CASE("each name has a place of its own, which tells the name") {
    std::vector<std::string> names = awkward_names();
    std::mt19937 random(5);
    for (int i = 0; i < 20000; ++i) {
        std::string name;
        for (unsigned length = 1 + random() % 8; length > 0; --length)
            name += "ab./-tmp"[random() % 8];
        if (leat::is_store_name(name)) names.push_back(name);
    }
    REQUIRE(names.size() > 2000);
    std::set<std::string> places, different(names.begin(), names.end());
    bool plain = true, told = true;
    for (std::string const& name : different) {
        auto const place = *leat::detail::place_of(name);
        plain = plain && is_plain(place.kind) && is_plain(place.shard) && is_plain(place.leaf);
        plain = plain && place.kind != "tmp" && place.kind != "locks";
        told = told && leat::detail::name_at(place) == name;
        places.insert(spelled(place));
    }
    CHECK(plain);
    CHECK(told);
    CHECK(places.size() == different.size());
}

TEST_CASE("a place that no name has tells none") {
    using place = leat::detail::store_place;
    for (place const& other :
         {place{"blobs", "abc", "def"}, place{"blobs", "ab", ""}, place{"blobs", "", "cd"},
          place{"tmp", "ab", "c"}, place{"locks", "ab", "c"}, place{"@blobs", "ab", "c"},
          place{"x", "ab", "@c"}, place{"x", "ab", ".c"}, place{"x", "AB", "c"},
          place{"x", "ab", "c~"}, place{"", "ab", "c"}, place{"x", "a", "bc"}}) {
        INFO(spelled(other));
        CHECK(!leat::detail::name_at(other));
    }
}
