// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/query_sql.hpp>

#include <leat/repo/schema.hpp>

#include "catch.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <sqlite3.h>

namespace {

using namespace std::chrono_literals;
using leat::began;
using leat::has_tag;
using leat::metric;
using leat::query;
using leat::run_status;
using leat::status;
using leat::wall;
using leat::where;
using rows = std::vector<std::vector<std::string>>;

std::int64_t days(int n) { return std::chrono::nanoseconds(std::chrono::days(n)).count(); }

/// A repo's database, in memory.
class database {
public:
    database() {
        REQUIRE(sqlite3_open(":memory:", &db_) == SQLITE_OK);
        for (char const* step : leat::detail::repo_migrations) run(step);
    }
    database(database const&) = delete;
    ~database() { sqlite3_close(db_); }

    void run(std::string const& sql) {
        INFO(sql);
        char* wrong = nullptr;
        sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &wrong);
        std::string const message = wrong ? wrong : "";
        sqlite3_free(wrong);
        REQUIRE(message == "");
    }

    rows ask(std::string const& sql, std::vector<leat::query_value> const& bound = {}) {
        INFO(sql);
        sqlite3_stmt* statement = nullptr;
        int const code = sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr);
        INFO(sqlite3_errmsg(db_));
        REQUIRE(code == SQLITE_OK);
        REQUIRE(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) == bound.size());
        for (std::size_t i = 0; i < bound.size(); ++i)
            std::visit([&](auto const& v) { bind(statement, static_cast<int>(i) + 1, v); },
                       bound[i]);
        rows all;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            auto& row = all.emplace_back();
            for (int i = 0; i < sqlite3_column_count(statement); ++i)
                row.emplace_back(reinterpret_cast<char const*>(sqlite3_column_text(statement, i)));
        }
        CHECK(sqlite3_finalize(statement) == SQLITE_OK);
        return all;
    }

    /// The ids of the runs that a query finds, in order, as one word.
    std::string find(query const& q) {
        auto const [sql, bound] = leat::query_sql(q);
        std::string ids;
        for (auto const& row : ask("SELECT id FROM runs WHERE " + sql + " ORDER BY id", bound))
            ids += row.at(0);
        return ids;
    }

    rows mismatches(query const& q) {
        auto const [sql, bound] = leat::query_mismatch_sql(q);
        REQUIRE(sql != "");
        auto all = ask(sql, bound);
        std::sort(all.begin(), all.end());
        return all;
    }

    /// The steps of SQLite's plan, one a line.
    std::string plan(query const& q) {
        auto const [sql, bound] = leat::query_sql(q);
        return plan("SELECT id FROM runs WHERE removing = 0 AND " + sql + " ORDER BY id DESC",
                    bound);
    }
    std::string plan(std::string const& sql, std::vector<leat::query_value> const& bound) {
        std::string text;
        for (auto const& row : ask("EXPLAIN QUERY PLAN " + sql, bound)) text += row.at(3) + '\n';
        return text;
    }

    void add_run(std::string const& id, std::string const& more = "'forecast', 1, 0, 1000000000") {
        run("INSERT INTO runs(id, pipeline, status, began, wall, host, boot, pid, pid_began, "
            "pid_space, program) VALUES('" +
            id + "', " + more + ", '', '', 0, 0, 0, '')");
    }
    void add_param(std::string const& id, std::string const& name, std::string const& value) {
        run("INSERT INTO params(run, name, value, type) VALUES('" + id + "', '" + name + "', " +
            value + ", '')");
    }
    void add_metric(std::string const& id, std::string const& rest) {
        run("INSERT INTO metrics(run, name, context, kind, count, last, lowest, highest) VALUES('" +
            id + "', " + rest + ")");
    }

private:
    static void bind(sqlite3_stmt* s, int i, std::int64_t v) { sqlite3_bind_int64(s, i, v); }
    static void bind(sqlite3_stmt* s, int i, double v) { sqlite3_bind_double(s, i, v); }
    static void bind(sqlite3_stmt* s, int i, std::string const& v) {
        sqlite3_bind_text(s, i, v.data(), static_cast<int>(v.size()), SQLITE_TRANSIENT);
    }

    sqlite3* db_ = nullptr;
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// Parameter x of run a is an integer, of b a real, of c text, of d something else, of e a NaN; f
// has none.
struct values : database {
    values() {
        for (char const* id : {"a", "b", "c", "d", "e", "f"}) add_run(id);
        add_param("a", "x", "1");
        add_param("b", "x", "2.5");
        add_param("c", "x", "'linear'");
        add_param("d", "x", "NULL");
        add_param("e", "x", "x'000000000000f87f'");
        add_param("f", "other", "1");
    }
};

