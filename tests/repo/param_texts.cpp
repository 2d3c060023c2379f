// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/run_row.hpp>

#include <leat/leat.hpp>
#include <leat/repo.hpp>

#include "../catalog/laws.hpp"

#include <boost/hana/define_struct.hpp>
#include <catch.hpp>

#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace leat::literals;
using namespace std::chrono_literals;

namespace texts {

enum class mode { fast = 1, exact = 2 };
inline constexpr std::array<std::pair<std::string_view, mode>, 2> mode_names{
    {{"fast", mode::fast}, {"exact", mode::exact}}};
constexpr auto const& leat_names(mode) { return mode_names; }

struct grid {
    BOOST_HANA_DEFINE_STRUCT(grid, (int, rows), (std::string, label));
};

} // namespace texts

namespace {

using days_type = std::map<std::string, std::vector<int>>;

constexpr auto lists =
    leat::pipeline("lists", leat::input<std::vector<int>>("sizes"),
                   leat::input<std::string>("folder"), leat::input<std::vector<double>>("long"),
                   leat::node(
                       "sum",
                       [](std::vector<int> const& s, std::string const& t,
                          std::vector<double> const& l) { return s.size() + t.size() + l.size(); },
                       "sizes", "folder", "long"));

constexpr auto kinds = leat::pipeline(
    "kinds", leat::param("limit", std::optional<int>(5)),
    leat::param("rate", std::optional<double>()),
    leat::param("since", std::chrono::year(2026) / 1 / 2),
    leat::param("at", std::chrono::sys_time<std::chrono::milliseconds>(1'767'323'045'250ms)),
    leat::param("day", std::chrono::sys_days(std::chrono::year(2026) / 3 / 4)),
    leat::param("how", texts::mode::exact), leat::param("sep", ','),
    leat::input<std::filesystem::path>("path"), leat::input<std::vector<std::vector<int>>>("deep"),
    leat::input<texts::grid>("grid"), leat::input<days_type>("map"),
    leat::node(
        "sum",
        [](std::optional<int> const& l, std::optional<double> const&,
           std::chrono::year_month_day const&,
           std::chrono::sys_time<std::chrono::milliseconds> const&, std::chrono::sys_days const&,
           texts::mode const&, char const&, std::filesystem::path const&,
           std::vector<std::vector<int>> const&, texts::grid const&,
           days_type const&) { return l.value_or(0); },
        "limit", "rate", "since", "at", "day", "how", "sep", "path", "deep", "grid", "map"));

} // namespace

TEST_CASE("texts that differ late, and lists of one length, differ") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<lists>(repo);
    std::string const folder = "/a-folder-of-a-team-on-a-shared-disk-with-a-long-name/2026/st7/";
    std::vector<int> sizes(100, 7);
    std::vector<double> many(100'000, 0.5);
    auto const run = [&](std::string const& file) {
        return app.run("sizes"_n = sizes, "folder"_n = folder + file, "long"_n = many).info().id;
    };
    std::string const first = run("january.csv"), same = run("january.csv");
    sizes[70] = 8;
    many[5] = 0.25;
    std::string const other = run("february.csv");
    auto const params = [](leat::run_comparison const& both) {
        std::vector<std::string> names;
        for (leat::run_difference const& row : both.rows)
            if (row.what == "param") names.push_back(row.name);
        return names;
    };
    CHECK(params(repo.compare(first, same)).empty());
    auto const found = repo.compare(first, other);
    CHECK(params(found) == std::vector<std::string>{"folder", "long", "sizes"});
    // The table shows the places where they differ, the rows the whole.
    std::string const table = found.to_text();
    INFO(table);
    CHECK(table.find("name/2026/st7/january.csv'") != table.npos);
    CHECK(table.find("name/2026/st7/february.csv'") != table.npos);
    CHECK(table.find(", 8, ") != table.npos);
    CHECK(table.find("100000 elements, content ") != table.npos);
    for (leat::run_difference const& row : found.rows)
        if (row.name == "folder") CHECK(row.left == "'" + folder + "january.csv'");
    // A report compares what the runs say of themselves.
    CHECK(repo.run(first).details().params[0].text != repo.run(other).details().params[0].text);
    CHECK(repo.run(first).details().params[0].text == "'" + folder + "january.csv'");
    CHECK(repo.run(first).params()[0].text().size() == leat::max_shown);
}

TEST_CASE("a date, a time, an optional, an enumerator and what is nested are recorded in words") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<kinds>(repo);
    app.run("path"_n = "a/b", "deep"_n = std::vector<std::vector<int>>{{1, 2}, {}},
            "grid"_n = texts::grid{3, "it's"}, "map"_n = days_type{{"a", {1}}});
    std::map<std::string, std::string> shown;
    for (leat::run_param const& one : repo.latest()->params()) shown[one.name] = one.text();
    CHECK(shown["limit"] == "5");
    CHECK(shown["rate"] == "none");
    CHECK(shown["since"] == "2026-01-02");
    CHECK(shown["at"] == "2026-01-02T03:04:05.25Z");
    CHECK(shown["day"] == "2026-03-04");
    CHECK(shown["how"] == "exact");
    CHECK(shown["sep"] == "','");
    CHECK(shown["path"] == "'a/b'");
    CHECK(shown["deep"] == "[[1, 2], []]");
    CHECK(shown["grid"] == "{rows: 3, label: 'it\\'s'}");
    CHECK(shown["map"] == "{'a': [1]}");
    for (char const* asked :
         {"limit == 5", "rate == \"none\"", "since == \"2026-01-02\"", "how == \"exact\"",
          "sep == \",\"", "path == \"a/b\"", "at > \"2026-01-02T03\"", "grid contains \"rows: 3\""})
        CHECK(repo.runs(asked).size() == 1);
    app.run("path"_n = "a/b", "deep"_n = std::vector<std::vector<int>>{}, "grid"_n = texts::grid{},
            "map"_n = days_type{}, "limit"_n = std::optional<int>());
    CHECK(repo.runs("limit == \"none\"").size() == 1);
}
