// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks/json.hpp>

#include <catch.hpp>

#include <string>
#include <string_view>

namespace {

std::string json(std::string_view text) {
    std::string out;
    leat::detail::print_json(out, text);
    return out;
}

} // namespace

TEST_CASE("any text becomes JSON") {
    CHECK(json("a \"b\" \\ é 漢 😀") == R"("a \"b\" \\ é 漢 😀")");
    CHECK(json(std::string_view("\0\n\x1f\x7f", 4)) == R"("\u0000\u000a\u001f\u007f")");
    // What would end a script element of a page, or begin a comment in it.
    CHECK(json("a<b </script> <!-- <") == R"("a<b \u003c/script> \u003c!-- <")");
    // Not UTF-8: alone, overlong, a surrogate, too large, cut short.
    CHECK(json("\xff") == "\"�\"");
    CHECK(json("\xc0\xaf") == "\"��\"");
    CHECK(json("\xed\xa0\x80") == "\"���\"");
    CHECK(json("\xf4\x90\x80\x80") == "\"����\"");
    CHECK(json("\xe6\xbc") == "\"��\"");
}

TEST_CASE("a member begins with the comma that parts it from the one before") {
    std::string out = "{\"a\":1";
    leat::detail::print_json_member(out, "b", "c\"");
    CHECK(out == R"({"a":1,"b":"c\"")");
}