// Runs a to e, with everything.
struct runs : database {
    runs() {
        add_run("a", "'forecast', 1, " + std::to_string(days(10)) + ", 1000000000");
        add_run("b", "'forecast', 2, " + std::to_string(days(20)) + ", 2000000000");
        add_run("c", "'train', 3, " + std::to_string(days(30)) + ", 3000000000");
        add_run("d", "'train', 4, " + std::to_string(days(40)) + ", NULL");
        add_run("e", "'train.big', 0, " + std::to_string(days(50)) + ", NULL");
        run("INSERT INTO tags VALUES('a', 'daily'), ('a', 'best'), ('c', 'daily'), ('d', 'Daily')");
        add_metric("a", "'loss', '', 0, 10, 0.5, 0.25, 1");
        add_metric("b", "'loss', 'train', 0, 20, 0.1, 0.1, 2");
        add_metric("b", "'loss', 'test', 0, 5, 0.3, 0.3, 3");
        add_metric("c", "'loss', '', 0, 30, NULL, 0.01, 4"); // a NaN at last
        add_metric("d", "'stage', '', 1, 3, 'fitting', NULL, NULL");
    }
};

} // namespace

TEST_CASE("all of it goes to the database, and only fixed text into the SQL") {
    std::string const evil = "x' OR 1=1; DROP TABLE runs; --";
    auto const [sql, bound] =
        leat::query_sql(where(evil) == evil && metric(evil, evil).last == evil && has_tag(evil) &&
                        leat::pipeline_name == evil);
    CHECK(sql == "(runs.id IN (SELECT run FROM params WHERE name = ? AND value = ?) "
                 "AND EXISTS (SELECT 1 FROM metrics INDEXED BY sqlite_autoindex_metrics_1 "
                 "WHERE run = runs.id AND name = ? AND context = ? AND last = ?) "
                 "AND EXISTS (SELECT 1 FROM tags WHERE run = runs.id AND tag = ?) "
                 "AND +runs.pipeline = ?)");
    CHECK(bound == std::vector<leat::query_value>(7, evil));

    values db;
    CHECK(db.find(where(evil) == evil) == "");
    db.add_param("f", "x'' OR 1=1; DROP TABLE runs; --", "'y'");
    CHECK(db.find(where(evil) == "y") == "f");
    std::string const nul("p\0q", 3);
    db.run("INSERT INTO params(run, name, value, type) VALUES('f', CAST(x'700071' AS TEXT), "
           "CAST(x'700071' AS TEXT), '')");
    CHECK(db.find(where(nul) == nul) == "f");
    CHECK(db.find(where("p") == "p") == "");
}

TEST_CASE("numbers compare with numbers, whole or not") {
    values db;
    CHECK(db.find(where("x") == 1) == "a");
    CHECK(db.find(where("x") == 1.0) == "a");
    CHECK(db.find(where("x") == true) == "a");
    CHECK(db.find(where("x") == 2.5) == "b");
    CHECK(db.find(where("x") != 1) == "b");
    CHECK(db.find(where("x") < 2.5) == "a");
    CHECK(db.find(where("x") <= 2.5) == "ab");
    CHECK(db.find(where("x") > 1) == "b");
    CHECK(db.find(where("x") >= 1) == "ab");
    CHECK(db.find(where("x") > -std::numeric_limits<double>::infinity()) == "ab");
    CHECK(db.find(where("X") == 1) == "");

    // Beyond what a double can tell apart.
    db.add_param("f", "x", "9007199254740993");
    CHECK(db.find(where("x") > 9007199254740992) == "f");
    CHECK(db.find(where("x") == 9007199254740992.0) == "");
}

