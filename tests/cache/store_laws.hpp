// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store.hpp>
#include <leat/support/error.hpp>

#include <catalog/laws.hpp>
#include <catch.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

/// All that is in a store, with its sizes.
template <class Store>
std::map<std::string, std::uint64_t> listed(Store& store) {
    std::map<std::string, std::uint64_t> all;
    store.for_each([&](std::string_view name, std::uint64_t bytes) {
        CHECK(all.emplace(name, bytes).second); // each once
    });
    return all;
}

/// A text of `size` bytes that tells whether it is whole: the last half repeats the first.
inline std::string whole_text(std::size_t size, int seed) {
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size / 2; ++i)
        text[i] = text[i + size / 2] = static_cast<char>(i * 7 + static_cast<std::size_t>(seed));
    return text;
}
inline bool is_whole(std::string_view text) {
    return text.size() % 2 == 0 && text.substr(0, text.size() / 2) == text.substr(text.size() / 2);
}

/// Does `action(i)` in `count` threads at once.
template <class F>
void in_threads(int count, F action) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&, i] { action(i); });
    for (auto& thread : threads) thread.join();
}

/// Names that a store might mistake for something else, or for one another.
inline std::vector<std::string> awkward_names() {
    return {"a",
            "ab",
            "abc",
            "abcd",
            "x/a",
            "x/ab",
            "x/abc",
            "x/abcd",
            "x/ab/cd",
            "x/ab/cdef",
            "x/ab/cd/ef",
            "x/a/b",
            "x/abcd/ef",
            "x.y/z",
            "x/ab.",
            "x/ab..",
            "x/ab...",
            "x/a..",
            "x/ab.c",
            "locks/a",
            "tmp/a",
            "tmp/abc",
            "locks/abc",
            "x/ab.1-2.leat-tmp",
            "-/_",
            "0",
            "_._",
            "-",
            "x/abc-_.0",
            "ab/c",
            "blobs/abcd",
            "entries",
            "entries/abcd",
            "z.",
            "x/" + std::string(leat::max_store_name - 2, 'n')};
}

/// What holds for every store. `make()` is the same place each time, with nothing in it at first.
template <class Make>
void store_laws(Make make) {
    auto store = make();
    auto other = make();
    STATIC_REQUIRE(leat::cache_store<decltype(store)>);
    CHECK(!std::string(store.describe()).empty());
    CHECK(std::string(store.describe()) == std::string(other.describe()));

    // Nothing at first.
    CHECK(!store.get("x/abcdef"));
    CHECK(!store.remove("x/abcdef"));
    CHECK(!leat::size_in(store, "x/abcdef"));
    CHECK(!leat::used_in(store, "x/abcdef"));
    leat::touch_in(store, "x/abcdef");
    CHECK(!store.get("x/abcdef"));
    CHECK(listed(store).empty());

    // What was put last is there, also in the other object; the rest is as it was.
    store.put("x/abcdef", "one");
    CHECK(store.get("x/abcdef") == "one");
    CHECK(store.get("x/abcdef") == "one");
    CHECK(other.get("x/abcdef") == "one");
    CHECK(!store.get("x/abcdeg"));
    CHECK(!store.get("x/abcde"));
    other.put("x/abcdef", "a longer one");
    CHECK(store.get("x/abcdef") == "a longer one");
    store.put("x/abcdef", "2");
    CHECK(other.get("x/abcdef") == "2");
    CHECK(leat::size_in(other, "x/abcdef") == 1u);
    CHECK(other.remove("x/abcdef"));
    CHECK(!store.remove("x/abcdef"));
    CHECK(!store.get("x/abcdef"));
    CHECK(listed(store).empty());

    // Any content.
    std::string all_bytes;
    for (int i = 0; i < 256; ++i) all_bytes += static_cast<char>(i);
    for (std::string const& bytes :
         {std::string(), std::string(1, '\0'), std::string(1000, '\0'), std::string("a\0b\0", 4),
          std::string("line\r\nline\n"), all_bytes, whole_text(std::size_t{10} << 20, 3)}) {
        store.put("x/content", bytes);
        CHECK((other.get("x/content") == bytes)); // not printed: it is long
        CHECK(leat::size_in(store, "x/content") == bytes.size());
    }
    CHECK(store.remove("x/content"));

    // Any names.
    std::vector<std::string> const names = awkward_names();
    std::map<std::string, std::uint64_t> expected;
    for (std::string const& name : names) {
        INFO(name);
        REQUIRE(leat::is_store_name(name));
        store.put(name, "at " + name);
        expected[name] = 3 + name.size();
    }
    REQUIRE(expected.size() == names.size());
    for (std::string const& name : names) CHECK(other.get(name) == "at " + name);
    CHECK(listed(store) == expected);
    for (std::string const& name : names) {
        CHECK(store.remove(name));
        expected.erase(name);
        CHECK(listed(other) == expected);
    }

    // The visitor may use the store.
    for (int i = 0; i < 20; ++i) store.put("x/abc" + std::to_string(i), "old");
    int visited = 0;
    store.for_each([&](std::string_view name, std::uint64_t) {
        visited += name.starts_with("x/");
        CHECK(store.get(name).has_value());
        CHECK(store.remove(name));
        store.put("y" + std::string(name), "new");
        if (visited > 1000) throw std::runtime_error("visits what it makes for ever");
    });
    CHECK(visited == 20);
    CHECK(!store.get("x/abc7"));
    CHECK(store.get("yx/abc7").has_value() != store.get("yyx/abc7").has_value());

    // What the visitor throws comes through.
    struct stop {};
    CHECK_THROWS_AS(store.for_each([](std::string_view, std::uint64_t) { throw stop(); }), stop);
    for (auto const& [name, bytes] : listed(store)) store.remove(name);
    CHECK(listed(store).empty());

    if constexpr (requires { store.used("a"); }) {
        using namespace std::chrono;
        auto const before = system_clock::now() - milliseconds(50); // clocks of files are coarse
        store.put("x/used", "1");
        auto const put = store.used("x/used");
        REQUIRE(put);
        CHECK(*put >= before);
        CHECK(*put <= system_clock::now() + milliseconds(50));
        std::this_thread::sleep_for(milliseconds(30));
        (void)store.get("x/used");
        CHECK(store.used("x/used") == put); // getting it is not using it
        leat::touch_in(other, "x/used");
        CHECK(store.used("x/used") > put);
        CHECK(store.get("x/used") == "1");
        store.remove("x/used");
        CHECK(!store.used("x/used"));
    }
}

