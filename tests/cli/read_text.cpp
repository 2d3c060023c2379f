// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/read_text.hpp>

#include <catch.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace std::chrono_literals;
using leat::detail::read_text;
using leat::detail::read_words;
using leat::detail::said;
using leat::detail::text_kind;
using leat::detail::text_readable;
using leat::detail::typed_text;
using leat::detail::value_text;

namespace {

enum class colour : unsigned char { red, green };
enum class letter : char32_t {};

/// What the text is as a T; says in words why it is none.
template <class T>
T read(std::string_view text) {
    T value{};
    said const wrong = read_text(text, value);
    INFO(text);
    CHECK(wrong.value_or("fine") == "fine");
    return value;
}
/// What is said of a text that is no T, which leaves the value as it was.
template <class T>
std::string wrong(std::string_view text, T const& before = T{}) {
    T value = before;
    std::string what = read_text(text, value).value_or("fine");
    CHECK(value == before);
    return what;
}

template <class T>
T list(std::vector<std::string> const& words, bool typed = true) {
    T value{};
    CHECK(read_words(words, value, typed).value_or("fine") == "fine");
    return value;
}

static_assert(text_readable<int> && text_readable<bool> && text_readable<colour>);
static_assert(text_readable<std::string> && text_readable<leat::file>);
static_assert(text_readable<std::vector<double>> && text_readable<std::chrono::hours>);
static_assert(!text_readable<wchar_t> && !text_readable<letter> && !text_readable<void*>);
static_assert(!text_readable<std::vector<std::vector<int>>>);
static_assert(text_kind<std::vector<leat::file>>() == "FILE,...");
static_assert(text_kind<std::chrono::seconds>() == "TIME" && text_kind<colour>() == "INTEGER");

} // namespace

TEST_CASE("numbers are read whole or not at all", "[cli]") {
    CHECK(read<int>("-12") == -12);
    CHECK(read<int>("+12") == 12);
    CHECK(read<std::int8_t>("-128") == -128);
    CHECK(read<std::uint64_t>("18446744073709551615") == 18446744073709551615u);
    CHECK(read<double>("-1e-3") == -0.001);
    CHECK(std::isnan(read<double>("nan")));
    CHECK(read<int>("1e6") == 1'000'000);
    CHECK(read<int>("-2.50e1") == -25);
    CHECK(read<unsigned>("+3.0") == 3);
    CHECK(wrong<int>("1e10") == "is not within -2147483648 to 2147483647");
    CHECK(wrong<unsigned>("-1e2") == "is not within 0 to 4294967295");
    CHECK(wrong<int>("3.5", 7) == "is no integer");
    CHECK(wrong<int>("1e", 7) == "is no integer");
    CHECK(wrong<int>("") == "is no integer");
    CHECK(wrong<int>(" 3") == "is no integer");
    CHECK(wrong<int>("3 ") == "is no integer");
    CHECK(wrong<int>("+-3") == "is no integer");
    CHECK(wrong<int>("0x10") == "is no integer");
    CHECK(wrong<std::int8_t>("128") == "is not within -128 to 127");
    CHECK(wrong<unsigned char>("-1") == "is not within 0 to 255");
    CHECK(wrong<unsigned char>("-") == "is no integer");
    CHECK(wrong<double>("1,5") == "is no number");
    CHECK(wrong<double>("1e999") == "is too large or too small for a number");
    CHECK(read<colour>("1") == colour::green);
    CHECK(wrong<colour>("green") == "is no integer");
}

TEST_CASE("truth is read in the words people use", "[cli]") {
    for (char const* yes : {"true", "True", "TRUE", "yes", "on", "1"}) CHECK(read<bool>(yes));
    for (char const* no : {"false", "False", "no", "OFF", "0"}) CHECK_FALSE(read<bool>(no));
    CHECK(wrong<bool>("2", true) == "is neither true nor false");
    CHECK(wrong<bool>("", true) == "is neither true nor false");
}

