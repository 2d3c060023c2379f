// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/callback.hpp>

#include <catch.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

using callback = leat::detail::callback<void(std::string_view)>;

namespace {
std::string heard;
void hear(std::string_view text) { heard = text; }
} // namespace

TEST_CASE("a callback is nothing, or calls what it was made from") {
    callback none;
    CHECK(!none);
    std::string got;
    callback one = [&](std::string_view text) { got = text; };
    REQUIRE(one);
    one("a");
    CHECK(got == "a");
    callback other = one; // shares what is called
    other("b");
    CHECK(got == "b");
    one = nullptr;
    CHECK(!one);
    CHECK(other);
    one = hear;
    one("c");
    CHECK(heard == "c");
    STATIC_REQUIRE(!std::is_convertible_v<int, callback>);
    STATIC_REQUIRE(!std::is_convertible_v<void (*)(int*), callback>);
}

TEST_CASE("a callback that is made from a null function is nothing") {
    CHECK(!callback(std::function<void(std::string_view)>()));
    CHECK(!callback(static_cast<void (*)(std::string_view)>(nullptr)));
    CHECK(callback(std::function<void(std::string_view)>(hear)));
    CHECK(callback([](std::string_view) {}));
}

TEST_CASE("a callback keeps what it calls alive, and lets it go") {
    auto const watched = std::make_shared<int>(1);
    callback one = [watched](std::string_view) {};
    CHECK(watched.use_count() == 2);
    one = {};
    CHECK(watched.use_count() == 1);
}