TEST_CASE("text compares with text, byte by byte") {
    values db;
    db.add_param("f", "x", "'Tree'");
    CHECK(db.find(where("x") == "linear") == "c");
    CHECK(db.find(where("x") == "Linear") == "");
    CHECK(db.find(where("x") != "linear") == "f");
    CHECK(db.find(where("x") < "linear") == "f");
    CHECK(db.find(where("x") <= "linear") == "cf");
    CHECK(db.find(where("x") > "Tree") == "c");
    CHECK(db.find(where("x") >= "") == "cf");
    CHECK(db.find(where("x").contains("re")) == "f");
    CHECK(db.find(where("x").contains("")) == "cf");
    CHECK(db.find(where("x").contains("%")) == "");
    CHECK(db.find(where("x") == "1") == "");
}

TEST_CASE("what a run does not have compares false, and not that is true") {
    values db;
    CHECK(db.find(where("x").exists()) == "abcde");
    CHECK(db.find(!where("x").exists()) == "f");
    CHECK(db.find(!(where("x") == 1)) == "bcdef");
    CHECK(db.find(!(where("x") != 1)) == "acdef");
    CHECK(db.find(!(where("x") > 0) && !(where("x") <= 0)) == "cdef");
    CHECK(db.find(where("nothing") == 1) == "");
}

TEST_CASE("metrics") {
    runs db;
    CHECK(db.find(metric("loss").last < 0.5) == "b");
    CHECK(db.find(metric("loss").last == 0.5) == "a");
    CHECK(db.find(metric("loss").last >= 0.3) == "ab"); // in any context
    CHECK(db.find(metric("loss", "train").last >= 0.3) == "");
    CHECK(db.find(metric("loss", "test").last >= 0.3) == "b");
    CHECK(db.find(metric("loss", "").last >= 0.3) == "a");
    CHECK(db.find(metric("loss").lowest < 0.2) == "bc");
    CHECK(db.find(metric("loss").highest != 2) == "abc");
    CHECK(db.find(metric("loss").count > 10) == "bc");
    CHECK(db.find(metric("loss").exists()) == "abc");
    CHECK(db.find(metric("stage").last == "fitting") == "d");
    CHECK(db.find(metric("stage").last > "a") == "d");
    CHECK(db.find(metric("stage").last > 0) == "");
    CHECK(db.find(metric("stage").lowest < 1) == "");
    CHECK(db.find(!(metric("loss").last < 0.5)) == "acde"); // c ended with a NaN
}

TEST_CASE("status, pipeline, tags and times") {
    runs db;
    CHECK(db.find(status == run_status::completed) == "a");
    CHECK(db.find(status != run_status::completed) == "bcde");
    CHECK(db.find(status == run_status::crashed || status == run_status::running) == "de");
    CHECK(db.find(leat::pipeline_name == "train") == "cd");
    CHECK(db.find(leat::pipeline_name != "train") == "abe");
    CHECK(db.find(has_tag("daily")) == "ac");
    CHECK(db.find(!has_tag("daily")) == "bde");
    CHECK(db.find(has_tag("daily") && has_tag("best")) == "a");
    auto const day = [](int n) { return std::chrono::sys_days(std::chrono::days(n)); };
    CHECK(db.find(began > day(30)) == "de");
    CHECK(db.find(began >= day(30)) == "cde");
    CHECK(db.find(!(began < day(30))) == "cde");
    CHECK(db.find(began <= day(10)) == "a");
    CHECK(db.find(began > leat::days_ago(7)) == "");
    CHECK(db.find(wall < 3s) == "ab");
    CHECK(db.find(wall >= 2s) == "bc");
    CHECK(db.find(!(wall < 3s)) == "cde"); // the end of d and e is not known
}

TEST_CASE("conditions together") {
    runs db;
    db.add_param("a", "ridge", "0.2");
    db.add_param("c", "ridge", "0.3");
    auto const ridge = where("ridge") > 0.1;
    CHECK(db.find(ridge) == "ac");
    CHECK(db.find(ridge && status == run_status::completed && has_tag("daily") &&
                  metric("loss").last < 0.6 && leat::pipeline_name == "forecast" && wall < 10s) ==
          "a");
    CHECK(db.find(ridge || metric("stage").exists()) == "acd");
    CHECK(db.find((ridge || wall < -1s) && !has_tag("best")) == "c");
    CHECK(db.find(!(ridge && !has_tag("best"))) == "abde");
    CHECK(db.find(query()) == "abcde");
    CHECK(db.find(!query()) == "");
    CHECK(db.find(query() || ridge) == "abcde");

    // It may follow another condition.
    auto const [sql, bound] = leat::query_sql(ridge || has_tag("Daily"));
    CHECK(db.ask("SELECT id FROM runs WHERE status = 4 AND " + sql, bound) == rows{{"d"}});
}

