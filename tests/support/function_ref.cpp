// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/function_ref.hpp>

#include "catch.hpp"

#include <memory>
#include <string>
#include <utility>

using leat::detail::function_ref;

namespace {

int twice(int x) { return 2 * x; }

int apply(function_ref<int(int)> call, int x) { return call(x); }

struct counter {
    int calls = 0;
    int operator()(int x) { return x + ++calls; }
    int operator()(int x) const { return x - 100; }
};

} // namespace

TEST_CASE("a reference to a function calls a temporary, an object or a function") {
    int seen = 0;
    CHECK(apply([&](int x) { return seen = x + 1; }, 4) == 5);
    CHECK(seen == 5);
    CHECK(apply(twice, 4) == 8);
    CHECK(apply(&twice, 4) == 8);
}

TEST_CASE("it refers to the object, and does not copy it") {
    counter count;
    function_ref<int(int)> const call = count;
    CHECK(call(10) == 11);
    CHECK(call(10) == 12);
    CHECK(count.calls == 2);
    counter const fixed;
    CHECK(apply(fixed, 10) == -90);
}

TEST_CASE("a copy of it calls the same, also of one to a function that goes out of sight") {
    function_ref<int(int)> call = twice;
    {
        int (*other)(int) = [](int x) { return x + 3; };
        call = function_ref<int(int)>(other);
    }
    auto const copy = call;
    CHECK(copy(4) == 7);
}

TEST_CASE("arguments are passed on as they are, and a result may be dropped") {
    auto const same = [](std::unique_ptr<int> x) { return x; };
    function_ref<std::unique_ptr<int>(std::unique_ptr<int>)> const moved = same;
    CHECK(*moved(std::make_unique<int>(3)) == 3);

    std::string text;
    auto const append = [&](std::string const& more) {
        text += more;
        return text.size();
    };
    function_ref<void(std::string const&)> const dropped = append;
    dropped("ab");
    CHECK(text == "ab");

    int x = 1;
    auto const increment = [](int& to) -> int& { return ++to; };
    function_ref<int&(int&)> const through = increment;
    CHECK(&through(x) == &x);
    CHECK(x == 2);
}

TEST_CASE("what cannot be called so is not taken") {
    STATIC_REQUIRE(std::is_constructible_v<function_ref<int(int)>, int (*)(int)>);
    STATIC_REQUIRE(!std::is_constructible_v<function_ref<int(int)>, std::string (*)(int)>);
    STATIC_REQUIRE(!std::is_constructible_v<function_ref<int(int)>, int (*)(std::string)>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<function_ref<int(int)>>);
}
