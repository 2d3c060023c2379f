// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/invoke.hpp>

#include <catch.hpp>

#include <functional>
#include <memory>
#include <string>

namespace detail = leat::detail;

namespace {
struct point {
    int x = 3;
    int plus(int more) const { return x + more; }
    std::string moved() && { return "moved"; }
};
struct derived : point {};
} // namespace

TEST_CASE("a callable is called with what follows") {
    CHECK(detail::invoke([](int a, int b) { return a - b; }, 3, 1) == 2);
    CHECK(detail::invoke(&std::char_traits<char>::length, "abc") == 3);
}

TEST_CASE("a member is one of the first argument, as std::invoke has it") {
    point p;
    derived const d;
    auto const owned = std::make_unique<point>(point{5});
    CHECK(detail::invoke(&point::plus, p, 1) == 4);
    CHECK(detail::invoke(&point::x, d) == 3);
    CHECK(&detail::invoke(&point::x, p) == &p.x);
    CHECK(detail::invoke(&point::plus, &p, 2) == 5);
    CHECK(detail::invoke(&point::x, owned) == 5);
    CHECK(detail::invoke(&point::x, std::ref(p)) == 3);
    CHECK(detail::invoke(&point::moved, point{}) == "moved");
    STATIC_REQUIRE(std::is_same_v<decltype(detail::invoke(&point::x, point{})), int&&>);
    STATIC_REQUIRE(std::is_same_v<decltype(detail::invoke(&point::x, d)), int const&>);
}
