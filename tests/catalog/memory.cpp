// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/catalog/memory.hpp>

#include "laws.hpp"

#include <catch.hpp>

#include <memory>
#include <string>
#include <vector>

using leat::dataset::memory;

static_assert(leat::dataset_for<memory<int>, int>);
static_assert(!leat::dataset_for<memory<int>, std::vector<int>>);

TEST_CASE("memory obeys the laws of datasets") {
    dataset_laws<int>([] { return memory<int>(); }, 1, 2, false);
    dataset_laws<std::vector<std::string>>([] { return memory<std::vector<std::string>>(); },
                                           {"a", "b"}, {}, false);
}

TEST_CASE("memory may begin with a value, whose type is then known") {
    memory kept(std::string("text"));
    static_assert(std::is_same_v<decltype(kept), memory<std::string>>);
    CHECK(kept.exists());
    CHECK(kept.load() == "text");
}

TEST_CASE("memory gives copies") {
    memory kept(std::vector{1, 2});
    auto loaded = kept.load();
    loaded.push_back(3);
    CHECK(kept.load() == std::vector{1, 2});
}

namespace {

struct fails_to_copy {
    int value = 0;
    bool fails = false;
    fails_to_copy(int v, bool f) : value(v), fails(f) {}
    fails_to_copy(fails_to_copy const& other) : value(other.value), fails(other.fails) {
        if (fails) throw std::runtime_error("no copy");
    }
    fails_to_copy(fails_to_copy&&) = default;
    fails_to_copy& operator=(fails_to_copy const&) = default;
    fails_to_copy& operator=(fails_to_copy&&) = default;
};

} // namespace

TEST_CASE("memory keeps the old value when a save fails") {
    memory kept(fails_to_copy(1, false));
    fails_to_copy const bad(2, true);
    CHECK_THROWS(kept.save(bad));
    CHECK(kept.load().value == 1);
}
