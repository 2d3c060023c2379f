// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/value_slots.hpp>

#include <catch.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <utility>

using leat::detail::slot_table;
using leat::detail::value_ops_of;
using leat::detail::value_slots;

namespace {

std::string ended;

template <char Name>
struct noted {
    explicit noted(int = 0) {}
    noted(noted&&) noexcept {}
    ~noted() { ended += Name; }
};
struct alignas(64) wide {
    double value;
};

constexpr std::array ops{&value_ops_of<noted<'a'>>, &value_ops_of<wide>, &value_ops_of<noted<'b'>>};
constexpr std::array<std::size_t, 3> offsets{0, 64, 128};
constexpr slot_table table{ops, offsets, 129, 64};

template <class T>
void fill(value_slots& slots, std::size_t v) {
    ::new (slots.at(v)) T{};
    slots.mark_full(v);
}

} // namespace

TEST_CASE("slots are empty at first, and know what is in them") {
    value_slots slots(table);
    CHECK_FALSE(slots.is_full(0));
    CHECK_FALSE(slots.is_full(1));
    fill<wide>(slots, 1);
    CHECK(slots.is_full(1));
    CHECK_FALSE(slots.is_full(2));
    slots.reset(1);
    CHECK_FALSE(slots.is_full(1));
}

TEST_CASE("a slot has the alignment of its type") {
    value_slots slots(table);
    CHECK(reinterpret_cast<std::uintptr_t>(slots.at(1)) % 64 == 0);
}

TEST_CASE("slots destroy what is in them, the last one first, and each value once") {
    ended.clear();
    {
        value_slots slots(table);
        fill<noted<'a'>>(slots, 0);
        fill<noted<'b'>>(slots, 2);
        value_slots moved(std::move(slots));
        CHECK(moved.is_full(2));
        CHECK(ended.empty());
    }
    CHECK(ended == "ba");
    ended.clear();
    {
        value_slots slots(table);
        fill<noted<'a'>>(slots, 0);
        slots.reset(0);
        slots.reset(0);
        CHECK(ended == "a");
    }
    CHECK(ended == "a");
}

TEST_CASE("slots may not refer to a temporary table") {
    STATIC_REQUIRE_FALSE(std::is_constructible_v<value_slots, slot_table>);
    STATIC_REQUIRE(std::is_constructible_v<value_slots, slot_table const&>);
}
