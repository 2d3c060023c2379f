// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/name_list.hpp>

#include <catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using names = std::vector<std::string>;

namespace {

names in(std::string_view typed) {
    static std::vector<std::string_view> const known{"train", "test",  "a", "b",    "a,b",
                                                     "a,",    " c d ", "é", "a,b,c"};
    return leat::detail::names_in(typed, known);
}

} // namespace

TEST_CASE("several names have commas between them", "[cli]") {
    CHECK(in("a") == names{"a"});
    CHECK(in("train,test") == names{"train", "test"});
    CHECK(in("b,a") == names{"b", "a"});
}

TEST_CASE("a node of several values is named as it is printed", "[cli]") {
    CHECK(in("train, test") == names{"train", "test"});
    CHECK(in("train,  test,é") == names{"train", "test", "é"});
}

TEST_CASE("a name may have commas and blanks; the longest is meant", "[cli]") {
    CHECK(in("a,b") == names{"a,b"});
    CHECK(in("a, b") == names{"a", "b"});
    CHECK(in("a,b,b") == names{"a,b", "b"});
    CHECK(in("a,b,c") == names{"a,b,c"});
    CHECK(in("a,b,train") == names{"a,b", "train"});
    CHECK(in("a,") == names{"a,"});
    CHECK(in("a,,b") == names{"a,", "b"});
    CHECK(in("b, c d ") == names{"b", " c d "});
}

TEST_CASE("what is no name is told from those beside it", "[cli]") {
    CHECK(in("nosuch") == names{"nosuch"});
    CHECK(in("train, nosuch") == names{"train", "nosuch"});
    CHECK(in("nosuch,a,b") == names{"nosuch", "a,b"});
    CHECK(in("tra,in") == names{"tra", "in"});
    CHECK(in("") == names{});
    CHECK(in("b,") == names{"b"});
    CHECK(in(",b") == names{"b"});
}
