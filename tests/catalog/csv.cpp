// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/catalog/csv.hpp>

#include "laws.hpp"

#include <leat/catalog/versioned.hpp>

#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>

#include <catch.hpp>

#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

using leat::dataset::csv;
using namespace std::chrono_literals;
using date = std::chrono::year_month_day;

namespace {

struct day {
    date when;
    double rain = 0;
    std::optional<double> wind;
    std::string weather;
    bool operator==(day const&) const = default;
};
std::vector<std::string> const day_columns{"when", "rain", "wind", "weather"};

struct named {
    BOOST_HANA_DEFINE_STRUCT(named, (int, id), (std::optional<std::string>, text));
    bool operator==(named const&) const = default;
};

struct adapted {
    double x;
    bool y;
    bool operator==(adapted const&) const = default;
};

struct pair_of_ints {
    int a, b;
    bool operator==(pair_of_ints const&) const = default;
};
struct low_and_high {
    BOOST_HANA_DEFINE_STRUCT(low_and_high, (int, low), (int, high));
    bool operator==(low_and_high const&) const = default;
};
struct one_text {
    std::optional<std::string> text;
    bool operator==(one_text const&) const = default;
};

struct stamped {
    std::chrono::sys_time<std::chrono::milliseconds> at;
    std::optional<std::chrono::local_seconds> there;
    std::chrono::seconds took;
    char grade;
    bool operator==(stamped const&) const = default;
};
struct with_list {
    int a;
    std::vector<int> b;
};
struct with_array {
    std::array<char, 2> a;
};
struct with_pointer {
    std::unique_ptr<int> a;
};
struct with_two_nothings {
    std::optional<std::optional<int>> a;
};
struct nothing {};

} // namespace

BOOST_HANA_ADAPT_STRUCT(adapted, x, y);

template <class T>
constexpr bool holds = leat::dataset_for<csv, T>;

static_assert(holds<std::vector<day>> && leat::dataset_for<csv const, std::vector<day>>);
static_assert(holds<std::vector<named>> && holds<std::vector<adapted>>);
static_assert(!holds<std::vector<int>> && !holds<std::vector<std::string>> && !holds<day>);
static_assert(!holds<std::vector<with_list>> && !holds<std::vector<with_array>>);
static_assert(!holds<std::vector<with_pointer>> && !holds<std::vector<with_two_nothings>>);
static_assert(!holds<std::vector<nothing>> && !holds<std::vector<std::array<int, 2>>>);
static_assert(!holds<std::vector<std::tuple<int>>> && !holds<std::vector<std::vector<int>>>);
static_assert(leat::dataset_for<leat::dataset::versioned<csv>, std::vector<day>>);
static_assert(!leat::dataset_for<leat::dataset::versioned<csv>, std::vector<int>>);

