// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/policy.hpp>

#include <leat/cache/cache_rules.hpp>
#include <leat/leat.hpp>

#include <catch.hpp>

#include <cstddef>

namespace {

int next(int a) { return a + 1; }
void tell(int) {}

//   in -> a -> b(cached) -> c -> d(cached), e; s is a sink, i impure
constexpr auto line = leat::pipeline(
    "line", leat::input<int>("in"), leat::node("a", next, "in") | leat::version(1),
    leat::node("b", next, "a") | leat::cached | leat::version(1),
    leat::node("c", next, "b") | leat::version(1),
    leat::node("d", next, "c") | leat::cached | leat::version(1), leat::node("e", next, "c"),
    leat::node("s", tell, "d"), leat::node("i", next, "in") | leat::impure,
    leat::node(
        "k", [](int a, int b) { return a + b; }, "i", "a") |
        leat::cached | leat::version(1) | leat::not_in_key("a"));

constexpr auto const& policy = leat::detail::policy_of<line, leat::detail::cache_rules<false>>;

consteval std::size_t item(char const* name) {
    return leat::detail::solved<line>.maker[leat::detail::find_value<line>(name)];
}
consteval std::size_t value(char const* name) { return leat::detail::find_value<line>(name); }

} // namespace

TEST_CASE("a key is needed of what is cached, and of what feeds it without being cached") {
    STATIC_REQUIRE(policy.caches(item("b")));
    STATIC_REQUIRE(policy.keyed[item("b")]);
    STATIC_REQUIRE(policy.keyed[item("a")]); // its key stands for its value
    STATIC_REQUIRE(policy.keyed[item("c")]);
    STATIC_REQUIRE_FALSE(policy.keyed[item("e")]); // nothing that is cached needs it
    STATIC_REQUIRE_FALSE(policy.keyed[item("i")]); // its value is looked at
    STATIC_REQUIRE(policy.versioned[value("i")]);
    STATIC_REQUIRE_FALSE(policy.versioned[value("e")]);
}

TEST_CASE("an input that is not in the key takes no part") {
    STATIC_REQUIRE(policy.takes_part(item("k"), value("i")));
    STATIC_REQUIRE_FALSE(policy.takes_part(item("k"), value("a")));
}
