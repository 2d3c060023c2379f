// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/xml_text.hpp>

#include <catch.hpp>

#include <string>
#include <string_view>

using namespace std::literals;

namespace {

std::string xml(std::string_view text) {
    std::string out;
    leat::detail::print_xml_text(out, text);
    return out;
}

} // namespace

TEST_CASE("what has a meaning in XML is escaped, and all else is left") {
    CHECK(xml("<a href=\"x\">'&amp;'</a>") ==
          "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;");
    CHECK(xml("größe, 大きさ, \n") == "größe, 大きさ, \n");
    CHECK(xml("").empty());
}

TEST_CASE("what is no character becomes U+FFFD") {
    CHECK(xml("a\0b\xff\xc3"sv) == "a\xEF\xBF\xBD"
                                   "b\xEF\xBF\xBD\xEF\xBF\xBD");
}
