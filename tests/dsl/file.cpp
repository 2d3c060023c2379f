// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/file.hpp>

// What needs no <filesystem> is asked before it is included.
static_assert(std::is_convertible_v<char const*, leat::file>);
static_assert(std::is_convertible_v<std::string, leat::file>);
static_assert(std::is_convertible_v<std::string_view, leat::file>);
static_assert(!std::is_convertible_v<int, leat::file>);
static_assert(!std::is_convertible_v<leat::file, std::string>);

#include <catch.hpp>

#include <filesystem>

namespace fs = std::filesystem;

namespace {
fs::path parent(fs::path const& path) { return path.parent_path(); }
} // namespace

TEST_CASE("a file is made from text, a path, and what converts to one") {
    CHECK(leat::file("a/b.csv").text() == "a/b.csv");
    CHECK(leat::file(std::string("a/b.csv")).text() == "a/b.csv");
    CHECK(leat::file(fs::path("a") / "b.csv").text() == "a/b.csv");
    fs::directory_entry const entry("a");
    CHECK(leat::file(entry).text() == "a");
    STATIC_REQUIRE(std::is_convertible_v<fs::directory_entry const&, leat::file>);
}

TEST_CASE("a function that takes a path takes a file") {
    leat::file const one("a/b.csv");
    CHECK(parent(one) == "a");
    CHECK(one.path().filename() == "b.csv");
    fs::path const copied = one;
    CHECK(copied == "a/b.csv");
    CHECK(static_cast<fs::path>(one) == copied);
    CHECK(!fs::exists(leat::file("/nowhere/at all")));
    STATIC_REQUIRE(std::is_convertible_v<leat::file const&, fs::path const&>);
}

TEST_CASE("files are compared as paths are") {
    for (char const* a : {"", "/", "a", "a/", "a/b", "a//b", "//a", "/a", "a/b/", "a/b//", "ab"})
        for (char const* b : {"", "/", "//", "a", "a/", "a/b", "a///b", "/a", "a/b/", "b"}) {
            INFO(a << " and " << b);
            CHECK((leat::file(a) == leat::file(b)) == (fs::path(a) == fs::path(b)));
        }
}
