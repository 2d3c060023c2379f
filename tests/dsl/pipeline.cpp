// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/pipeline.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <boost/preprocessor/repetition/enum.hpp>
#include <boost/preprocessor/stringize.hpp>

using namespace leat::literals;

namespace {

int plus_one(int x) { return x + 1; }

constexpr auto backwards =
    leat::pipeline("backwards", leat::node("c", plus_one, "b"), leat::node("b", plus_one, "a"),
                   leat::node("a", plus_one, "in"), leat::input<int>("in"));

constexpr auto first =
    leat::pipeline("first", leat::input<int>("in"), leat::node("a", plus_one, "in"));
constexpr auto all = leat::pipeline("all", leat::node("b", plus_one, "a"), first);

#define LEAT_TEST_NODE(z, i, unused) leat::node("n" BOOST_PP_STRINGIZE(i), plus_one, "in")
constexpr auto wide =
    leat::pipeline("wide", leat::input<int>("in"), BOOST_PP_ENUM(40, LEAT_TEST_NODE, ));

struct stateless {
    int operator()(int x) const { return x * 2; }
};
constexpr auto objects =
    leat::pipeline("objects", leat::input<int>("in"), leat::node("a", stateless{}, "in"));

} // namespace

TEST_CASE("declarations may come in any order") {
    CHECK(leat::run<backwards>("in"_n = 1)["c"_n] == 4);
}

TEST_CASE("pipelines compose and flatten") {
    STATIC_REQUIRE(leat::graph<all>.size() == 3);
    CHECK(leat::run<all>("in"_n = 1)["b"_n] == 3);
}

TEST_CASE("more elements than one chunk holds are found where they stand") {
    STATIC_REQUIRE(leat::graph<wide>.size() == 41);
    STATIC_REQUIRE(leat::graph<wide>.name(40) == "n39");
    CHECK(leat::run<wide, "n39", "n0", "n17">("in"_n = 1)["n17"_n] == 2);
}

TEST_CASE("a pipeline may stand in a function") {
    static constexpr auto local = leat::pipeline("local", leat::input<int>("x"),
                                                 leat::node(
                                                     "y", [](int x) { return x - 1; }, "x"));
    CHECK(leat::run<local>("x"_n = 1)["y"_n] == 0);
}

TEST_CASE("function objects without state are functions") {
    CHECK(leat::run<objects>("in"_n = 21)["a"_n] == 42);
}
