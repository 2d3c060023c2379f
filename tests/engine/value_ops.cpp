// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/value_ops.hpp>

#include <catch.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using leat::detail::value_ops_of;

TEST_CASE("what a type cannot do is null, and so is what is nothing to do") {
    auto const& number = value_ops_of<int>;
    CHECK(number.size == sizeof(int));
    CHECK(number.type == "int");
    CHECK(number.destroy == nullptr);
    CHECK(number.discard == nullptr);
    CHECK(number.copy != nullptr);
    CHECK_FALSE(number.is_changed_by_move);

    auto const& only_moved = value_ops_of<std::unique_ptr<int>>;
    CHECK(only_moved.copy == nullptr);
    CHECK(only_moved.move != nullptr);
    CHECK(only_moved.destroy != nullptr);
    CHECK(only_moved.is_changed_by_move);

    CHECK(value_ops_of<std::vector<std::unique_ptr<int>>>.copy ==
          nullptr); // whatever the trait says
    CHECK(value_ops_of<std::mutex>.move == nullptr);
    CHECK(value_ops_of<void>.size == 0);
    CHECK(value_ops_of<void>.destroy == nullptr);
}

TEST_CASE("values are copied, moved and discarded through their table") {
    auto const& ops = value_ops_of<std::string>;
    std::string from(100, 'x');
    alignas(std::string) std::byte room[sizeof(std::string)];
    ops.copy(room, &from);
    CHECK(*reinterpret_cast<std::string*>(room) == from);
    ops.destroy(room);
    ops.move(room, &from);
    CHECK(from.empty());
    CHECK(reinterpret_cast<std::string*>(room)->size() == 100);
    ops.discard(room); // moved out of there, so that what is left has still to be destroyed
    CHECK(reinterpret_cast<std::string*>(room)->empty());
    ops.destroy(room);
}
