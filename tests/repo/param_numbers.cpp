// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/run_row.hpp>

#include <leat/leat.hpp>
#include <leat/repo.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>

using namespace leat::literals;

namespace {

constexpr auto p = leat::pipeline(
    "numbers", leat::param("seed", std::uint64_t(1)), leat::param("rate", 0.1f),
    leat::param("exact", 0.1L), leat::param("ridge", 0.1),
    leat::node(
        "sum",
        [](std::uint64_t s, float r, long double e, double d) {
            return static_cast<double>(s) + static_cast<double>(r) + static_cast<double>(e) + d;
        },
        "seed", "rate", "exact", "ridge"));

/// What runs of these pipelines are called, by what was given to them.
struct recorded {
    scratch dir{};
    leat::repo repo{dir / "repo"};

    template <class... Values>
    std::string run(Values... values) const {
        return leat::session<p>(repo).run(values...).info().id;
    }
    bool finds(std::string const& asked) const { return repo.runs(asked).size() == 1; }
    std::string shown(std::string const& name) const {
        for (leat::run_param const& one : repo.latest()->params())
            if (one.name == name) return one.text();
        return "none";
    }
};

} // namespace

TEST_CASE("an unsigned number above that of 63 bits is shown and found as it was typed") {
    recorded made;
    made.run("seed"_n = std::numeric_limits<std::uint64_t>::max());
    CHECK(made.shown("seed") == "18446744073709551615");
    CHECK(made.finds("seed == 18446744073709551615"));
    CHECK(made.finds("seed > 18446744073709551614"));
    CHECK(made.finds("seed <= 18446744073709551615"));
    CHECK(made.finds("seed >= 18446744073709551615"));
    CHECK(made.finds("seed != 18446744073709551614"));
    CHECK(made.finds("seed > 9223372036854775807"));
    CHECK_FALSE(made.finds("seed == 18446744073709551614"));
    CHECK_FALSE(made.finds("seed < 18446744073709551615"));
    CHECK_FALSE(made.finds("seed > 18446744073709551615"));
    CHECK_FALSE(made.finds("seed <= 18446744073709551614"));
    CHECK_FALSE(made.finds("seed != 18446744073709551615"));
    CHECK(made.repo.runs(leat::where("seed") == 18446744073709551615u).size() == 1);
    CHECK(made.repo.runs(leat::where("seed") == 18446744073709551614u).empty());

    std::uint64_t const middle = std::uint64_t(1) << 63;
    made.run("seed"_n = middle);
    CHECK(made.shown("seed") == "9223372036854775808");
    CHECK(made.finds("seed == 9223372036854775808"));
    CHECK(made.finds("seed < 9223372036854775809"));
    CHECK_FALSE(made.finds("seed < 9223372036854775808"));
    CHECK_FALSE(made.finds("seed == 9223372036854775807"));
}

TEST_CASE("a float is shown and found as it was typed") {
    recorded made;
    made.run();
    CHECK(made.shown("rate") == "0.1");
    CHECK(made.finds("rate == 0.1"));
    CHECK(made.finds("rate == 0.10000000149011612")); // the same float
    CHECK(made.finds("rate <= 0.1"));
    CHECK(made.finds("rate >= 0.1"));
    CHECK(made.finds("rate < 0.2 and rate > 0.05"));
    CHECK_FALSE(made.finds("rate != 0.1"));
    CHECK_FALSE(made.finds("rate > 0.1"));
    CHECK_FALSE(made.finds("rate < 0.1"));
    CHECK(made.repo.runs(leat::where("rate") == 0.1f).size() == 1);
    CHECK(made.repo.runs(leat::where("rate") == 0.1).size() == 1);
    CHECK_FALSE(made.finds("ridge == 0.10000000149011612")); // a double is another one
}

TEST_CASE("a long double is shown and found as it was typed") {
    recorded made;
    made.run();
    CHECK(made.shown("exact") == "0.1");
    CHECK(made.finds("exact == 0.1"));
    CHECK_FALSE(made.finds("exact > 0.1 or exact < 0.1 or exact != 0.1"));
    CHECK(made.repo.runs(leat::where("exact") == 0.1L).size() == 1);
    made.run("exact"_n = 1.2345678901234567891L);
    CHECK(made.shown("exact") == "1.2345678901234567891");
    CHECK(made.finds("exact == 1.2345678901234567891"));
    CHECK(made.finds("exact > 1.234567890123456789"));
    CHECK(made.finds("exact < 1.2345678901234567893 and exact > 1"));
    CHECK_FALSE(made.finds("exact == 1.234567890123456789"));
    made.run("exact"_n = 9007199254740993.0L); // an integer that no double is
    CHECK(made.finds("exact == 9007199254740993"));
    CHECK_FALSE(made.finds("exact > 9007199254740993"));
    made.run("exact"_n = 1e400L);
    CHECK(made.shown("exact") == "1e+400");
}

TEST_CASE("such numbers outlive the database, and the run that is resumed has them") {
    scratch dir;
    std::string id;
    {
        leat::repo const repo(dir / "repo");
        id = leat::session<p>(repo)
                 .run("seed"_n = 18446744073709551613u, "exact"_n = 1.2345678901234567891L)
                 .info()
                 .id;
    }
    std::filesystem::remove(dir / "repo" / "repo.sqlite");
    leat::repo const repo(dir / "repo");
    leat::session<p>(repo).resume(id, leat::from("sum"_n));
    auto const runs = repo.runs("seed == 18446744073709551613 and exact == 1.2345678901234567891");
    REQUIRE(runs.size() == 2);
    for (leat::run_record const& run : runs)
        for (leat::run_param const& one : run.params()) {
            if (one.name == "seed") CHECK(one.text() == "18446744073709551613");
            if (one.name == "exact") CHECK(one.text() == "1.2345678901234567891");
        }
}
