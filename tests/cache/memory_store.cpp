// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/memory_store.hpp>

#include "store_laws.hpp"

TEST_CASE("a memory store keeps the laws of stores") {
    leat::memory_store const shared;
    STATIC_REQUIRE(leat::lockable_store<leat::memory_store>);
    SECTION("one thread") {
        store_laws([&] { return shared; });
    }
    SECTION("many") {
        threaded_store_laws([&] { return shared; });
    }
    CHECK(shared.describe() == "memory");
}

TEST_CASE("copies of a memory store share what it holds, two stores do not") {
    leat::memory_store const store, other;
    auto const copy = store;
    copy.put("a/b", "value");
    CHECK(store.get("a/b") == "value");
    CHECK(!other.get("a/b"));
    auto const theirs = other.lock("a/b"); // does not wait for
    auto const ours = store.lock("a/b");
    CHECK(bool(theirs));
}

TEST_CASE("what a memory store shares is not copied, and stays") {
    leat::memory_store store;
    CHECK(store.share("a/b") == nullptr);
    store.put("a/b", "value");
    auto const shared = store.share("a/b");
    CHECK(shared.get() == store.share("a/b").get());
    store.put("a/b", "another");
    CHECK(*shared == "value");
    store.remove("a/b");
    store = leat::memory_store();
    CHECK(*shared == "value");
}

TEST_CASE("a lock outlives the store that gave it") {
    auto store = std::make_unique<leat::memory_store>();
    auto const copy = *store;
    auto lock = std::make_unique<leat::memory_store::name_lock>(store->lock("a/b"));
    store.reset();
    std::atomic<bool> got = false;
    std::thread waiting([&] {
        auto const next = copy.lock("a/b");
        got = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(!got);
    lock.reset();
    waiting.join();
    CHECK(got);
}