/// What holds for a store that is used by several threads at once.
template <class Make>
void threaded_store_laws(Make make) {
    // Whole or nothing.
    std::atomic<int> torn = 0, missing = 0, failed = 0;
    make().put("x/same", whole_text(10, 0));
    in_threads(8, [&](int i) {
        auto store = make();
        try {
            for (int turn = 0; turn < 100; ++turn) {
                store.put("x/same", whole_text(static_cast<std::size_t>(2 * turn * i), turn));
                store.put("y/" + std::to_string(i), std::to_string(turn));
                auto const same = store.get("x/same");
                torn += same && !is_whole(*same);
                missing += !same;
                missing += store.get("y/" + std::to_string(i)) != std::to_string(turn);
                (void)store.remove("z/some");
                store.put("z/some", whole_text(1000, i));
                auto const some = store.get("z/some");
                torn += some && (some->size() != 1000 || !is_whole(*some));
                if (turn % 20 == 0)
                    store.for_each([&](std::string_view name, std::uint64_t) {
                        failed += !leat::is_store_name(name);
                    });
            }
        } catch (...) {
            ++failed;
        }
    });
    CHECK(torn == 0);
    CHECK(missing == 0);
    CHECK(failed == 0);
    auto store = make();
    CHECK(listed(store).size() == 10);

    if constexpr (leat::lockable_store<decltype(store)>) {
        int value = 0; // unguarded but for the lock
        std::atomic<int> inside = 0, together = 0, without = 0;
        in_threads(8, [&](int) {
            auto mine = make();
            for (int turn = 0; turn < 50; ++turn) {
                auto first = mine.lock("x/one");
                auto const held = std::move(first); // the lock goes along
                without += !held;
                together += inside++ != 0;
                if (turn % 8 == 0) std::this_thread::yield();
                ++value;
                --inside;
            }
        });
        CHECK(together == 0);
        CHECK(without == 0);
        CHECK(value == 400);
        // Of each name its own, and unlike what is put there.
        auto const one = store.lock("x/one");
        auto const two = store.lock("x/two");
        CHECK(bool(one));
        CHECK(bool(two));
        store.put("x/one", "under lock");
        CHECK(store.get("x/one") == "under lock");
        CHECK(listed(store).size() == 11);
        // One that this thread has is passed over, also by another object of the same store; it is
        // held all the same, and can be had again when it is given up.
        auto other = make();
        auto held = std::make_unique<decltype(store.lock("x/three"))>(store.lock("x/three"));
        CHECK(bool(*held));
        CHECK_FALSE(bool(store.lock("x/three")));
        CHECK_FALSE(bool(other.lock("x/three")));
        std::atomic<bool> got = false;
        std::thread late([&] { got = bool(other.lock("x/three")); });
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        CHECK_FALSE(got);
        held.reset();
        late.join();
        CHECK(got);
        CHECK(bool(store.lock("x/three")));
    }
}
