// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/session/hana.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <boost/hana.hpp>
#include <string>

using namespace leat::literals;
namespace hana = boost::hana;

namespace {

constexpr auto piped = leat::pipeline("pipe", leat::input<int>("x"),
                                      leat::node(
                                          "a", [](int x) { return x + 1; }, "x"),
                                      leat::node(
                                          "b", [](int x) { return std::to_string(x); }, "x"));

} // namespace

TEST_CASE("a result is a Hana Searchable and Foldable, keyed by name") {
    auto result = leat::run<piped>("x"_n = 1);
    STATIC_REQUIRE(hana::Foldable<decltype(result)>::value);
    STATIC_REQUIRE(hana::Searchable<decltype(result)>::value);
    CHECK(hana::at_key(result, "a"_n) == 2);
    hana::at_key(result, "b"_n) = "changed";
    CHECK(result["b"_n] == "changed");
    STATIC_REQUIRE(decltype(hana::contains(result, "a"_n))::value);
    STATIC_REQUIRE(!decltype(hana::contains(result, "x"_n))::value);
    CHECK(hana::find(result, "a"_n).value() == 2);
    STATIC_REQUIRE(decltype(hana::size(result))::value == 2);
}

TEST_CASE("folding goes over pairs of name and value, in order") {
    std::string text;
    auto const result = leat::run<piped>("x"_n = 1);
    hana::for_each(result, [&](auto const& pair) {
        text += std::string(hana::first(pair).view()) + "=";
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(hana::second(pair))>, int>)
            text += std::to_string(hana::second(pair)) + " ";
        else
            text += hana::second(pair) + " ";
    });
    CHECK(text == "a=2 b=1 ");
    auto const keys = hana::keys(result);
    STATIC_REQUIRE(std::is_same_v<std::remove_cvref_t<decltype(hana::at_c<1>(keys))>,
                                  leat::name_constant<"b">>);
}
