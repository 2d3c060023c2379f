// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/catalog/csv_field.hpp>

#include "catch.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <ratio>
#include <span>
#include <string>
#include <string_view>
#include <utility>

using namespace leat::detail;
using namespace std::chrono_literals;
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

enum class weather { dry, rain, unknown };
constexpr std::pair<std::string_view, weather> weather_names[] = {{"dry", weather::dry},
                                                                  {"rain, or snow", weather::rain}};
constexpr std::span<std::pair<std::string_view, weather> const> leat_names(weather) {
    return weather_names;
}
enum class without_names { one };

template <class T>
bool comes_back(T const& value, char separator = ',') {
    std::string text = written(value, separator);
    bool const quoted = text.starts_with('"');
    if (quoted) text = text.substr(1, text.size() - 2);
    return read<T>(text, quoted) == value;
}

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

TEST_CASE("points in time of ISO 8601, with a zone where they are those of the world") {
    using seconds = std::chrono::sys_seconds;
    using fine = std::chrono::sys_time<std::chrono::nanoseconds>;
    using local = std::chrono::local_seconds;
    seconds const noon = std::chrono::sys_days(date(2012, 2, 29)) + 12h;
    CHECK(read<seconds>("2012-02-29T12:00:00Z") == noon);
    CHECK(read<seconds>("2012-02-29 13:00+01:00") == noon);
    CHECK(read<fine>("2012-02-29T12:00:00.25Z") == noon + 250ms);
    CHECK(read<local>("2012-02-29T12:00:00") == local(noon.time_since_epoch()));
    CHECK(read<std::chrono::sys_days>("2012-02-29") == std::chrono::sys_days(date(2012, 2, 29)));
    for (auto const* wrong : {"2012-02-29T12:00:00", "2012-02-29", "2012-02-29T12:00:00.5Z",
                              "2013-02-29T12:00:00Z", "2012-02-29T12:00:00Z ", ""})
        CHECK_FALSE(read<seconds>(wrong));
    CHECK_FALSE(read<local>("2012-02-29T12:00:00Z"));
    CHECK_FALSE(read<std::chrono::sys_days>("2012-02-29T00:00:00Z"));

    CHECK(written(noon) == "2012-02-29T12:00:00Z");
    CHECK(written(fine(noon + 250ms)) == "2012-02-29T12:00:00.25Z");
    CHECK(written(local(noon.time_since_epoch())) == "2012-02-29T12:00:00");
    CHECK(written(std::chrono::sys_days(date(2012, 2, 29))) == "2012-02-29");
    CHECK(written(noon, ':') == "\"2012-02-29T12:00:00Z\"");
    CHECK(written(std::chrono::sys_days(date(9999, 12, 31))) == "9999-12-31");
    CHECK(written(std::chrono::sys_days(date(10000, 1, 1))) == "refused");
    CHECK(written(seconds::max()) == "refused");
    CHECK(comes_back(fine(noon + 1ns)));
    CHECK(comes_back(fine(-1ns)));
    CHECK(comes_back(seconds(std::chrono::sys_days(date(9999, 12, 31)) + 86399s)));
    CHECK(csv_field<seconds>::kind() == "a date and time such as 2012-01-31T14:03:07Z");
    CHECK(csv_field<local>::kind() == "a date and time such as 2012-01-31T14:03:07");
    CHECK(csv_field<std::chrono::sys_days>::kind() == "a date such as 2012-01-31");
    // What would not come back is not written.
    using std::chrono::sys_time, std::chrono::duration;
    STATIC_REQUIRE_FALSE(csv_value<sys_time<duration<double>>>);
    STATIC_REQUIRE_FALSE(csv_value<sys_time<duration<std::int64_t, std::pico>>>);
    STATIC_REQUIRE_FALSE(csv_value<std::chrono::steady_clock::time_point>);
}

TEST_CASE("times with their unit") {
    CHECK(read<std::chrono::milliseconds>("2s") == 2000ms);
    CHECK(read<std::chrono::milliseconds>("2ms") == 2ms);
    CHECK(read<std::chrono::milliseconds>("2") == 2ms);
    CHECK_FALSE(read<std::chrono::seconds>("2ms"));
    CHECK_FALSE(read<std::chrono::seconds>("2 s"));
    CHECK_FALSE(read<std::chrono::seconds>(""));
    CHECK(written(90s) == "90s");
    CHECK(written(std::chrono::days(7)) == "7d");
    CHECK(written(std::chrono::weeks(7)) == "7");
    CHECK(written(-1.5s, '.') == "\"-1.5s\"");
    CHECK(comes_back(std::chrono::duration<double, std::ratio<60>>(0.1)));
    CHECK(comes_back(std::chrono::nanoseconds::min()));
    CHECK(comes_back(std::chrono::weeks(7)));
    CHECK(csv_field<std::chrono::hours>::kind() == "a time such as 30h");
}

TEST_CASE("a character, and an enumerator by its name") {
    CHECK(read<char>("a") == 'a');
    CHECK(read<char>("\"\"", true) == '"');
    CHECK_FALSE(read<char>(""));
    CHECK_FALSE(read<char>("ab"));
    CHECK(written(',') == "\",\"");
    CHECK(written('7') == "7");
    CHECK(written('"') == "\"\"\"\"");
    CHECK(read<weather>("rain, or snow", true) == weather::rain);
    CHECK_FALSE(read<weather>("1"));
    CHECK_FALSE(read<weather>("snow"));
    CHECK(written(weather::rain) == "\"rain, or snow\"");
    CHECK(written(weather::unknown) == "refused");
    CHECK(csv_field<weather>::kind() == "one of dry, rain, or snow");
    CHECK(read<std::optional<weather>>("").value() == std::nullopt);
    CHECK(read<std::optional<char>>("x").value() == 'x');
    STATIC_REQUIRE_FALSE(csv_value<without_names>);
    STATIC_REQUIRE_FALSE(csv_value<std::optional<std::optional<int>>>);
}
