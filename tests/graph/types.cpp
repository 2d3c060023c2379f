// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/types.hpp>

#include <leat/graph/check.hpp>

#include <catch.hpp>

#include <array>
#include <boost/hana/tuple.hpp>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace {

struct halves {
    int first;
    std::string second;
};

struct overloaded {
    int operator()(int) const { return 1; }
    std::string operator()(std::string const&) const { return "text"; }
};

int const& by_reference(int const& x) { return x; }

constexpr auto all = leat::pipeline(
    "all", leat::input<int>("i"), leat::input<std::string>("s"),
    leat::node(
        leat::outputs("pair.a", "pair.b"), [](int x) { return std::pair(x, 1.5); }, "i"),
    leat::node(
        leat::outputs("tuple.a", "tuple.b", "tuple.c"),
        [](int) { return std::tuple(1, 'c', std::unique_ptr<int>()); }, "i"),
    leat::node(
        leat::outputs("array.a", "array.b"), [](int) { return std::array<float, 2>{}; }, "i"),
    leat::node(
        leat::outputs("hana.a", "hana.b"),
        [](int) { return boost::hana::tuple<int, std::string>{}; }, "i"),
    leat::node(
        leat::outputs("plain.a", "plain.b"),
        [](int) {
            return halves{1, "x"};
        },
        "i"),
    leat::node("length", &std::string::size, "s"), leat::node("field", &halves::second, "whole"),
    leat::node(
        "whole", [](int) { return halves{}; }, "i"),
    leat::node("overload", overloaded{}, "s"),
    leat::node(
        "generic", [](auto const& a, auto b) { return a + b; }, "pair.b", "i"),
    leat::node("copied", by_reference, "i"),
    leat::node(
        "sink", [](int) {}, "i"),
    leat::node(
        "converted", [](double x, std::string_view) { return x; }, "i", "s"));

template <leat::fixed_string Name>
consteval std::size_t index() {
    for (std::size_t v = 0; v < leat::detail::counts_of<all>.values; ++v)
        if (leat::detail::solved<all>.name(v) == Name.view()) return v;
    return leat::detail::npos;
}

template <leat::fixed_string Name, class T>
constexpr bool is = std::is_same_v<leat::detail::value_t<all, index<Name>()>, T>;

constexpr auto broken =
    leat::pipeline("broken", leat::input<int>("i"),
                   leat::node(
                       "a", [](std::string const& s) { return s; }, "i"),
                   leat::node(
                       "b", [](int& x) { return x; }, "i"),
                   leat::node(
                       "c", [](int, int) { return 1; }, "i"),
                   leat::node(
                       leat::outputs("d", "e"), [](int) { return std::tuple(1, 2, 3); }, "i"),
                   leat::node(
                       leat::outputs("f", "g"), [](int x) { return x; }, "i"),
                   leat::node("h", overloaded{}, "v"),
                   leat::node(
                       "v", [](int) { return std::vector<int>{}; }, "i"),
                   leat::node(
                       "behind", [](int x) { return x; }, "a"));

} // namespace

TEST_CASE("each value has the type that its function returns") {
    STATIC_REQUIRE(leat::valid<all>);
    STATIC_REQUIRE(is<"pair.a", int>);
    STATIC_REQUIRE(is<"pair.b", double>);
    STATIC_REQUIRE(is<"tuple.c", std::unique_ptr<int>>);
    STATIC_REQUIRE(is<"array.b", float>);
    STATIC_REQUIRE(is<"hana.b", std::string>);
    STATIC_REQUIRE(is<"plain.b", std::string>);
    STATIC_REQUIRE(is<"length", std::size_t>);
    STATIC_REQUIRE(is<"field", std::string>);
    STATIC_REQUIRE(is<"overload", std::string>);
    STATIC_REQUIRE(is<"generic", double>);
    STATIC_REQUIRE(is<"copied", int>);
    STATIC_REQUIRE(is<"sink", void>);
    STATIC_REQUIRE(is<"converted", double>);
}

TEST_CASE("mistakes in the types are counted without a word, and not again behind them") {
    STATIC_REQUIRE(leat::mistakes<broken> == 6); // a, b, c, (d, e), (f, g), h; not what is behind a
}
