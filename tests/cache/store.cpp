// Copyright the leat authors. Distributed under the Boost Software License,
// Version 1.0.
#include <leat/cache/store.hpp>

#include <leat/cache/memory_store.hpp>

#include <catch.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

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

TEST_CASE("what a store has beyond what it must is used, and is done without "
          "where it has not") {
    leat::memory_store all;
    CHECK_FALSE(leat::used_in(all, "a"));
    all.put("a", "text");
    auto const put = leat::used_in(all, "a");
    REQUIRE(put);
    while (std::chrono::system_clock::now() <= *put) {
    }
    leat::touch_in(all, "a");
    CHECK(*leat::used_in(all, "a") > *put);
    CHECK(leat::size_in(all, "a") == 4);
    CHECK(leat::share_in(all, "a") == all.share("a")); // no copy
    CHECK(leat::lock_in(all, "a"));

    struct one : smallest {
        std::optional<std::string> get(std::string_view name) const {
            return name == "a" ? std::optional<std::string>("text") : std::nullopt;
        }
    } few;
    CHECK(leat::size_in(few, "a") == 4);
    CHECK_FALSE(leat::size_in(few, "b"));
    REQUIRE(leat::share_in(few, "a"));
    CHECK(*leat::share_in(few, "a") == "text");
    CHECK_FALSE(leat::share_in(few, "b"));
    CHECK_FALSE(leat::lock_in(few, "a"));
    leat::touch_in(few, "a");
    CHECK_FALSE(leat::used_in(few, "a"));
}