TEST_CASE("a text is taken as it is, a file has to be there", "[cli]") {
    CHECK(read<std::string>(" -x=\"'") == " -x=\"'");
    CHECK(read<std::string>("").empty());
    CHECK(read<std::filesystem::path>("nowhere") == "nowhere");
    CHECK(wrong<std::filesystem::path>("") == "is no path");
    CHECK(wrong<leat::file>("") == "is no path");
    CHECK(wrong<leat::file>("/nowhere/at all") == "does not exist");
    CHECK(wrong<leat::file>("/") == "is a folder");
}

TEST_CASE("times have units, and nothing of them is cut off", "[cli]") {
    CHECK(read<std::chrono::milliseconds>("1.5s") == 1500ms);
    CHECK(read<std::chrono::milliseconds>("0.1s") == 100ms);
    CHECK(read<std::chrono::milliseconds>("20") == 20ms);
    CHECK(read<std::chrono::seconds>("-2h") == -7200s);
    CHECK(read<std::chrono::nanoseconds>("7d") == 168h);
    CHECK(read<std::chrono::nanoseconds>("9007199254740993ns") == 9007199254740993ns);
    CHECK(read<std::chrono::duration<double>>("500us").count() == 0.0005);
    CHECK(read<std::chrono::minutes>("3m") == 3min);
    CHECK(read<std::chrono::minutes>("3min") == 3min);
    std::string const is_none = "is no time; write it as 500ms, 30s, 5min, 2h or 7d";
    for (char const* none : {"", "s", "1 s", "1h30m", "5 parsecs", "1e3s", "nan", "--1s"})
        CHECK(wrong<std::chrono::seconds>(none, 3s) == is_none);
    CHECK(wrong<std::chrono::seconds>("1.5s", 3s) ==
          "is finer than the steps in which this time is counted");
    CHECK(wrong<std::chrono::milliseconds>("500us") ==
          "is finer than the steps in which this time is counted");
    CHECK(wrong<std::chrono::nanoseconds>("300000d") == "is too long a time");
    CHECK(wrong<std::chrono::duration<std::int32_t, std::milli>>("30d") == "is too long a time");
}

