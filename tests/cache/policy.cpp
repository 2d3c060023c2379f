// Copyright the leat authors. Distributed under the Boost Software License,
// Version 1.0.
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

TEST_CASE("a key is needed of what is cached, and of what feeds it without "
          "being cached") {
    STATIC_REQUIRE(policy.caches(item("b")));
    STATIC_REQUIRE(policy.keyed[item("b")]);
    STATIC_REQUIRE(policy.keyed[item("a")]); // its key stands for its value
    STATIC_REQUIRE(policy.keyed[item("c")]);
    STATIC_REQUIRE_FALSE(policy.keyed[item("e")]); // nothing that is cached needs it
    STATIC_REQUIRE_FALSE(policy.keyed[item("i")]); // its value is looked at
    STATIC_REQUIRE(policy.versioned[value("i")]);
    STATIC_REQUIRE_FALSE(policy.versioned[value("e")]);
}

TEST_CASE("what the session says goes before what nodes say, and all is what "
          "can be") {
    using leat::caching;
    using leat::detail::cache_rule;
    using leat::detail::cache_rules;
    constexpr auto const& some =
        leat::detail::policy_of<line, cache_rules<true, cache_rule<"b", caching::uncached>,
                                                  cache_rule<"c", caching::recompute>>>;
    STATIC_REQUIRE_FALSE(some.caches(item("b")));
    STATIC_REQUIRE(some.caches(item("c"))); // to write it anew
    STATIC_REQUIRE(some.caches(item("a")));
    STATIC_REQUIRE_FALSE(some.caches(item("e"))); // nothing tells of its code
    constexpr auto const& coded =
        leat::detail::policy_of<line, leat::detail::coded_rules<cache_rules<true>>>;
    STATIC_REQUIRE(coded.caches(item("e"))); // the digest of all code does
    STATIC_REQUIRE_FALSE(some.caches(item("s")));
    STATIC_REQUIRE_FALSE(policy.caches(item("a")));
    STATIC_REQUIRE(policy.with_key == policy.keyed);
    STATIC_REQUIRE(policy.resumable == decltype(policy.resumable){});
}

namespace {

struct bare { // neither stored nor fingerprinted
    int* at;
};
bare wrap(int) { return {}; }
int read(bare) { return 1; }
int both(int a, bare) { return a; }

constexpr auto mixed = leat::pipeline(
    "mixed", leat::input<int>("in"), leat::input<bare>("raw"),
    leat::node("a", wrap, "in") | leat::version(1), leat::node("b", read, "a") | leat::version(1),
    leat::node("c", read, "raw") | leat::version(1),
    leat::node("d", both, "in", "raw") | leat::version(1) | leat::not_in_key("raw"),
    leat::node("i", wrap, "in") | leat::impure, leat::node("j", read, "i") | leat::version(1),
    leat::node("f", LEAT_FN([](int a) { return a; }), "in"), leat::node("t", tell, "in"),
    leat::node("u", next, "in"),
    leat::node("h", both, "u", "raw") | leat::version(1) | leat::not_in_key("u", "raw"),
    leat::node("g", both, "in", "raw") | leat::version(1) | leat::not_in_key("raw") |
        leat::uncached);

} // namespace

TEST_CASE("what is recorded has a key where all in it has a version, and is "
          "resumed if stored") {
    using leat::detail::cache_rules;
    using leat::detail::find_value;
    constexpr auto const& all = leat::detail::policy_of<
        mixed, leat::detail::recorded_rules<
                   cache_rules<true, leat::detail::cache_rule<"c", leat::caching::uncached>,
                               leat::detail::cache_rule<"j", leat::caching::uncached>>>>;
    constexpr auto at = [](char const* name) {
        return leat::detail::solved<mixed>.maker[find_value<mixed>(name)];
    };
    STATIC_REQUIRE_FALSE(all.caches(at("a")));
    STATIC_REQUIRE(all.caches(at("b")));
    STATIC_REQUIRE(all.caches(at("d")));
    STATIC_REQUIRE_FALSE(all.caches(at("u"))); // nothing tells of its code
    STATIC_REQUIRE(all.caches(at("h")));       // to which that does not matter
    STATIC_REQUIRE(all.with_key[at("g")]);
    STATIC_REQUIRE(all.with_key[at("a")]);
    STATIC_REQUIRE_FALSE(all.resumable[at("a")]); // it cannot be stored
    STATIC_REQUIRE(all.resumable[at("b")]);
    STATIC_REQUIRE(all.resumable[at("d")]);
    STATIC_REQUIRE_FALSE(all.with_key[at("c")]); // nothing stands for what it takes
    STATIC_REQUIRE_FALSE(all.resumable[at("c")]);
    STATIC_REQUIRE_FALSE(all.with_version[find_value<mixed>("raw")]);
    STATIC_REQUIRE_FALSE(all.with_key[at("j")]); // nor for what an impure node makes
    STATIC_REQUIRE(all.caches(at("f")));         // its text tells of its code
    STATIC_REQUIRE(all.resumable[at("t")]);      // a sink has nothing to store
}

TEST_CASE("an input that is not in the key takes no part") {
    STATIC_REQUIRE(policy.takes_part(item("k"), value("i")));
    STATIC_REQUIRE_FALSE(policy.takes_part(item("k"), value("a")));
}