TEST_CASE("any conditions together find what they find one by one, put together") {
    runs db;
    db.add_param("a", "x", "0.2");
    db.add_param("b", "x", "'text'");
    db.add_param("c", "x", "0.3");
    std::vector<query> const some{where("x") > 0.25,
                                  where("x") != "other",
                                  where("x").exists(),
                                  metric("loss").last<0.4, metric("loss", "test").lowest> 0,
                                  metric("stage").last == "fitting",
                                  has_tag("daily"),
                                  has_tag("best"),
                                  status == run_status::completed,
                                  status == run_status::stopped,
                                  leat::pipeline_name == "train",
                                  began > std::chrono::sys_days(std::chrono::days(15)),
                                  wall < 3s};
    std::mt19937 chance(11);
    // A query, and which of the runs a to e it must find.
    std::function<std::pair<query, unsigned>(int)> const invent = [&](int depth) {
        query q = some[chance() % some.size()];
        unsigned found = 0;
        if (depth == 0 || chance() % 4 == 0) {
            for (char const id : db.find(q)) found |= 1u << (id - 'a');
        } else {
            std::tie(q, found) = invent(depth - 1);
            for (auto n = 1 + chance() % 3; n > 0; --n) {
                auto const [more, also] = invent(depth - 1);
                bool const all = chance() % 2 == 0;
                q = all ? q && more : q || more;
                found = all ? found & also : found | also;
            }
        }
        return chance() % 3 == 0 ? std::pair(!q, ~found & 31) : std::pair(q, found);
    };
    for (int i = 0; i < 1000; ++i) {
        auto const [q, expected] = invent(i % 5);
        unsigned found = 0;
        for (char const id : db.find(q)) found |= 1u << (id - 'a');
        INFO(leat::query_sql(q).sql);
        REQUIRE(found == expected);
    }
}

TEST_CASE("a query that fails on some runs says so") {
    values db;
    CHECK(db.mismatches(where("x") > 0) == rows{{"parameter", "x", "number", "neither", "1"},
                                                {"parameter", "x", "number", "text", "1"}});
    CHECK(db.mismatches(where("x") == "linear") == rows{{"parameter", "x", "text", "neither", "1"},
                                                        {"parameter", "x", "text", "number", "3"}});
    CHECK(db.mismatches(where("x").contains("lin")) == db.mismatches(where("x") == "linear"));
    CHECK(db.mismatches(!(where("x") > 0)) == db.mismatches(where("x") > 0));
    CHECK(db.mismatches(where("other") > 0).empty());
    CHECK(db.mismatches(where("nothing") > 0).empty());
    CHECK(db.mismatches(where("x") > 0 && where("x") < 1) == db.mismatches(where("x") > 0));

    SECTION("only of the runs where it matters") {
        db.run("INSERT INTO tags VALUES('c', 'daily'), ('a', 'daily')");
        CHECK(db.mismatches(where("x") > 0 && has_tag("daily")) ==
              rows{{"parameter", "x", "number", "text", "1"}});
        CHECK(db.mismatches(where("x") > 0 && has_tag("weekly")).empty());
        CHECK(db.mismatches(where("x") > 0 && where("other") > 0).empty()); // none has both
        db.run("UPDATE runs SET removing = 1 WHERE id = 'c'");
        CHECK(db.mismatches(where("x") > 0 && has_tag("daily")).empty());
    }
    SECTION("several at once") {
        db.add_param("a", "other", "'one'");
        CHECK(db.mismatches(where("x") > 0 || where("other") > 0) ==
              rows{{"parameter", "other", "number", "text", "1"},
                   {"parameter", "x", "number", "neither", "1"},
                   {"parameter", "x", "number", "text", "1"}});
    }
    SECTION("metrics, but not those whose last value is a NaN") {
        db.add_metric("a", "'loss', '', 0, 1, NULL, 1, 1");
        db.add_metric("b", "'loss', 'p', 1, 1, 'low', NULL, NULL");
        db.add_metric("b", "'loss', 'q', 1, 1, 'low', NULL, NULL");
        db.add_metric("c", "'loss', '', 0, 1, 1, 1, 1");
        rows const one_text{{"metric", "loss", "number", "text", "1"}};
        CHECK(db.mismatches(metric("loss").last < 2) == one_text);
        CHECK(db.mismatches(metric("loss").lowest < 2) == one_text);
        CHECK(db.mismatches(metric("loss", "p").highest < 2 && metric("loss", "q").last < 2) ==
              one_text);
        CHECK(db.mismatches(metric("loss", "other").last < 2).empty());
        CHECK(db.mismatches(metric("loss").last == "low") ==
              rows{{"metric", "loss", "text", "number", "2"}});
    }
    SECTION("nothing that can fail") {
        CHECK(leat::query_mismatch_sql(has_tag("a") && status == run_status::failed).sql == "");
        CHECK(leat::query_mismatch_sql(where("x").exists()).sql == "");
        CHECK(leat::query_mismatch_sql(metric("x").count > 0).sql == "");
        CHECK(leat::query_mismatch_sql(query()).sql == "");
        // Whoever asks both knows that there are both.
        CHECK(leat::query_mismatch_sql(where("x") > 0 || where("x") == "linear").sql == "");
        CHECK(db.mismatches((where("x") > 0 || where("x") == "linear") && where("other") > 0)
                  .empty());
    }
}

