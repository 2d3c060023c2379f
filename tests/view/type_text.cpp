// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/type_text.hpp>

#include <catch.hpp>

#include <string>
#include <string_view>

namespace {

std::string typed(std::string_view spelling) {
    std::string out;
    leat::detail::print_type(out, spelling);
    return out;
}

} // namespace

TEST_CASE("a type reads as people write it") {
    CHECK(typed("double") == "double");
    CHECK(typed("std::map<std::__cxx11::basic_string<char>, long int>") ==
          "std::map<std::string, long>");
    CHECK(typed("std::map<std::basic_string<char>, long>") == "std::map<std::string, long>");
    CHECK(typed("std::basic_string_view<char>") == "std::string_view");
    CHECK(typed("std::vector<std::vector<std::pair<int, long unsigned int> > >") ==
          "std::vector<std::vector<std::pair<int, unsigned long>>>");
    CHECK(typed("{anonymous}::table") == "table");
    CHECK(typed("(anonymous namespace)::table") == "table");
    CHECK(typed("std::optional<(lambda at /a/b.cpp:3:4)>") == "std::optional<<lambda>>");
    CHECK(typed("my::longing") == "my::longing");
    CHECK(typed("") == "");
}
