// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/shown.hpp>

#include "catch.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

using leat::shown;

TEST_CASE("numbers are shown as they are written") {
    CHECK(shown(0.1) == "0.1");
    CHECK(shown(-1e300) == "-1e+300");
    CHECK(shown(42) == "42");
    CHECK(shown(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(shown(true) == "true");
    CHECK(shown(std::numeric_limits<double>::quiet_NaN()) == "nan");
    CHECK(shown(std::numeric_limits<long double>::lowest()).size() < leat::max_shown);
    enum class colour { red = 3 };
    CHECK(shown(colour::red) == "3");
}

TEST_CASE("texts and paths are shown in quotes") {
    CHECK(shown(std::string("linear")) == "'linear'");
    CHECK(shown(leat::file("a/b.csv")) == "'a/b.csv'");
    CHECK(shown(std::filesystem::path("x")) == "'x'");
}

TEST_CASE("what would disturb a line is a blank") {
    CHECK(shown(std::string("a\nb\0c\x1b", 6)) == "'a b\\x00c\\x1b'");
}

TEST_CASE("a long text is cut, not within a character") {
    std::string const cut = shown(std::string(100, 'x'));
    CHECK(cut.size() == leat::max_shown);
    CHECK(cut.ends_with("x...'"));
    CHECK(shown(std::string(55, 'x')) == "'" + std::string(55, 'x') + "'");
    std::string umlauts;
    for (int i = 0; i < 50; ++i) umlauts += "ä";
    CHECK(shown(umlauts).ends_with("ä...'"));
}

TEST_CASE("a short list is shown, of other ranges the size, of anything else nothing") {
    struct model {};
    CHECK(shown(std::vector<int>(1)) == "[0]");
    CHECK(shown(std::vector<int>{}) == "[]");
    CHECK(shown(std::vector<bool>{true, false}) == "[true, false]");
    CHECK(shown(std::vector<std::vector<double>>{{1, 2.5}, {}}) == "[[1, 2.5], []]");
    CHECK(shown(std::vector<std::string>{"a", "b"}) == "['a', 'b']");
    CHECK(shown(std::vector<int>(20)).size() == leat::max_shown);
    CHECK(shown(std::vector<int>(21)) == "21 elements");
    CHECK(shown(std::vector<int>(20, 10)) == "20 elements"); // would be too long
    CHECK(shown(std::vector<std::string>{std::string(100, 'x')}) == "1 element");
    CHECK(shown(std::vector<model>(2)) == "2 elements");
    CHECK(shown(std::map<int, int>{{1, 2}}) == "{1: 2}");
    struct tree { // as a value of JSON is
        long size() const { return 2; }
        tree const* begin() const { return this; }
        tree const* end() const { return this; }
    };
    CHECK(shown(tree{}) == "2 elements");
    CHECK(shown(std::vector<tree>(1)) == "[2 elements]");
    CHECK(shown(model{}).empty());
}
