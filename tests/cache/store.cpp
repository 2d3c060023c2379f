// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/store.hpp>

#include <leat/cache/memory_store.hpp>

#include <catch.hpp>

#include <optional>
#include <string>

using leat::is_store_name;

TEST_CASE("what can name something in a store") {
    for (char const* good : {"a", "blobs/00ff", "entries/a.b_c-9", "a/b/c"})
        CHECK(is_store_name(good));
    for (char const* bad : {"", "/", "/a", "a/", "a//b", ".a", "a/.b", "A", "a b", "ä", "a/../b"})
        CHECK_FALSE(is_store_name(bad));
    CHECK(is_store_name(std::string(leat::max_store_name, 'a')));
    CHECK_FALSE(is_store_name(std::string(leat::max_store_name + 1, 'a')));
}

namespace {

struct smallest { // what a user has to write
    std::optional<std::string> get(std::string_view) const { return {}; }
    void put(std::string_view, std::string_view) const {}
    bool remove(std::string_view) const { return false; }
    template <class Visit>
    void for_each(Visit) const {}
    std::string describe() const { return "nothing"; }
};
struct nameless : smallest {
    std::string describe() const = delete;
};

} // namespace

TEST_CASE("what a store must have, and what it may") {
    STATIC_REQUIRE(leat::cache_store<smallest>);
    STATIC_REQUIRE_FALSE(leat::lockable_store<smallest>);
    STATIC_REQUIRE_FALSE(leat::cache_store<nameless>);
    STATIC_REQUIRE(leat::lockable_store<leat::memory_store>);
}
