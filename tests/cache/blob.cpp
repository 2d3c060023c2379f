// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/blob.hpp>

#include "store_laws.hpp"

#include <leat/cache/folder_store.hpp>
#include <leat/cache/memory_store.hpp>

namespace {

// Counts what is written.
struct counting_store : leat::memory_store {
    int puts = 0;
    void put(std::string_view name, std::string_view bytes) {
        ++puts;
        memory_store::put(name, bytes);
    }
};

} // namespace

TEST_CASE("a blob is named by the XXH3 of its content") {
    // As `xxhsum -H2` prints them.
    CHECK(leat::blob_digest("").to_string() == "99aa06d3014798d86001c324468d497f");
    CHECK(leat::blob_digest("a").to_string() == "a96faf705af16834e6c632b61e964e1f");
    CHECK(leat::blob_name({0x12, 0x34}) == "blobs/00000000000000120000000000000034");
    CHECK(leat::is_store_name(leat::blob_name({})));
}

TEST_CASE("a digest is read as it is written") {
    leat::digest const value{0x0123456789abcdef, 0xfedcba9876543210};
    CHECK(leat::detail::read_digest(value.to_string()) == value);
    for (std::string const text :
         {"", "0", "0123456789ABCDEFfedcba9876543210", "0123456789abcdef0123456789abcde",
          " 123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdefa",
          "0x23456789abcdef0123456789abcdef"})
        CHECK(!leat::detail::read_digest(text));
}

TEST_CASE("what was put is got") {
    leat::memory_store store;
    for (std::size_t size : {0u, 1u, 2u, 100u, 1000000u}) {
        std::string const bytes = whole_text(size, 1);
        leat::digest const content = leat::put_blob(store, bytes);
        CHECK(content == leat::blob_digest(bytes));
        CHECK((leat::get_blob(store, content, size) == bytes));
    }
    std::string why;
    CHECK(!leat::get_blob(store, {1, 2}, 3, &why));
    CHECK(why == "'blobs/00000000000000010000000000000002' is not there or cannot be read");
}

TEST_CASE("a blob is written once, and marked as used") {
    counting_store store;
    auto const content = leat::put_blob(store, "value");
    auto const used = store.used(leat::blob_name(content));
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    CHECK(leat::put_blob(store, "value") == content);
    CHECK(store.puts == 1);
    CHECK(store.used(leat::blob_name(content)) > used);
    store.memory_store::put(leat::blob_name(content), "longer value");
    leat::put_blob(store, "value");
    CHECK(store.puts == 2);
    CHECK(leat::get_blob(store, content, 5) == "value");
}

TEST_CASE("a blob that was changed in any way is nothing, with a reason, and can be put again") {
    scratch dir;
    auto const check = [](auto store, std::size_t size) {
        std::string const bytes = whole_text(size, 9);
        leat::digest const content = leat::put_blob(store, bytes);
        std::string const name = leat::blob_name(content);
        int wrong = 0, silent = 0, unhealed = 0;
        auto const with = [&](std::string const& other) {
            store.put(name, other);
            std::string why;
            wrong += leat::get_blob(store, content, bytes.size(), &why).has_value();
            silent += why.find(name) == why.npos;
            leat::put_blob(store, bytes);
            unhealed += leat::get_blob(store, content, bytes.size()) != bytes;
        };
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            for (unsigned change : {1u, 0x80u, 0xffu}) {
                std::string flipped = bytes;
                flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ change);
                with(flipped);
            }
            with(bytes.substr(0, i));
            with(bytes.substr(0, i) + std::string(bytes.size() - i, '\0'));
        }
        with(bytes + '\0');
        with(bytes + bytes);
        with(std::string(bytes.size(), 'x'));
        CHECK(wrong == 0);
        CHECK(silent == 0);
        CHECK(unhealed == 0);
    };
    check(leat::memory_store(), 300);
    check(leat::folder_store(dir / "cache", {.durable = false}), 60);
}

TEST_CASE("a blob of another size than is expected is nothing, and stays") {
    leat::memory_store store;
    leat::digest const content = leat::put_blob(store, "value");
    for (std::uint64_t size : {0ull, 4ull, 6ull, ~0ull, 1ull << 63}) {
        std::string why;
        CHECK(!leat::get_blob(store, content, size, &why));
        CHECK(contains(why, "has 5 bytes in place of " + std::to_string(size)));
    }
    CHECK(leat::get_blob(store, content, 5) == "value");
}

TEST_CASE("a huge file in place of a blob or an entry is not read") {
    scratch dir;
    leat::folder_store store(dir / "cache", {.durable = false});
    leat::digest const content = leat::put_blob(store, "value");
    auto const path = dir / ("cache/blobs/" + content.to_string().insert(2, "/"));
    REQUIRE(std::filesystem::exists(path));
    if (::truncate(path.c_str(), off_t{1} << 40) == 0) { // it takes no place on the disk
        std::string why;
        CHECK(!leat::get_blob(store, content, 5, &why));
        CHECK(contains(why, "1099511627776 bytes"));
        leat::put_blob(store, "value");
    }
    CHECK(leat::get_blob(store, content, 5) == "value");
}
