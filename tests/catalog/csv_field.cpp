// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/catalog/csv_field.hpp>

#include "catch.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace leat::detail;
using std::chrono::year_month_day;

namespace {

template <class T>
std::string written(T const& value, char separator = ',') {
    std::string to = "x,";
    if (!csv_field<T>::append(to, value, separator)) return "refused";
    return to.substr(2);
}
template <class T>
std::optional<T> read(std::string_view text, bool quoted = false) {
    csv_cell cell{};
    cell.text = text;
    cell.quoted = quoted;
    T value{};
    if (!csv_field<T>::read(cell, value)) return std::nullopt;
    return std::optional<T>(std::in_place, value);
}
constexpr year_month_day date(int year, unsigned month, unsigned day) {
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

struct row {
    int count;
    std::optional<std::string> name;
};
struct nested {
    row inner;
};
struct nothing {};
struct no_default {
    explicit no_default(int);
    int count;
};

} // namespace

TEST_CASE("a field of a text is in quotes where it must be") {
    CHECK(written(std::string("a b")) == "a b");
    CHECK(written(std::string("a,b")) == "\"a,b\"");
    CHECK(written(std::string("a,b"), ';') == "a,b");
    CHECK(written(std::string("say \"so\"")) == "\"say \"\"so\"\"\"");
    CHECK(written(std::string("two\nlines")) == "\"two\nlines\"");
    CHECK(written(std::string()) == "\"\"");
}

TEST_CASE("a number with the separator in it is in quotes") {
    CHECK(written(0.5) == "0.5");
    CHECK(written(0.5, '.') == "\"0.5\"");
    CHECK(written(-7) == "-7");
    CHECK(written(-7, '-') == "\"-7\"");
}

TEST_CASE("no value is nothing, an empty text is two quotes") {
    using text = std::optional<std::string>;
    CHECK(written(text()) == "");
    CHECK(written(text("")) == "\"\"");
    CHECK(read<text>("").value() == std::nullopt);
    CHECK(read<text>("", true).value().value() == "");
    CHECK(read<std::optional<int>>("").value() == std::nullopt);
    CHECK_FALSE(read<std::optional<int>>("x"));
}

TEST_CASE("dates of ISO 8601, and no others") {
    CHECK(read<year_month_day>("2012-02-29") == date(2012, 2, 29));
    for (auto const* wrong : {"2013-02-29", "2012-2-29", "2012/02/29", "2012-02-29 ", "",
                              "2012-13-01", "2012-00-01", "20x2-01-01", "-012-01-01"})
        CHECK_FALSE(read<year_month_day>(wrong));
    CHECK(written(date(7, 1, 2)) == "0007-01-02");
    CHECK(written(date(2012, 2, 29), '-') == "\"2012-02-29\"");
    CHECK(written(date(2013, 2, 29)) == "refused");
    CHECK(written(date(12012, 1, 1)) == "refused");
    CHECK(written(date(-1, 1, 1)) == "refused");
}

TEST_CASE("what a row may be") {
    STATIC_REQUIRE(csv_row<row>);
    STATIC_REQUIRE_FALSE(csv_row<nested>);
    STATIC_REQUIRE_FALSE(csv_row<nothing>);
    STATIC_REQUIRE_FALSE(csv_row<no_default>);
    STATIC_REQUIRE_FALSE(csv_row<std::tuple<int, int>>);
    STATIC_REQUIRE_FALSE(csv_row<int>);
    STATIC_REQUIRE_FALSE(csv_value<std::optional<std::optional<int>>>);
    STATIC_REQUIRE(is_csv_rows<std::vector<row>>);
    STATIC_REQUIRE_FALSE(is_csv_rows<std::vector<int>>);
}
