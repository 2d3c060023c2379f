// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/printable.hpp>

#include <leat/support/error.hpp>

#include <catch.hpp>

#include <stdexcept>
#include <string>
#include <string_view>

using namespace leat::detail;
using namespace std::string_literals;
using namespace std::string_view_literals;

TEST_CASE("text from outside is shown, and not obeyed") {
    CHECK(printable("plain, ünï 漢字 🌾 \\ 'x'") == "plain, ünï 漢字 🌾 \\ 'x'");
    CHECK(printable("two\n\tlines") == "two\n\tlines");
    CHECK(printable("\x1b[31mred\x1b[0m") == "\\x1b[31mred\\x1b[0m");
    CHECK(printable("a\0b"sv) == "a\\x00b");
    CHECK(printable("over\rwritten\b\x7f") == "over\\x0dwritten\\x08\\x7f");
    CHECK(printable("\xc2\x9b" // a command in one character
                    "31m") == "\\xc2\\x9b31m");
    CHECK(printable("\xff\xfe"
                    "a\xc3") == "\\xff\\xfea\\xc3");
    CHECK(printable_line("two\r\n\tlines\x1b") == "two   lines\\x1b");
}

TEST_CASE("the message of an error is printable, and whole") {
    leat::error const one("field '1\0' is \x1b[2J"s);
    CHECK(one.what() == "field '1\\x00' is \\x1b[2J"sv);
    try {
        throw std::runtime_error("\x1b[2J");
    } catch (...) {
        CHECK(current_message() == "\\x1b[2J");
    }
}

TEST_CASE("UTF-16 is known by its mark, or by its zeros") {
    CHECK(is_utf16("\xff\xfe"
                   "d\0"sv));
    CHECK(is_utf16("\xfe\xff\0d"sv));
    CHECK(is_utf16("d\0a\0"sv));
    CHECK(is_utf16("\0d\0a"sv));
    CHECK_FALSE(is_utf16("date"));
    CHECK_FALSE(is_utf16("\xef\xbb\xbf"
                         "date"));
    CHECK_FALSE(is_utf16("1\0,2"sv));
    CHECK_FALSE(is_utf16(""));
}
