// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/store_text.hpp>

#include <catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

using namespace leat::detail;

TEST_CASE("a value is on one line, and comes back as it was") {
    for (std::string const value :
         {"", "plain", "two\nlines\n", "back\\slash \\n", "tab\t, \"\xff\""}) {
        std::string text;
        write_line(text, "field", value);
        REQUIRE(text.ends_with('\n'));
        REQUIRE(text.find('\n') == text.size() - 1);
        std::string_view rest(text);
        CHECK(take_until(rest, ' ') == "field");
        CHECK(read_value(*take_until(rest, '\n')) == value);
        CHECK(rest.empty());
    }
}

TEST_CASE("what write_line has not written is no value") {
    CHECK_FALSE(read_value("ends with \\"));
    CHECK_FALSE(read_value("\\t"));
}

TEST_CASE("take_until takes nothing where there is no end") {
    std::string_view text = "abc";
    CHECK_FALSE(take_until(text, ' '));
    CHECK(text == "abc");
}

TEST_CASE("a number is whole, and nothing beside it") {
    CHECK(read_number<int>("-42") == -42);
    CHECK(read_number<std::uint8_t>("255") == 255);
    for (char const* none : {"", "256", "1 ", " 1", "+1", "0x1", "1.0"})
        CHECK_FALSE(read_number<std::uint8_t>(none));
}
