// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/values.hpp>

#include <leat/dsl/node.hpp>
#include <leat/dsl/pipeline.hpp>

#include <boost/hana/pair.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <catch.hpp>

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace leat::detail;
using namespace std::chrono_literals;

namespace zoo {

enum class mode { fast = 1, exact = 2 };
inline constexpr std::array<std::pair<std::string_view, mode>, 2> mode_names{
    {{"fast", mode::fast}, {"exact", mode::exact}}};
constexpr auto const& leat_names(mode) { return mode_names; }

enum class grain : char { rye = 'r', oats = 'o' };
constexpr auto leat_names(grain) {
    return boost::hana::make_tuple(boost::hana::make_pair(BOOST_HANA_STRING("rye"), grain::rye),
                                   boost::hana::make_pair(BOOST_HANA_STRING("oats"), grain::oats));
}

} // namespace zoo

namespace {

using sizes_type = std::array<int, 3>;

constexpr auto all_kinds = leat::pipeline(
    "kinds", leat::param("how", zoo::mode::fast), leat::param("grain", zoo::grain::oats),
    leat::param("limit", std::optional<int>(5)), leat::param("sep", ','),
    leat::param("since", std::chrono::year(2026) / 1 / 2),
    leat::param("at", std::chrono::sys_seconds(1'767'323'045s)),
    leat::param("sizes", sizes_type{20, 60, 250}), leat::param("names", {"a", "b"}),
    leat::node(
        "all",
        [](zoo::mode, zoo::grain, std::optional<int> const&, char,
           std::chrono::year_month_day const&, std::chrono::sys_seconds const&, sizes_type const&,
           std::vector<std::string> const&) { return 1; },
        "how", "grain", "limit", "sep", "since", "at", "sizes", "names"));
using values = typed_values<all_kinds, typed_values_of<all_kinds>::indices>;

/// The value that an option then has, as it would be typed; or what is wrong with the word.
std::string given(std::string const& name, std::string const& word) {
    values made;
    auto const rows = made.rows();
    std::vector<given_words> words(rows.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].name == name) words[at = i] = {{word}, "--" + name};
    CHECK_FALSE(words[at].where.empty());
    if (words[at].where.empty()) return "no option";
    try {
        read_options(rows, words);
        return rows[at].type->text(rows[at].value);
    } catch (usage_error const& e) {
        return e.what();
    }
}

} // namespace

TEST_CASE("dates, optionals, enumerators, characters and arrays are options", "[cli]") {
    values made;
    std::map<std::string, std::string> kinds, defaults;
    for (program_value const& one : describe_options(made.rows())) {
        kinds[one.name] = one.kind;
        defaults[one.name] = one.text;
    }
    CHECK(kinds == std::map<std::string, std::string>{{"how", "fast|exact"},
                                                      {"grain", "rye|oats"},
                                                      {"limit", "INTEGER|none"},
                                                      {"sep", "CHARACTER"},
                                                      {"since", "DATE"},
                                                      {"at", "DATE"},
                                                      {"sizes", "INTEGER,..."},
                                                      {"names", "TEXT,..."}});
    CHECK(defaults == std::map<std::string, std::string>{{"how", "fast"},
                                                         {"grain", "oats"},
                                                         {"limit", "5"},
                                                         {"sep", ","},
                                                         {"since", "2026-01-02"},
                                                         {"at", "2026-01-02T03:04:05Z"},
                                                         {"sizes", "20,60,250"},
                                                         {"names", "a,b"}});
    for (auto const& [name, text] : defaults) CHECK(given(name, text) == text);
}

TEST_CASE("they are read from a word", "[cli]") {
    CHECK(given("how", "exact") == "exact");
    CHECK(given("how", "2") == "exact");
    CHECK(given("how", "slow") == "--how: 'slow' is none of fast, exact");
    CHECK(given("grain", "rye") == "rye");
    CHECK(given("limit", "7") == "7");
    CHECK(given("limit", "none") == "none");
    CHECK(given("limit", "x") == "--limit: 'x' is no integer, nor is it 'none'");
    CHECK(given("sep", ";") == ";");
    CHECK(given("sep", "5") == "5");
    CHECK(given("sep", "\t") == "\\t");
    CHECK(given("sep", "\\t") == "\\t");
    CHECK(given("sep", "\\") == "\\");
    CHECK(given("sep", "ab") == "--sep: 'ab' is no single character");
    CHECK(given("since", "2026-03-01") == "2026-03-01");
    CHECK(given("since", "2026-02-30") ==
          "--since: '2026-02-30' is no date; write it as 2026-11-20");
    CHECK(given("at", "2026-03-01T12:30:00+01:00") == "2026-03-01T11:30:00Z");
    CHECK(given("at", "2026-03-01T11:30:00.5Z") ==
          "--at: '2026-03-01T11:30:00.5Z' is no time that can be counted in the steps of this one");
    CHECK(given("sizes", "1,2,3") == "1,2,3");
    CHECK(given("sizes", "[1, 2, 3]") == "1,2,3");
    CHECK(given("sizes", "1,2") == "--sizes: '1,2' is a list of 2, and one of 3 is wanted");
}
