// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/read_date.hpp>

#include <leat/cli/read_text.hpp>

#include <catch.hpp>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

using namespace leat::detail;
using namespace std::chrono_literals;

namespace {

/// The text of what was read, or "wrong".
template <class T>
std::string read(std::string_view text) {
    T value{};
    return read_text(text, value) ? "wrong" : value_text(value);
}
using moment = std::chrono::sys_time<std::chrono::nanoseconds>;

} // namespace

TEST_CASE("a date", "[cli]") {
    using date = std::chrono::year_month_day;
    CHECK(read<date>("2026-11-20") == "2026-11-20");
    CHECK(read<date>("0001-01-01") == "0001-01-01");
    CHECK(read<std::chrono::sys_days>("2024-02-29") == "2024-02-29");
    for (char const* wrong : {"", "2026", "2026-11", "2026-1-20", "2026-13-01", "2025-02-29",
                              "2026-11-20T00:00", "2026/11/20", " 2026-11-20"})
        CHECK(read<date>(wrong) == "wrong");
}

TEST_CASE("a point in time has a zone, or is that of the place", "[cli]") {
    char const* const before = std::getenv("TZ");
    std::string const zone = before ? before : "";
    ::setenv("TZ", "Asia/Tokyo", 1);
    ::tzset();
    CHECK(read<moment>("2026-11-20T14:03:07Z") == "2026-11-20T14:03:07Z");
    CHECK(read<moment>("2026-11-20T14:03:07.25Z") == "2026-11-20T14:03:07.25Z");
    CHECK(read<moment>("2026-11-20T00:30:00+01:00") == "2026-11-19T23:30:00Z");
    CHECK(read<moment>("2026-11-20T23:30-0130") == "2026-11-21T01:00:00Z");
    CHECK(read<moment>("2026-11-20T09:00") == "2026-11-20T00:00:00Z");
    CHECK(read<moment>("2026-11-20 08:00:00.5") == "2026-11-19T23:00:00.5Z");
    CHECK(read<moment>("2026-11-20") == "2026-11-19T15:00:00Z");
    CHECK(read<std::chrono::local_seconds>("2026-11-20T14:03:07") == "2026-11-20T14:03:07");
    CHECK(read<std::chrono::local_seconds>("2026-11-20T14:03:07Z") == "wrong");
    for (char const* wrong :
         {"2026-11-20T", "2026-11-20T14", "2026-11-20T24:00", "2026-11-20T14:60", "2026-11-20Z",
          "2026-11-20T14:03:07.", "2026-11-20T14:03:07.1234567891", "2026-11-20T14:03+1"})
        CHECK(read<moment>(wrong) == "wrong");
    before ? ::setenv("TZ", zone.c_str(), 1) : ::unsetenv("TZ");
    ::tzset();
}

TEST_CASE("a list as it is shown is one word", "[cli]") {
    std::vector<std::string> texts{"before"};
    std::string const shown = "['a, b', 'it\\'s', '']";
    CHECK_FALSE(read_words(std::vector<std::string>{shown}, texts));
    CHECK(texts == std::vector<std::string>{"a, b", "it's", ""});
    CHECK(typed_text(texts) == shown);
    CHECK_FALSE(read_words(std::vector<std::string>{"[a]"}, texts)); // a text as any other
    CHECK(texts == std::vector<std::string>{"[a]"});
    CHECK_FALSE(read_words(std::vector<std::string>{typed_text(texts)}, texts));
    CHECK(texts == std::vector<std::string>{"[a]"});
    std::vector<double> numbers;
    CHECK_FALSE(read_words(std::vector<std::string>{"[1, 2.5]"}, numbers));
    CHECK(numbers == std::vector<double>{1, 2.5});
    CHECK_FALSE(read_words(std::vector<std::string>{"[]"}, numbers));
    CHECK(numbers.empty());
}