TEST_CASE("sizes have units of 1000 or of 1024", "[cli]") {
    using leat::detail::byte_count;
    CHECK(read<byte_count>("4096").value == 4096);
    CHECK(read<byte_count>("0").value == 0);
    CHECK(read<byte_count>("7b").value == 7);
    CHECK(read<byte_count>("10kB").value == 10'000);
    CHECK(read<byte_count>("10k").value == 10'000);
    CHECK(read<byte_count>("2 GiB").value == 2'147'483'648u);
    CHECK(read<byte_count>("3tb").value == 3'000'000'000'000u);
    for (char const* none : {"", "MB", "-1", "1.5MB", "1ib", "1kk", "1xb", "1km"})
        CHECK(wrong<byte_count>(none) != "fine");
    CHECK(wrong<byte_count>("20000000TB") == "is too large a size");
}

TEST_CASE("a default is shown as it would be typed", "[cli]") {
    auto const same = [](auto const& value) {
        std::decay_t<decltype(value)> read_again{};
        REQUIRE_FALSE(read_text(typed_text(value), read_again));
        CHECK(read_again == value);
    };
    same(0.1);
    same(-12);
    same(true);
    same(colour::green);
    same(std::string("it's \t \"so\""));
    same(std::string(200, 'x'));
    same(std::chrono::milliseconds(250));
    same(std::chrono::nanoseconds::max());
    same(std::chrono::minutes(3));
    same(std::chrono::hours(-1));
    same(std::chrono::duration<double>(1.5));
    same(std::chrono::duration<int, std::ratio<7>>(3));
    same(std::filesystem::path("a b/c"));
    CHECK(typed_text(std::chrono::minutes(3)) == "3min");
    CHECK(typed_text(std::vector<int>{1, 2}) == "1,2");
}

TEST_CASE("a list is words, or one with commas", "[cli]") {
    using numbers = std::vector<int>;
    using texts = std::vector<std::string>;
    CHECK(list<numbers>({"1,-2,3"}) == numbers{1, -2, 3});
    CHECK(list<numbers>({"1", "2,3", "4"}) == numbers{1, 2, 3, 4});
    CHECK(list<numbers>({"1,"}) == numbers{1});
    CHECK(list<numbers>({""}).empty());
    CHECK(list<numbers>({}).empty());
    CHECK(list<std::vector<bool>>({"yes,no"}) == std::vector<bool>{true, false});
    CHECK(list<texts>({"a,b"}) == texts{"a", "b"});
    CHECK(list<texts>({"a,,b"}) == texts{"a", "", "b"});
    CHECK(list<texts>({"a,b", "c"}) == texts{"a,b", "c"});
    CHECK(list<texts>({"a,b"}, false) == texts{"a,b"}); // of a file, where it is one text
    CHECK(list<texts>({""}, false) == texts{""});

    numbers value{7};
    CHECK(read_words(texts{"1,x"}, value) == "has the part 'x', which is no integer");
    CHECK(read_words(texts{"x"}, value) == "is no integer");
    CHECK(read_words(texts{"1,,2"}, value) == "has the part '', which is no integer");
    CHECK(read_words(texts{"1,2"}, value, false) == "is no integer");
    CHECK(value == numbers{7});
    int one = 7;
    CHECK(read_words(texts{"1", "2"}, one) == "is a list, and one value is wanted");
    CHECK(read_words(texts{}, one) == "is a list, and one value is wanted");
    CHECK(one == 7);
}

namespace {

/// The text of what was read, or "wrong".
template <class T>
std::string shown_again(std::string_view text) {
    T value{};
    return read_text(text, value) ? "wrong" : value_text(value);
}
using moment = std::chrono::sys_time<std::chrono::nanoseconds>;

} // namespace

TEST_CASE("a date", "[cli]") {
    using date = std::chrono::year_month_day;
    CHECK(shown_again<date>("2026-11-20") == "2026-11-20");
    CHECK(shown_again<date>("0001-01-01") == "0001-01-01");
    CHECK(shown_again<std::chrono::sys_days>("2024-02-29") == "2024-02-29");
    for (char const* wrong : {"", "2026", "2026-11", "2026-1-20", "2026-13-01", "2025-02-29",
                              "2026-11-20T00:00", "2026/11/20", " 2026-11-20"})
        CHECK(shown_again<date>(wrong) == "wrong");
}

TEST_CASE("a point in time has a zone, or is that of the place", "[cli]") {
    char const* const before = std::getenv("TZ");
    std::string const zone = before ? before : "";
    ::setenv("TZ", "Asia/Tokyo", 1);
    ::tzset();
    CHECK(shown_again<moment>("2026-11-20T14:03:07Z") == "2026-11-20T14:03:07Z");
    CHECK(shown_again<moment>("2026-11-20T14:03:07.25Z") == "2026-11-20T14:03:07.25Z");
    CHECK(shown_again<moment>("2026-11-20T00:30:00+01:00") == "2026-11-19T23:30:00Z");
    CHECK(shown_again<moment>("2026-11-20T23:30-0130") == "2026-11-21T01:00:00Z");
    CHECK(shown_again<moment>("2026-11-20T09:00") == "2026-11-20T00:00:00Z");
    CHECK(shown_again<moment>("2026-11-20 08:00:00.5") == "2026-11-19T23:00:00.5Z");
    CHECK(shown_again<moment>("2026-11-20") == "2026-11-19T15:00:00Z");
    CHECK(shown_again<std::chrono::local_seconds>("2026-11-20T14:03:07") == "2026-11-20T14:03:07");
    CHECK(shown_again<std::chrono::local_seconds>("2026-11-20T14:03:07Z") == "wrong");
    for (char const* wrong :
         {"2026-11-20T", "2026-11-20T14", "2026-11-20T24:00", "2026-11-20T14:60", "2026-11-20Z",
          "2026-11-20T14:03:07.", "2026-11-20T14:03:07.1234567891", "2026-11-20T14:03+1"})
        CHECK(shown_again<moment>(wrong) == "wrong");
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
