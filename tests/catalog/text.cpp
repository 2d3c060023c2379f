// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/catalog/text.hpp>

#include "laws.hpp"

#include <catch.hpp>

#include <bit>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using leat::dataset::text;

static_assert(leat::dataset_for<text, double>);
static_assert(leat::dataset_for<text, std::string>);
static_assert(leat::dataset_for<text, bool>);
static_assert(leat::dataset_for<text, std::int8_t>);
static_assert(leat::dataset_for<text const, long double>);
static_assert(!leat::dataset_for<text, std::vector<int>>);
static_assert(!leat::dataset_for<text, char>);             // a number or a letter?
static_assert(!leat::dataset_for<text, std::string_view>); // of what?
static_assert(!leat::dataset_for<text, std::filesystem::path>);

TEST_CASE("a text file obeys the laws of datasets") {
    scratch const here;
    auto const at = [&](std::string name) { return [&here, name] { return text(here / name); }; };
    dataset_laws<std::string>(at("string.txt"), "one\r\ntwo", "");
    dataset_laws<double>(at("double.txt"), 0.1, -1e300);
    dataset_laws<bool>(at("bool.txt"), true, false);
    dataset_laws<unsigned long long>(at("x/y/number.txt"), ~0ull, 0);
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("what is written is what people would write") {
    scratch const here;
    text const file(here / "a.txt");
    auto const saved = [&](auto value) {
        file.save(value);
        return content_of(here / "a.txt");
    };
    CHECK(saved(0.1) == "0.1\n");
    CHECK(saved(0.1f) == "0.1\n");
    CHECK(saved(3) == "3\n");
    CHECK(saved(std::uint8_t{65}) == "65\n");
    CHECK(saved(true) == "true\n");
    CHECK(saved("no line end") == "no line end");
    CHECK(saved(std::string("a\n")) == "a\n");
    CHECK(file.describe() == "text file '" + (here / "a.txt").string() + "'");
}

TEST_CASE("every number comes back to the last bit") {
    scratch const here;
    text const file(here / "a.txt");
    std::mt19937_64 random(1);
    for (int i = 0; i < 200; ++i) {
        auto const value = std::bit_cast<double>(random());
        if (value != value) continue;
        std::string written;
        leat::detail::append_number(written, value);
        double read = 0;
        REQUIRE(leat::detail::read_number(written, read));
        REQUIRE(std::bit_cast<std::uint64_t>(read) == std::bit_cast<std::uint64_t>(value));
    }
    for (double value : {0.0, -0.0, 5e-324, std::numeric_limits<double>::max(),
                         std::numeric_limits<double>::infinity()}) {
        file.save(value);
        CHECK(std::bit_cast<std::uint64_t>(file.load<double>()) ==
              std::bit_cast<std::uint64_t>(value));
    }
    file.save(std::numeric_limits<double>::quiet_NaN());
    CHECK(file.load<double>() != file.load<double>());
    for (long long value :
         {std::numeric_limits<long long>::min(), 0ll, std::numeric_limits<long long>::max()}) {
        file.save(value);
        CHECK(file.load<long long>() == value);
    }
}

TEST_CASE("white space around a number is no matter") {
    scratch const here;
    put_content(here / "a.txt", " \t\n 12.5\r\n\n");
    CHECK(text(here / "a.txt").load<double>() == 12.5);
    put_content(here / "a.txt", "0\r\n");
    CHECK(text(here / "a.txt").load<bool>() == false);
}

TEST_CASE("what is no number is an error that shows it") {
    scratch const here;
    text const file(here / "a.txt");
    auto const said = [&](std::string const& content, auto type) {
        put_content(here / "a.txt", content);
        return error_of([&] { (void)file.load<decltype(type)>(); });
    };
    CHECK(said("abc\n", 0.0) == file.describe() + " holds 'abc', which is not a number; save one "
                                                  "there or load it as a std::string");
    CHECK(contains(said("1.5 2", 0.0), "'1.5 2'"));
    CHECK(contains(said("3.5", 0),
                   "'3.5', which is not a whole number from -2147483648 to 2147483647"));
    CHECK(contains(said("300", std::uint8_t{}), "from 0 to 255"));
    CHECK(contains(said("-1", 0u), "'-1'"));
    CHECK(contains(said("", 0.0), "''"));
    CHECK(contains(said(" \n", 0.0), "''"));
    CHECK(contains(said("yes", false), "'yes', which is not true or false"));
    CHECK(contains(said(std::string(39, 'x') + "\xc3\xa9 and more", 0),
                   "'" + std::string(39, 'x') + "...'"));
    CHECK(contains(said("0,5", 0.0), "'0,5'"));
}

TEST_CASE("a folder is no text file") {
    scratch const here;
    text const folder(here.folder);
    CHECK(!folder.exists());
    CHECK(contains(error_of([&] { (void)folder.load<std::string>(); }), "Is a directory"));
    CHECK(contains(error_of([&] { folder.save(1); }), "Is a directory"));
}

TEST_CASE("a save that fails leaves the old text") {
    scratch const here;
    text const file(here / "a.txt");
    file.save("old");
    CHECK(finish(start([&] {
              limit_file_size(1000);
              return contains(error_of([&] { file.save(std::string(5000, 'x')); }),
                              "the disk is full")
                         ? 0
                         : 1;
          })) == 0);
    CHECK(file.load<std::string>() == "old");
}