TEST_CASE("the sentence about it") {
    using leat::query_mismatch_text;
    CHECK(query_mismatch_text("parameter", "ridge", "number", "text", 3) ==
          "3 runs have the parameter 'ridge' as text: its comparison with a number is false there");
    CHECK(query_mismatch_text("metric", "loss", "text", "number", 1) ==
          "1 run has the metric 'loss' as a number: its comparison with text is false there");
    CHECK(query_mismatch_text("parameter", "p", "text", "neither", 1) ==
          "1 run has the parameter 'p' as something that is neither a number nor text: its "
          "comparison with text is false there");
}

TEST_CASE("indices find it") {
    runs db;
    // Nothing is gone through but, where need be, the runs; and nothing of all runs for each run.
    auto const check = [](std::string const& plan) {
        INFO(plan);
        bool for_each_run = false;
        std::size_t lookups = 0;
        for (std::size_t at = 0; at < plan.size(); at = plan.find('\n', at) + 1) {
            std::string_view const step =
                std::string_view(plan).substr(at, plan.find('\n', at) - at);
            if (contains(step, "SUBQUERY")) for_each_run = contains(step, "CORRELATED");
            for (std::string const table : {"params", "metrics", "tags"}) {
                CHECK(!contains(step, "SCAN " + table));
                if (!contains(step, "SEARCH " + table)) continue;
                ++lookups;
                CHECK(contains(step, table == "tags" ? "tag=?" : "name=?"));
                if (for_each_run) CHECK(contains(step, "run=?"));
            }
        }
        CHECK(lookups > 0);
    };
    auto const relations = [](auto const& subject, auto const& value) {
        return std::vector<query>{subject == value, subject != value,
                                  subject<value, subject <= value, subject> value,
                                  subject >= value};
    };
    std::vector<query> all{where("a").exists(),  where("a").contains("b"),
                           metric("m").exists(), metric("m", "c").exists(),
                           has_tag("t"),         metric("m").lowest<1, metric("m", "c").highest> 1,
                           metric("m").count > 1};
    for (auto const& more :
         {relations(where("a"), 1), relations(where("a"), "text"), relations(metric("m").last, 1),
          relations(metric("m", "c").last, "text"), relations(metric("m", "c").last, 1.5)})
        all.insert(all.end(), more.begin(), more.end());
    auto const late = began > leat::days_ago(1);
    for (query const& q : all)
        for (query const& asked :
             {q, !q, q && wall < 1s, q || wall < 1s, !(q || has_tag("x")), q && has_tag("x"),
              has_tag("x") && !q, late && (q || late), q && status == run_status::completed}) {
            INFO(leat::query_sql(asked).sql);
            check(db.plan(asked));
        }
    auto const mismatches =
        leat::query_mismatch_sql(where("a") > 1 && where("b") == "x" && metric("loss").last < 1);
    check(db.plan(mismatches.sql, mismatches.bound));

    // A type is a range, too.
    CHECK(contains(db.plan(where("a") > 1),
                   "COVERING INDEX params_by_value (name=? AND value>? AND value<?)"));
    CHECK(contains(db.plan(where("a") != 1), "params_by_value (name=? AND value<?)"));
    CHECK(contains(db.plan(where("a") < "b"), "params_by_value (name=? AND value>? AND value<?)"));
    CHECK(contains(db.plan(metric("m").last < 1), "metrics_by_last (name=? AND last<?)"));
    CHECK(contains(db.plan(status == run_status::failed), "runs_by_status (status=?)"));
    CHECK(contains(db.plan(leat::pipeline_name == "a"), "runs_by_pipeline (pipeline=?)"));
}