TEST_CASE("a csv file obeys the laws of datasets") {
    scratch const here;
    dataset_laws<std::vector<day>>([&] { return csv(here / "days.csv", day_columns); },
                                   {{2012y / 1 / 31, 0.1, 4.5, "rain"}, {2012y / 2 / 1, 0, {}, ""}},
                                   {});
    dataset_laws<std::vector<named>>([&] { return csv(here / "x/named.csv"); },
                                     {{1, "a,b"}, {2, {}}}, {{3, ""}});
    dataset_laws<std::vector<adapted>>([&] { return csv(here / "adapted.csv").separated_by(';'); },
                                       {{1.5, true}}, {{2.5, false}});
    dataset_laws<std::vector<pair_of_ints>>(
        [&] {
            return leat::dataset::versioned<csv>(here / "v.csv", {"a", "b"}, '\t');
        },
        {{1, 2}}, {{3, 4}});
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("what is written is plain where it can be") {
    scratch const here;
    csv const file(here / "days.csv", day_columns);
    CHECK(file.describe() == "csv file '" + (here / "days.csv").string() + "'");
    file.save(std::vector<day>{{2012y / 1 / 31, 0.1, 4.5, "rain"},
                               {2012y / 12 / 1, 1e22, {}, ""},
                               {0y / 1 / 1, -0.0, -1, "a,b"},
                               {9999y / 12 / 31, 3, 2, "say \"no\"\r\n"},
                               {2012y / 2 / 29, 3, 2, " a;b' \xc3\xa9"}});
    CHECK(content_of(here / "days.csv") == "when,rain,wind,weather\n"
                                           "2012-01-31,0.1,4.5,rain\n"
                                           "2012-12-01,1e+22,,\"\"\n"
                                           "0000-01-01,-0,-1,\"a,b\"\n"
                                           "9999-12-31,3,2,\"say \"\"no\"\"\r\n\"\n"
                                           "2012-02-29,3,2, a;b' \xc3\xa9\n");
    csv(here / "a.csv", {"x", "y"}, '.').save(std::vector<adapted>{{1.5, true}});
    CHECK(content_of(here / "a.csv") == "x.y\n\"1.5\".true\n");
    csv(here / "a.csv", {"x,y", ""}).save(std::vector<pair_of_ints>{{1, 2}});
    CHECK(content_of(here / "a.csv") == "\"x,y\",\"\"\n1,2\n");
}

TEST_CASE("what others write is read") {
    scratch const here;
    csv const file(here / "a.csv", {"a", "b"});
    auto const read = [&](std::string const& content) {
        put_content(here / "a.csv", content);
        return file.load<std::vector<pair_of_ints>>();
    };
    std::vector<pair_of_ints> const rows{{1, 2}, {3, 4}};
    CHECK(read("a,b\n1,2\n3,4\n") == rows);
    CHECK(read("a,b\n1,2\n3,4") == rows);
    CHECK(read("a,b\r\n1,2\r\n3,4\r\n") == rows);
    CHECK(read("a,b\r\n1,2\n3,4") == rows);
    CHECK(read("\xef\xbb\xbf"
               "a,b\n1,2\n3,4\n") == rows);
    CHECK(read("\xef\xbb\xbf"
               "\"a\",\"b\"\n\"1\",2\n3,\"4\"") == rows);
    CHECK(read("b,a\n2,1\n4,3\n") == rows);                              // any order
    CHECK(read("x,b,y,a,x\nno,2,,1,\"\n\"\n\"a\"\"\",4,,3,\n") == rows); // others are no matter
    CHECK(read("a,b\n").empty());
    CHECK(read("a,b").empty());

    put_content(here / "a.csv", "id;text\n1;a,b\n2;\n3;\"\"\n4;\"x\"\"\"\"y;\"\n");
    CHECK(csv(here / "a.csv").separated_by(';').load<std::vector<named>>() ==
          std::vector<named>{{1, "a,b"}, {2, {}}, {3, ""}, {4, "x\"\"y;"}});

    put_content(here / "a.csv", "x,y\n1,1\ninf,0\n-1E-3,true\n");
    CHECK(csv(here / "a.csv").load<std::vector<adapted>>() ==
          std::vector<adapted>{
              {1, true}, {std::numeric_limits<double>::infinity(), false}, {-1e-3, true}});
}

TEST_CASE("dates, times and characters are plain, too") {
    scratch const here;
    csv const file(here / "a.csv", {"at", "there", "took", "grade"});
    std::chrono::sys_days const day = 2012y / 1 / 31;
    std::vector<stamped> const rows{{day + 1500ms, {}, 90s, 'A'},
                                    {day, std::chrono::local_days(2012y / 2 / 1) + 1h, -1s, ','}};
    file.save(rows);
    CHECK(content_of(here / "a.csv") == "at,there,took,grade\n"
                                        "2012-01-31T00:00:01.5Z,,90s,A\n"
                                        "2012-01-31T00:00:00Z,2012-02-01T01:00:00,-1s,\",\"\n");
    CHECK(file.load<std::vector<stamped>>() == rows);
    put_content(here / "a.csv", "at,there,took,grade\n2012-01-31 00:00:01,,90s,A\n");
    CHECK(error_of([&] { (void)file.load<std::vector<stamped>>(); }) ==
          file.describe() + ", line 2, column 1 ('at'): '2012-01-31 00:00:01' is not a date and "
                            "time such as 2012-01-31T14:03:07Z; correct it or change the type of "
                            "the field");
}

TEST_CASE("one column of missing values is a file of empty lines") {
    scratch const here;
    csv const file(here / "a.csv", {"text"});
    std::vector<one_text> const rows{{{}}, {""}, {{}}, {"a"}, {{}}};
    file.save(rows);
    CHECK(content_of(here / "a.csv") == "text\n\n\"\"\n\na\n\n");
    CHECK(file.load<std::vector<one_text>>() == rows);
}

TEST_CASE("the names of columns come from Boost.Hana where none are given") {
    scratch const here;
    csv(here / "a.csv").save(std::vector<named>{{1, "a"}});
    CHECK(content_of(here / "a.csv") == "id,text\n1,a\n");
}

TEST_CASE("fields with names meet the columns of these names, whatever their order") {
    scratch const here;
    std::vector<low_and_high> const rows{{1, 2}, {3, 4}};
    csv const file(here / "a.csv", {"high", "low"});
    file.save(rows);
    CHECK(content_of(here / "a.csv") == "high,low\n2,1\n4,3\n");
    CHECK(file.load<std::vector<low_and_high>>() == rows);
    CHECK(csv(here / "a.csv").load<std::vector<low_and_high>>() == rows);
    CHECK(csv(here / "a.csv", {"low", "high"}).load<std::vector<low_and_high>>() == rows);

    // Fields without names meet them in their own order.
    CHECK(file.load<std::vector<pair_of_ints>>() == std::vector<pair_of_ints>{{2, 1}, {4, 3}});
}

TEST_CASE("columns that are not the names of fields are errors") {
    scratch const here;
    std::string const place = "csv file '" + (here / "a.csv").string() + "'";
    put_content(here / "a.csv", "low,high,day\n1,2,3\n");
    std::string const advice = "; name each field once, in any order, or no column at all";
    auto const said = [&](std::vector<std::string> columns) {
        std::string const loading =
            error_of([&] { (void)csv(here / "a.csv", columns).load<std::vector<low_and_high>>(); });
        CHECK(error_of([&] { csv(here / "a.csv", columns).save(std::vector<low_and_high>{}); }) ==
              loading);
        return loading;
    };
    std::string const unknown =
        ": a row has no field 'day' for the column of that name, but 'low', 'high'";
    CHECK(said({"low", "day"}) == place + unknown + advice);
    CHECK(said({"low", "high", "day"}) == place + unknown + advice);
    CHECK(said({"high"}) ==
          place + ": no column is named for the field 'low' of a row, which has 'low', 'high'" +
              advice);
}

TEST_CASE("wrong names of columns are errors") {
    scratch const here;
    std::string const place = "csv file '" + (here / "a.csv").string() + "'";
    put_content(here / "a.csv", "a,b,b\n1,2,3\n");
    auto const said = [&](std::vector<std::string> columns) {
        return error_of(
            [&] { (void)csv(here / "a.csv", columns).load<std::vector<pair_of_ints>>(); });
    };
    CHECK(said({"a", "c"}) == place +
                                  ", line 1: there is no column 'c' among 'a', 'b', 'b'; correct "
                                  "the header or the names of the columns");
    CHECK(said({"a", "b"}) ==
          place + ", line 1: column 'b' is there twice among 'a', 'b', 'b'; correct "
                  "the header or the names of the columns");
    std::string const count = place +
                              ": 1 columns are named where a row has 2 fields; name one column "
                              "for each field, in the order of the fields";
    CHECK(said({"a"}) == count);
    CHECK(error_of([&] { csv(here / "a.csv", {"a"}).save(std::vector<pair_of_ints>{}); }) == count);
    CHECK(contains(said({}), ": 0 columns are named"));
    CHECK(contains(said({"a", "a"}), "'a' is named twice"));
    for (char const bad : {'"', '\n', '\r'})
        CHECK(contains(error_of([&] { (void)csv("a.csv").separated_by(bad); }), "'a.csv'"));
    CHECK(content_of(here / "a.csv") == "a,b,b\n1,2,3\n");
}

TEST_CASE("every error of a file has its line, its column and the column's name") {
    scratch const here;
    std::string const place = "csv file '" + (here / "x.csv").string() + "'";
    auto const said = [&](std::string const& content) {
        put_content(here / "x.csv", content);
        std::string const all =
            error_of([&] { (void)csv(here / "x.csv", day_columns).load<std::vector<day>>(); });
        return all.substr(std::min(place.size(), all.size()));
    };
    std::string const head = "when,rain,wind,weather\n";
    std::string const good = "2012-01-31,0.1,4.5,rain\n";
    std::string const correct = "; correct it or change the type of the field";

    CHECK(said(head + good + good + "2012-01-31,,4.5,rain\n") ==
          ", line 4, column 12 ('rain'): '' is not a number; declare the field as std::optional if "
          "values may be missing");
    CHECK(said(head + "2012-01-31,0.1,fast,rain") ==
          ", line 2, column 16 ('wind'): 'fast' is not a number" + correct);
    CHECK(said(head + "2012-01-31,0.1, 1,rain") ==
          ", line 2, column 16 ('wind'): ' 1' is not a number" + correct);
    CHECK(said(head + "2012-01-31,0.1,\"\",rain") ==
          ", line 2, column 16 ('wind'): '\"\"' is not a number" + correct);
    for (std::string const when :
         {"2012-02-30", "2012-1-31", "31.01.2012", "2012-01-3x", "20120131"})
        CHECK(said(head + when + ",0.1,4.5,rain") == ", line 2, column 1 ('when'): '" + when +
                                                         "' is not a date such as 2012-01-31" +
                                                         correct);
    // Lines are those of the file, also within a field; columns are characters, not bytes.
    CHECK(said("weather,wind,rain,when\n\"\xc3\xa9\n\n\xe2\x82\xac\",1,2,x") ==
          ", line 4, column 8 ('when'): 'x' is not a date such as 2012-01-31" + correct);
    CHECK(said("\xef\xbb\xbf" + head + "x,,,\n").starts_with(", line 2, column 1 ('when')"));

    // What is quoted of a file is printable, and whole.
    CHECK(said(head + "2012-01-31," + std::string("1\0", 2) + ",4.5,rain") ==
          ", line 2, column 12 ('rain'): '1\\x00' is not a number" + correct);
    CHECK(said(head + "2012-01-31,\x1b[2J,4.5,rain") ==
          ", line 2, column 12 ('rain'): '\\x1b[2J' is not a number" + correct);
    for (std::string const& wide : {std::string("\xff\xfe"
                                                "w\0",
                                                4),
                                    std::string("\xfe\xff\0w", 4), std::string("w\0,\0", 4)})
        CHECK(said(wide) == ", line 1, column 1: the file is in UTF-16; save it in UTF-8");

    CHECK(said(head + good + "2012-01-31,0.1,4.5\n") ==
          ", line 3, column 19 ('weather'): the line ends after 3 fields where the header has 4 "
          "columns; add what is missing");
    CHECK(said(head + "2012-01-31,0.1,4.5,rain,snow\n") ==
          ", line 2, column 25: the line has 5 fields where the header has 4 columns; put a field "
          "that "
          "holds the separator in quotes");
    CHECK(said(head + good + "\n" + good) ==
          ", line 3, column 1 ('when'): the line is empty; remove it");
    CHECK(said(head + good + "\n").empty()); // at the end they are none
    CHECK(said(head + good + "\r\n\n\n").empty());
    CHECK(said(head + good + "2012-01-31,0.1,4.5,\"rain\n" + good) ==
          ", line 3, column 20 ('weather'): the quote that opens here is never closed; close it");
    CHECK(said(head + "2012-01-31,\"0\"1,4.5,rain\n") ==
          ", line 2, column 15 ('rain'): there is text after the closing quote; double a quote "
          "that is "
          "part of the text");
    CHECK(
        said(head + "2012-01-31,0.1,4.5,a \"b\"\n") ==
        ", line 2, column 22 ('weather'): there is a quote or a carriage return in a field without "
        "quotes; put the field in quotes and double those inside");
    CHECK(said(head + "2012-01-31,0.1,4.5,a\rb\n").starts_with(", line 2, column 21 ('weather')"));
    CHECK(said("") == ", line 1, column 1: the file is empty; it must begin with a header line");
    CHECK(said("\"when").starts_with(", line 1, column 1: the quote"));

    auto const of_type = [&](auto type, std::string const& content) {
        put_content(here / "x.csv", "v\n" + content);
        struct row {
            decltype(type) v;
        };
        return error_of([&] { (void)csv(here / "x.csv", {"v"}).load<std::vector<row>>(); });
    };
    CHECK(contains(of_type(std::uint8_t{}, "256"), "'256' is not a whole number from 0 to 255;"));
    CHECK(
        contains(of_type(0, "1.5"), "'1.5' is not a whole number from -2147483648 to 2147483647;"));
    CHECK(contains(of_type(true, "yes"), "'yes' is not true or false;"));
    CHECK(contains(of_type(std::optional<bool>(), "2"), "'2' is not true or false;"));
}

TEST_CASE("a value that cannot be written leaves the old file") {
    scratch const here;
    csv const file(here / "days.csv", day_columns);
    std::vector<day> const good{{2012y / 1 / 31, 0.1, 4.5, "rain"}};
    file.save(good);
    for (date const bad : {date(2012y / 2 / 30), date(10000y / 1 / 1), date(-1y / 1 / 1), date()}) {
        std::vector<day> rows(10000, good[0]);
        rows.back().when = bad;
        CHECK(error_of([&] { file.save(rows); }) ==
              file.describe() + ": a value that is to be saved is not a date such as 2012-01-31; "
                                "correct it before it is saved");
    }
    CHECK(finish(start([&] {
              limit_file_size(100'000);
              std::string const said =
                  error_of([&] { file.save(std::vector<day>(10000, good[0])); });
              return contains(said, "days.csv") && contains(said, "the disk is full") ? 0 : 1;
          })) == 0);
    CHECK(file.load<std::vector<day>>() == good);
    CHECK(temporaries_in(here.folder) == 0);
}

namespace {

struct awkward {
    std::string text;
    std::optional<std::string> maybe_text;
    double real;
    std::optional<float> maybe_real;
    std::int64_t whole;
    std::uint8_t small;
    bool flag;
    std::optional<bool> maybe_flag;
    date when;
    std::optional<date> maybe_when;

    bool operator==(awkward const& other) const {
        auto const rest = [](awkward const& a) {
            return std::tie(a.text, a.maybe_text, a.maybe_real, a.whole, a.small, a.flag,
                            a.maybe_flag, a.when, a.maybe_when);
        };
        return rest(*this) == rest(other) && // -0 is not 0, and a NaN is a NaN
               (real != real ? other.real != other.real
                             : std::bit_cast<std::uint64_t>(real) ==
                                   std::bit_cast<std::uint64_t>(other.real));
    }
};

struct generator {
    std::mt19937_64 random{20120131};

    std::size_t below(std::size_t n) { return random() % n; }
    bool coin() { return below(2) == 0; }

    std::string text() {
        static std::string const alphabet[] = {"\"",
                                               "\"\"",
                                               ",",
                                               ";",
                                               "\r",
                                               "\n",
                                               "\r\n",
                                               " ",
                                               "'",
                                               "a",
                                               "1",
                                               "-",
                                               ".",
                                               "\t",
                                               "\\",
                                               "\xc3\xa9",
                                               "\xef\xbb\xbf",
                                               std::string(1, '\0'),
                                               "null",
                                               "\xff"};
        std::string made;
        for (std::size_t n = below(5); n > 0; --n) made += alphabet[below(std::size(alphabet))];
        return made;
    }
    double real() {
        double const special[] = {0.0,
                                  -0.0,
                                  0.1,
                                  1.0 / 3,
                                  5e-324,
                                  1.7976931348623157e308,
                                  std::numeric_limits<double>::infinity(),
                                  std::numeric_limits<double>::quiet_NaN()};
        return coin() ? std::bit_cast<double>(random()) : special[below(std::size(special))];
    }
    float real_float() {
        auto const value = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
        return value != value ? 0.1f : value;
    }
    std::int64_t whole() {
        auto const value = static_cast<std::int64_t>(random());
        return coin() ? value : value % 100;
    }
    date when() { return std::chrono::sys_days(0y / 1 / 1) + std::chrono::days(below(3652059)); }
    template <class F>
    auto maybe(F make) -> std::optional<decltype(make())> {
        if (coin()) return std::nullopt;
        return make();
    }
    awkward row() {
        return {text(),  maybe([&] { return text(); }),
                real(),  maybe([&] { return real_float(); }),
                whole(), static_cast<std::uint8_t>(random()),
                coin(),  maybe([&] { return coin(); }),
                when(),  maybe([&] { return when(); })};
    }
};

} // namespace

TEST_CASE("any rows come back as they were") {
    scratch const here;
    generator any;
    for (char const separator : {',', ';', '\t', ' ', '.', '-', '1', 'e', '\'', '\\'})
        for (int round = 0; round < 20; ++round) {
            std::vector<std::string> columns{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
            for (std::string& name : columns) name += any.text();
            csv const file(here / "a.csv", columns, separator);
            std::vector<awkward> rows(any.below(20));
            for (awkward& row : rows) row = any.row();
            file.save(rows);
            auto const loaded = file.load<std::vector<awkward>>();
            INFO(content_of(here / "a.csv"));
            REQUIRE(loaded.size() == rows.size());
            for (std::size_t i = 0; i < rows.size(); ++i) REQUIRE(loaded[i] == rows[i]);
        }
}

TEST_CASE("no bytes at all upset the reader") {
    scratch const here;
    generator any;
    std::string const head = "id,text\n";
    int refused = 0, read = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string content = round % 2 == 0 ? head : "";
        for (std::size_t n = any.below(8); n > 0; --n) content += any.text();
        put_content(here / "a.csv", content);
        bool const wrong =
            !error_of([&] { (void)csv(here / "a.csv").load<std::vector<named>>(); }).empty();
        ++(wrong ? refused : read);
    }
    CHECK(refused > 0);
    CHECK(read > 0);
}
