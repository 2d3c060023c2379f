// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/store.hpp>

#include "store_laws.hpp"

#include <leat/cache/blob.hpp>
#include <leat/cache/entry.hpp>

#include <map>

namespace {

// A store of one's own, in 30 lines.
class map_store {
public:
    explicit map_store(std::map<std::string, std::string, std::less<>>& items) : items_(&items) {}

    std::optional<std::string> get(std::string_view name) const {
        auto const found = items_->find(name);
        if (found == items_->end()) return std::nullopt;
        return found->second;
    }
    void put(std::string_view name, std::string_view bytes) {
        items_->insert_or_assign(std::string(name), std::string(bytes));
    }
    bool remove(std::string_view name) { return items_->erase(std::string(name)) != 0; }

    template <class Visit>
    void for_each(Visit visit) const {
        auto const all = *items_; // visit may change it
        for (auto const& [name, bytes] : all)
            visit(std::string_view(name), std::uint64_t{bytes.size()});
    }
    std::string describe() const { return "a map"; }

private:
    std::map<std::string, std::string, std::less<>>* items_;
};

struct without_remove {
    std::optional<std::string> get(std::string_view);
    void put(std::string_view, std::string_view);
    template <class Visit>
    void for_each(Visit);
    std::string describe();
};

} // namespace

TEST_CASE("a store of 30 lines keeps the laws of stores") {
    std::map<std::string, std::string, std::less<>> items;
    store_laws([&] { return map_store(items); });
}

TEST_CASE("a store has get, put, remove, for_each and describe, and may have more") {
    STATIC_REQUIRE(leat::cache_store<map_store>);
    STATIC_REQUIRE(!leat::lockable_store<map_store>);
    STATIC_REQUIRE(!leat::cache_store<without_remove>);
    STATIC_REQUIRE(!leat::cache_store<int>);

    std::map<std::string, std::string, std::less<>> items{{"a", "value"}};
    map_store store(items);
    CHECK(!leat::lock_in(store, "a"));
    CHECK(leat::size_in(store, "a") == 5u); // by reading it
    CHECK(!leat::size_in(store, "b"));
    CHECK(!leat::used_in(store, "a"));
    leat::touch_in(store, "a");
    CHECK(items.size() == 1);
}

TEST_CASE("blobs and entries are kept in a store of 30 lines") {
    std::map<std::string, std::string, std::less<>> items;
    map_store store(items);
    leat::digest const content = leat::put_blob(store, "value");
    CHECK(leat::get_blob(store, content, 5) == "value");
    CHECK(!leat::get_blob(store, content, 4));
    // It cannot tell the size without reading, so put_blob compares, and heals at once.
    items.begin()->second = "VALUE";
    leat::put_blob(store, "value");
    CHECK(leat::get_blob(store, content, 5) == "value");
    std::string why;
    items.begin()->second = "values";
    CHECK(!leat::get_blob(store, content, 5, &why));
    CHECK(contains(why, "has 6 bytes in place of 5"));

    leat::cache_entry entry;
    entry.key = {1, 2};
    leat::put_entry(store, entry);
    CHECK(leat::get_entry(store, {1, 2}) == entry);
    items[leat::entry_name({1, 2})].resize(leat::max_entry_size + 1);
    CHECK(!leat::get_entry(store, {1, 2}, &why));
    CHECK(contains(why, "is no entry"));
}

TEST_CASE("names of a store") {
    for (auto const& name : awkward_names()) CHECK(leat::is_store_name(name));
    for (std::string const name : {"",    "/",    "/a",   "a/",       "a//b", ".", "..",  ".a",
                                   "a/.", "a/..", "../a", "a/../b",   "a/.b", "A", "a b", "a\\b",
                                   "a=b", "@",    "a\n",  "\xc3\xa4", "a:b",  "~", "a*"}) {
        INFO(name);
        CHECK(!leat::is_store_name(name));
    }
    CHECK(!leat::is_store_name(std::string_view("a\0b", 3)));
    CHECK(leat::is_store_name(std::string(200, 'a')));
    CHECK(!leat::is_store_name(std::string(201, 'a')));
    STATIC_REQUIRE(leat::is_store_name("blobs/99aa06d3014798d86001c324468d497f"));
}
