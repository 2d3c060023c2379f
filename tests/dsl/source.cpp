// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/source.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

using namespace leat::literals;

namespace {

// clang-format off
constexpr auto plain = leat::pipeline("plain", leat::input<int>("x"),
    leat::node("y", LEAT_FN([](int x) { return x + 1; /* one more */ }), "x"));
constexpr auto spaced = leat::pipeline("spaced", leat::input<int>("x"),
    leat::node("y", LEAT_FN([] (int x) {
        return x+1; // one more
    }), "x"));
constexpr auto other = leat::pipeline("other", leat::input<int>("x"),
    leat::node("y", LEAT_FN([](int x) { return x + 2; }), "x"));
constexpr auto unsourced = leat::pipeline("unsourced", leat::input<int>("x"),
    leat::node("y", [](int x) { return x + 1; }, "x"));
constexpr auto halves = leat::pipeline("halves", leat::input<int>("x"),
    leat::node(leat::outputs("l", "r"), LEAT_FN([](int x) { return std::pair(x / 2, x - x / 2); }), "x"));
// clang-format on

consteval leat::digest of(std::string_view text) { return leat::detail::source_digest(text); }

} // namespace

TEST_CASE("white space and comments do not count in a function's source, what it does counts") {
    STATIC_REQUIRE(leat::key<plain, "y"> == leat::key<spaced, "y">);
    STATIC_REQUIRE(leat::key<plain, "y"> != leat::key<other, "y">);
    STATIC_REQUIRE(leat::key<plain, "y"> != leat::key<unsourced, "y">);
}

TEST_CASE("a function given with its source is the same function") {
    CHECK(leat::run<plain>("x"_n = 1)["y"_n] == 2);
    auto const [l, r] = leat::run<halves>("x"_n = 5);
    CHECK(l == 2);
    CHECK(r == 3);
}

TEST_CASE("white space counts where something else would be read without it") {
    STATIC_REQUIRE(of("{a + b}") == of("{ a+b }"));
    STATIC_REQUIRE(of("{a + +b}") != of("{ a++b }"));
    STATIC_REQUIRE(of("{int a}") != of("{inta}"));
    STATIC_REQUIRE(of("{\"a b\"}") != of("{\"ab\"}"));
    STATIC_REQUIRE(of("{\"a\\\" b\"}") != of("{\"a\\\"b\"}"));
    STATIC_REQUIRE(of("{' '}") != of("{''}"));
    STATIC_REQUIRE(of("{R\"x(a \" b)x\" c d}") != of("{R\"x(a \"b)x\" c d}"));
    STATIC_REQUIRE(of("{R\"x(a \" b)x\" + c}") == of("{R\"x(a \" b)x\"+c}"));
    STATIC_REQUIRE(of("{1'000 + ' ' }") == of("{1'000+' '}"));
}
