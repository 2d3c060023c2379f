// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/options.hpp>

#include <leat/dsl/node.hpp>

#include <catch.hpp>

#include <string>
#include <vector>

namespace {

constexpr auto declared = leat::node(
                              "model", [](int x) { return x; }, "train") |
                          leat::cached | leat::version(2) | leat::tag("daily") |
                          leat::not_in_key("train") | leat::tag("slow") |
                          leat::doc("fitted on the first years");

} // namespace

TEST_CASE("options are values in the declaration and add no type") {
    STATIC_REQUIRE(declared.options.behaviour == leat::caching::cached);
    STATIC_REQUIRE(declared.options.versioned);
    STATIC_REQUIRE(declared.options.version == 2);
    STATIC_REQUIRE(declared.options.doc == "fitted on the first years");
    constexpr auto plain = leat::node(
        "model", [](int x) { return x; }, "train");
    STATIC_REQUIRE(std::is_same_v<decltype(plain | leat::cached | leat::version(7)),
                                  std::remove_const_t<decltype(plain)>>);
}

TEST_CASE("tags and names in not_in_key are kept apart, in their order") {
    using use = leat::label_list::use;
    STATIC_REQUIRE(declared.options.labels.contains(use::tag, "daily"));
    STATIC_REQUIRE(!declared.options.labels.contains(use::tag, "train"));
    STATIC_REQUIRE(declared.options.labels.contains(use::not_in_key, "train"));
    std::vector<std::string> tags;
    declared.options.labels.for_each(use::tag, [&](auto text) { tags.emplace_back(text); });
    CHECK(tags == std::vector<std::string>{"daily", "slow"});
}

TEST_CASE("the last word on caching counts") {
    constexpr auto twice = leat::node("a", [] { return 1; }) | leat::cached | leat::impure;
    STATIC_REQUIRE(twice.options.behaviour == leat::caching::impure);
    STATIC_REQUIRE((leat::node("a", [] { return 1; }) | leat::recompute).options.behaviour ==
                   leat::caching::recompute);
    STATIC_REQUIRE((leat::node("a", [] { return 1; }) | leat::uncached).options.behaviour ==
                   leat::caching::uncached);
}
