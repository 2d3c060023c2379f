// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/error.hpp>

#include "catch.hpp"

#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

struct licence {
    int left;
};

struct quiet : std::exception {
    char const* what() const noexcept override { return ""; }
};

template <class Throws>
std::string message(Throws throws) {
    try {
        throws();
    } catch (...) {
        REQUIRE(leat::detail::message_of(std::current_exception()) ==
                leat::detail::current_message());
        return leat::detail::current_message();
    }
    return "nothing was thrown";
}

/// Throws `Outer` with what `inner` throws nested in it.
template <class Outer, class Throws>
void nest(Outer outer, Throws inner) {
    try {
        inner();
    } catch (...) {
        std::throw_with_nested(outer);
    }
}

} // namespace

TEST_CASE("an exception says its causes, the outermost first") {
    auto const refused = [] { throw std::runtime_error("connection refused"); };
    auto const unread = [&] { nest(std::logic_error("cannot read table 'days'"), refused); };
    CHECK(message(refused) == "connection refused");
    CHECK(message([&] { nest(std::runtime_error("cannot fit"), unread); }) ==
          "cannot fit; because: cannot read table 'days'; because: connection refused");
    CHECK(message([&] { nest(std::string("bad row"), [] { throw 7; }); }) ==
          "bad row; because: an exception of type 'int'");
}

TEST_CASE("a cause that the outer exception tells is not told again") {
    auto const inner = [] { throw std::runtime_error("no rows"); };
    CHECK(message([&] { nest(std::runtime_error("cannot fit: no rows"), inner); }) ==
          "cannot fit: no rows");
}

TEST_CASE("what is thrown and is no std::exception says its text or its type") {
    CHECK(message([] { throw "no more licences"; }) == "no more licences");
    CHECK(message([] { throw std::string("bad row 7"); }) == "bad row 7");
    CHECK(message([] { throw std::string_view("bad row 8"); }) == "bad row 8");
    CHECK(message([] { throw 42; }) == "an exception of type 'int'");
    CHECK(message([] { throw licence{3}; }) ==
          "an exception of type '(anonymous namespace)::licence'");
}

TEST_CASE("an exception without a text says its type") {
    CHECK(message([] { throw std::runtime_error(""); }) ==
          "an exception of type 'std::runtime_error' without a text");
    CHECK(message([] { throw quiet(); }) ==
          "an exception of type '(anonymous namespace)::quiet' without a text");
    CHECK(message([] { throw static_cast<char const*>(nullptr); }) ==
          "an exception of type 'char const*' without a text");
}

TEST_CASE("a chain of causes that is too long ends") {
    std::function<void(int)> const deep = [&](int n) {
        if (n == 0) throw std::runtime_error("level 0");
        nest(std::runtime_error("level " + std::to_string(n) + "."), [&] { deep(n - 1); });
    };
    std::string const text = message([&] { deep(40); });
    CHECK(text.find("level 25.") != text.npos);
    CHECK(text.find("level 23.") == text.npos);
}
