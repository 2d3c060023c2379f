// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/memo_store.hpp>

#include <leat/cache/memory_store.hpp>

#include <catch.hpp>

#include <optional>
#include <string>
#include <string_view>

using leat::detail::memo_store;
using leat::detail::memo_store_of;

namespace {

// As little as a store may have.
struct small_store {
    std::optional<std::string> get(std::string_view) const { return std::nullopt; }
    void put(std::string_view, std::string_view) {}
    bool remove(std::string_view) { return false; }
    template <class Visit>
    void for_each(Visit) const {}
    std::string describe() const { return "small"; }
};

} // namespace

TEST_CASE("a store behind the interface is known by its type, const or not") {
    leat::memory_store store;
    memo_store_of<leat::memory_store> held(store);
    memo_store const& plain = held;
    CHECK(plain.as<leat::memory_store>() == &store);
    CHECK(plain.as<small_store>() == nullptr);

    memo_store_of<leat::memory_store const> constant(store);
    CHECK(static_cast<memo_store const&>(constant).as<leat::memory_store>() == &store);
}

TEST_CASE("blobs go through the interface whole") {
    leat::memory_store store;
    memo_store_of<leat::memory_store> held(store);
    leat::digest const content = held.put_blob("what a node returned");
    CHECK(*held.share_blob(content, 20, nullptr) == "what a node returned");
    std::string why;
    CHECK(held.share_blob(content, 19, &why) == nullptr);
    CHECK(why.find("has 20 bytes in place of 19") != why.npos);
    CHECK(held.remove(leat::blob_name(content)));
    CHECK(held.share_blob(content, 20, nullptr) == nullptr);
}

TEST_CASE("the lock of a store that has none keeps nobody out") {
    small_store small;
    memo_store_of<small_store> without(small);
    CHECK_FALSE(without.lock("entries/x")->holds);
}
