// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/map.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <type_traits>
#include <vector>

namespace {

double score(int part, double by) { return part * by; }

constexpr auto declared = leat::map("scores", score, leat::each("parts"), "by");

} // namespace

TEST_CASE("a map is declared as a node is, and says which inputs it takes by element") {
    STATIC_REQUIRE(declared.outputs.size() == 1);
    STATIC_REQUIRE(declared.outputs[0].view() == "scores");
    STATIC_REQUIRE(declared.inputs.size() == 2);
    STATIC_REQUIRE(declared.inputs[0].view() == "parts");
    STATIC_REQUIRE(declared.inputs[1].view() == "by");
    using function = decltype(declared)::function_type;
    STATIC_REQUIRE(
        std::is_same_v<function, leat::detail::mapper<double (*)(int, double), true, false>>);
}

TEST_CASE("each() may stand anywhere, and more than once") {
    constexpr auto last = leat::map("m", score, "a", leat::each("b"));
    constexpr auto both = leat::map("m", score, leat::each("a"), leat::each("b"));
    STATIC_REQUIRE(last.inputs[1].view() == "b");
    STATIC_REQUIRE(!std::is_same_v<decltype(last), decltype(both)>);
}

TEST_CASE("a map of a function object takes no room for it") {
    constexpr auto small = leat::map(
        "m", [](int x) { return x; }, leat::each("a"));
    constexpr auto node = leat::node(
        "m", [](int x) { return x; }, "a");
    STATIC_REQUIRE(sizeof(small) == sizeof(node));
}

TEST_CASE("options follow a map as they follow a node") {
    constexpr auto with = declared | leat::cached | leat::version(2) | leat::tag("daily") |
                          leat::doc("how good each part is");
    STATIC_REQUIRE(with.options.behaviour == leat::caching::cached);
    STATIC_REQUIRE(with.options.version == 2);
    STATIC_REQUIRE(with.options.doc == "how good each part is");
}

TEST_CASE("the text of a map's function is hashed by LEAT_FN") {
    constexpr auto one = leat::map("m", LEAT_FN([](int x) { return x + 1; }), leat::each("a"));
    constexpr auto other = leat::map("m", LEAT_FN([](int x) { return x + 2; }), leat::each("a"));
    STATIC_REQUIRE(one.options.sourced);
    STATIC_REQUIRE(one.options.source != other.options.source);
}
