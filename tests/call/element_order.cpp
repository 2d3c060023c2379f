// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/element_order.hpp>

#include <cstddef>
#include <string>
#include <vector>

#include <catch.hpp>

namespace {

using leat::detail::element_order;
using range = element_order::range;

leat::detail::told_word word(std::string const& name) {
    return {.to = leat::detail::told_to::record, .value = {.name = name, .number = 1}};
}

/// Collects what is said, as in "4 loss".
struct listener {
    std::vector<std::string> heard{};
    auto ear() {
        return [this](std::size_t begin, leat::detail::told_word const& told) {
            heard.push_back(std::to_string(begin) + ' ' + std::string(told.value.name));
        };
    }
};

} // namespace

TEST_CASE("the first range tells at once, the others when those before them have ended") {
    element_order order;
    listener all;
    CHECK(order.has_turn(range{0, 4}));
    CHECK_FALSE(order.has_turn(range{4, 8}));
    {
        std::string gone = "late";
        order.wait(range{8, 9}, word(gone)); // the text is copied
        gone = "other";
    }
    order.wait(range{4, 8}, word("a"));
    order.wait(range{4, 8}, word("b"));
    CHECK(order.waits(range{4, 8}));
    CHECK_FALSE(order.waits(range{0, 4}));

    order.ended(range{8, 9}, all.ear());
    CHECK(all.heard.empty());
    order.ended(range{0, 4}, all.ear()); // it is the turn of the second, which goes on
    CHECK(all.heard == std::vector<std::string>{"4 a", "4 b"});
    CHECK(order.has_turn(range{4, 8}));
    order.ended(range{4, 8}, all.ear());
    CHECK(all.heard == std::vector<std::string>{"4 a", "4 b", "8 late"});
    CHECK(order.has_turn(range{9, 10}));
}

TEST_CASE("what still waits at the end is said in order") {
    element_order order;
    listener all;
    order.wait(range{6, 7}, word("second"));
    order.wait(range{2, 3}, word("first"));
    order.finish(all.ear());
    CHECK(all.heard == std::vector<std::string>{"2 first", "6 second"});
    order.finish(all.ear());
    CHECK(all.heard.size() == 2);
}
