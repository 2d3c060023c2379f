// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/run/result.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <memory>
#include <string>

using namespace leat::literals;

namespace {

constexpr auto piped = leat::pipeline("pipe", leat::input<int>("x"),
                                      leat::node(
                                          "a", [](int x) { return x + 1; }, "x"),
                                      leat::node(
                                          "b", [](int x) { return std::make_unique<int>(x); }, "a"),
                                      leat::node(
                                          "c", [](int x) { return std::to_string(x); }, "a"),
                                      leat::node(
                                          "sink", [](int) {}, "a"));

} // namespace

TEST_CASE("a result is asked by name, by position, by structured binding") {
    auto result = leat::run<piped>("x"_n = 1);
    CHECK(*result["b"_n] == 2);
    CHECK(result["c"_n] == "2");
    auto& [b, c] = result;
    CHECK(&b == &result["b"_n]);
    CHECK(c == "2");
    result["c"_n] = "mine now";
    CHECK(c == "mine now");
    std::unique_ptr<int> const out = std::move(result)["b"_n];
    CHECK(*out == 2);
}

TEST_CASE("the order is the one asked for") {
    auto const [c, a] = leat::run<piped, "c", "a">("x"_n = 1);
    STATIC_REQUIRE(std::is_same_v<decltype(c), std::string const>);
    CHECK(a == 2);
}

TEST_CASE("a result holds its values and nothing else") {
    using both = decltype(leat::run<piped, "a">("x"_n = 1));
    STATIC_REQUIRE(sizeof(both) == sizeof(int));
}

TEST_CASE("a result tells what the run did") {
    auto const info = leat::run<piped, "c">("a"_n = 5).info();
    CHECK(info.pipeline == "pipe");
    CHECK(info.status == leat::run_status::completed);
    CHECK(info.of("a"_n).status == leat::node_status::overridden);
    CHECK(info.of("b").status == leat::node_status::skipped);
    CHECK(info.of("c").status == leat::node_status::ran);
    CHECK(info.nodes.size() == 4);
    CHECK_THROWS_WITH(info.of("bb"),
                      "no node of pipeline 'pipe' makes a value named 'bb'; did you mean 'b'?");
}