TEST_CASE("what seems to find the fewest runs finds them, and the rest is checked for these") {
    runs db;
    // What is looked up for all runs, and drives the rest.
    auto const found_by = [&](query const& q) -> std::string {
        std::string const sql = leat::query_sql(q).sql, plan = db.plan(q);
        if (!contains(plan.substr(0, plan.find('\n')), "PRIMARY KEY"))
            return plan.substr(0, plan.find('\n'));
        std::string const once = "runs.id IN (SELECT run FROM ";
        CHECK(sql.find(once) == sql.rfind(once));
        std::string const table = sql.substr(sql.find(once) + once.size());
        return table.substr(0, table.find(' '));
    };
    CHECK(found_by(where("a") > 1 && has_tag("t")) == "tags");
    CHECK(found_by(has_tag("t") && where("a") == 1) == "tags");
    CHECK(found_by(where("a") == 1 && has_tag("t") && metric("m").last == 1) == "params");
    CHECK(found_by(metric("m").lowest < 1 && where("a") > 1 && wall < 1s) == "params");
    CHECK(found_by(status == run_status::completed && metric("m").last < 1) == "metrics");
    CHECK(found_by(!has_tag("t") && metric("m").last < 1) == "metrics");
    CHECK(found_by((has_tag("t") || has_tag("u")) && metric("m").last < 1) == "metrics");
    CHECK(found_by(leat::pipeline_name == "p" && where("a") == 1) == "params");
    CHECK(contains(found_by(where("a") > 1 && status == run_status::failed), "runs_by_status"));
    CHECK(contains(found_by(where("a") > 1 && leat::pipeline_name == "p"), "runs_by_pipeline"));
    CHECK(contains(db.plan(where("a") == 1 || (has_tag("t") && where("b") > 1)), "MULTI-INDEX OR"));
}

TEST_CASE("the largest queries are none too large for SQLite") {
    values db;
    query wide = where("x") == 1;
    for (std::size_t i = 2; i < leat::max_query_parts; ++i) wide = wide || where("x") == 1;
    CHECK(wide.parts().size() == leat::max_query_parts);
    CHECK(db.find(wide) == "a");
    CHECK(db.find(!wide) == "bcdef");

    query deep = where("x") == 1;
    for (std::size_t i = 0; i < leat::max_query_depth; ++i)
        deep = i % 2 ? (where("x") < 5 && deep) : (where("x") > 5 || deep);
    CHECK(db.find(deep) == "a");
    CHECK(db.find(!deep) == "bcdef");
    CHECK(db.mismatches(deep).size() == 2);

    // As deep and as large as can be, each condition another one.
    query both = deep;
    for (std::size_t i = both.parts().size(); i < leat::max_query_parts; ++i)
        both = both && where("p" + std::to_string(i)) > 1;
    CHECK(both.parts().size() == leat::max_query_parts);
    CHECK(db.find(both) == "");
    CHECK(db.mismatches(both).empty());
    query widest = where("x") == 1;
    for (std::size_t i = 2; i < leat::max_query_parts; ++i)
        widest = widest || metric("p" + std::to_string(i), "c").last > 1;
    CHECK(db.mismatches(widest).size() == 2);
}
