// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/call.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <memory>
#include <string>

using namespace leat::literals;

namespace {

struct by_category {
    int operator()(std::string const&) const { return 1; }
    double operator()(std::string&&) const { return 2.5; }
};

struct station {
    int height;
    int above(leat::context& here) const { return height + static_cast<int>(here.node().size()); }
};

constexpr auto odd = leat::pipeline(
    "odd", leat::input<int>("i"),
    leat::node(
        "s", [](int i) { return std::to_string(i); }, "i"),
    leat::node("category", by_category{}, "s"),
    leat::node(
        "many", [](auto const&... x) { return (x + ...); }, "i", "i", "i"),
    leat::node(
        "station", [](int i) { return station{i}; }, "i"),
    leat::node("above", &station::above, "station"),
    leat::node(
        "text", [](int i) { return std::to_string(i); }, "i"),
    leat::node(
        "taken", [](auto const& a, std::string&& b) { return a + std::move(b); }, "text", "text"),
    leat::node(
        "kept", [](std::string const& t) { return t; }, "text"),
    leat::node(
        leat::outputs("c", "d"),
        [](int i) { return std::pair<std::string const, int>("const", i); }, "i"),
    leat::node(
        "e", [](std::string c, int d) { return c + std::to_string(d); }, "c", "d"));

} // namespace

TEST_CASE("callables of every kind are called as they can be") {
    auto const result = leat::run<odd>("i"_n = 7);
    CHECK(result["category"_n] == 1); // of the type that the graph was laid out with
    CHECK(result["many"_n] == 21);
    CHECK(result["above"_n] == 12);
    CHECK(result["taken"_n] == "77");
    CHECK(result["kept"_n] == "7");
    CHECK(result["e"_n] == "const7");
}

TEST_CASE("the same in a slice by strings") {
    auto const result = leat::run<odd>(leat::from("i"), "i"_n = 7);
    CHECK(result["category"_n] == 1);
    CHECK(result["above"_n] == 12);
    CHECK(result["e"_n] == "const7");
}

TEST_CASE("a part that was bound is not kept twice in a slice by strings") {
    static constexpr auto halves = leat::pipeline(
        "halves", leat::input<int>("i"),
        leat::node(
            leat::outputs("a", "b"),
            [](int i) { return std::pair(std::string(50, 'a'), std::to_string(i)); }, "i"));
    auto const result = leat::run<halves>(leat::only("b"), "i"_n = 3, "a"_n = std::string(50, 'c'));
    CHECK(result["b"_n] == "3");
    CHECK(result["a"_n] == std::string(50, 'c'));
}
