// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/query_text.hpp>

#include <leat/repo/query_sql.hpp>

#include "catch.hpp"

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace {

/// The time of another place.
class zone {
public:
    explicit zone(char const* name) {
        if (char const* const set = std::getenv("TZ")) before_ = set;
        ::setenv("TZ", name, 1);
        ::tzset();
    }
    ~zone() {
        before_ ? ::setenv("TZ", before_->c_str(), 1) : ::unsetenv("TZ");
        ::tzset();
    }

private:
    std::optional<std::string> before_{};
};

using namespace std::chrono_literals;
using leat::began;
using leat::has_tag;
using leat::metric;
using leat::parse_query;
using leat::pipeline_name;
using leat::query;
using leat::run_status;
using leat::status;
using leat::wall;
using leat::where;
using std::chrono::sys_days;

bool same(query const& a, query const& b) {
    auto const one = leat::query_sql(a), other = leat::query_sql(b);
    return one.sql == other.sql && one.bound == other.bound;
}

bool same(std::string_view text, query const& b) { return same(parse_query(text), b); }

/// What is wrong with a text, in full; empty if it is a query.
std::string error_of(std::string_view text) {
    try {
        (void)parse_query(text);
        return "";
    } catch (leat::query_error const& e) {
        CHECK(e.line() >= 1);
        CHECK(e.column() >= 1);
        return e.what();
    }
}

/// Where and what it is, without the line that shows it.
std::string sentence_of(std::string_view text) {
    std::string const whole = error_of(text);
    return whole.substr(0, whole.find('\n'));
}

// The text of a query, with parentheses and blanks that it needs or not, as chance has it.
class printer {
public:
    explicit printer(std::mt19937& chance) : chance_(&chance) {}

    std::string print(query const& q) {
        part_ = q.parts().begin();
        text_.clear();
        write(false);
        return text_;
    }

private:
    bool maybe() { return (*chance_)() % 4 == 0; }
    void blank(bool needed) {
        if (needed || maybe()) text_ += std::string(" \n\t\r")[maybe() ? (*chance_)() % 4 : 0];
    }

    void write(bool in_and) {
        auto const& part = *part_++;
        using enum leat::detail::query_kind;
        bool const needed = part.kind == any && in_and;
        bool const open = needed || maybe();
        if (open) text_ += '(';
        if (part.kind == condition) {
            bool const negated = part.negated;
            if (negated) text_ += maybe() ? "!" : "not ";
            bool const more = negated && maybe();
            if (more) text_ += maybe() ? "not not(" : "!!(";
            write(part.condition);
            if (more) text_ += ')';
        }
        for (std::size_t i = 0; i < part.members; ++i) {
            blank(i > 0);
            if (i > 0)
                text_ += part.kind == all ? (maybe() ? "&&" : "and ") : maybe() ? "||" : "or ";
            write(part.kind == all);
        }
        blank(false);
        if (open) text_ += ')';
    }

    void write(leat::detail::query_condition const& c) {
        using enum leat::detail::query_subject;
        constexpr char const* relations[] = {"contains", "==", "!=", "<",
                                             "<=",       ">",  ">=", "exists"};
        constexpr char const* parts[] = {".last", ".lowest", ".highest", ".count"};
        constexpr char const* subjects[] = {"", "", "tag", "status", "pipeline", "began", "wall"};
        text_ += subjects[static_cast<std::size_t>(c.subject)];
        if (c.subject == param) name("param", c.name, true);
        if (c.subject == metric) {
            name("metric", c.name, false);
            if (c.context)
                text_ +=
                    '[' + (is_plain(*c.context) && maybe() ? *c.context : quoted(*c.context)) + ']';
            if (c.relation != leat::detail::query_relation::exists)
                text_ += parts[static_cast<std::size_t>(c.part)];
        }
        std::string const relation = relations[static_cast<std::size_t>(c.relation)];
        blank(relation.size() > 2);
        text_ += relation;
        if (c.relation == leat::detail::query_relation::exists) return;
        blank(false);
        if (c.subject == tag)
            text_ += quoted(c.name);
        else if (c.subject == leat::detail::query_subject::status)
            text_ += relation_word(std::get<std::int64_t>(c.value));
        else if (c.subject == leat::detail::query_subject::began)
            text_ += date(std::get<std::int64_t>(c.value));
        else if (c.subject == leat::detail::query_subject::wall)
            text_ += std::to_string(std::get<std::int64_t>(c.value)) + "ns";
        else
            std::visit([&](auto const& v) { value(v); }, c.value);
    }

    static bool is_plain(std::string const& text) {
        return !text.empty() &&
               text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_\xC3\xBC") == text.npos;
    }

    void name(std::string const& kind, std::string const& text, bool bare) {
        constexpr std::string_view taken =
            " and or not contains exists param metric tag status pipeline began wall ";
        if (!is_plain(text))
            text_ += kind + ' ' + quoted(text);
        else if (bare && taken.find(' ' + text + ' ') == taken.npos && !maybe())
            text_ += text;
        else
            text_ += kind + '.' + text;
    }

    static std::string relation_word(std::int64_t value) {
        constexpr char const* words[] = {"running", "completed", "failed", "stopped", "crashed"};
        return words[value];
    }

    std::string quoted(std::string const& text) {
        char const quote = maybe() ? '\'' : '"';
        std::string out(1, quote);
        for (char const c : text) {
            char hex[8];
            std::snprintf(hex, sizeof hex, "\\x%02x", static_cast<unsigned char>(c));
            if (c == '\n' || maybe())
                out += hex;
            else if (c == quote || c == '\\')
                out += std::string("\\") + c;
            else
                out += c;
        }
        return out + quote;
    }

    static std::string date(std::int64_t ns) {
        using namespace std::chrono;
        sys_time<nanoseconds> const time{nanoseconds(ns)};
        auto const midnight = floor<days>(time);
        year_month_day const d(midnight);
        hh_mm_ss const t(time - midnight);
        char text[64];
        std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%09d", int(d.year()),
                      unsigned(d.month()), unsigned(d.day()), int(t.hours().count()),
                      int(t.minutes().count()), int(t.seconds().count()),
                      int(t.subseconds().count()));
        return text;
    }

    void value(std::int64_t v) { text_ += std::to_string(v); }
    void value(double v) {
        char digits[64];
        std::string const text(digits, std::to_chars(digits, digits + sizeof digits, v).ptr);
        text_ += text + (text.find_first_of(".ein") == text.npos ? ".0" : "");
    }
    void value(std::string const& v) { text_ += quoted(v); }

    std::mt19937* chance_;
    std::vector<leat::detail::query_part>::const_iterator part_{};
    std::string text_{};
};

class inventor {
public:
    explicit inventor(std::mt19937& chance) : chance_(&chance) {}

    query tree(int depth) {
        if (depth == 0 || pick(4) == 0) return pick(3) == 0 ? !condition() : condition();
        query q = tree(depth - 1);
        for (auto n = pick(4); n > 0; --n)
            q = pick(2) == 0 ? q && tree(depth - 1) : q || tree(depth - 1);
        return pick(3) == 0 ? !q : q;
    }

private:
    std::uint32_t pick(std::uint32_t n) { return static_cast<std::uint32_t>((*chance_)() % n); }

    std::string text() {
        static constexpr std::string_view texts[] = {"a",        "ridge",
                                                     "loss",     "gr\xC3\xBC\xC3\xBC",
                                                     "status",   "and",
                                                     "param",    "metric",
                                                     "tag",      "true",
                                                     "",         "two words",
                                                     "dot.ted",  "metric.loss.last",
                                                     "-",        "7d",
                                                     "\"'\\",    "new\nline",
                                                     "\xff\x80", "x[y]",
                                                     "not",      "inf"};
        if (pick(20) == 0) return std::string("nul\0nul", 7);
        return std::string(texts[pick(std::size(texts))]);
    }

    template <class Subject, class Value>
    query compared(Subject const& s, Value const& v) {
        switch (pick(6)) {
        case 0:
            return s == v;
        case 1:
            return s != v;
        case 2:
            return s < v;
        case 3:
            return s <= v;
        case 4:
            return s > v;
        default:
            return s >= v;
        }
    }

    std::int64_t integer() {
        constexpr std::int64_t some[] = {0,
                                         1,
                                         -1,
                                         42,
                                         std::numeric_limits<std::int64_t>::max(),
                                         std::numeric_limits<std::int64_t>::min()};
        return some[pick(6)];
    }
    double real() {
        constexpr double some[] = {0.1,
                                   -0.0,
                                   1.0,
                                   1e300,
                                   5e-324,
                                   -2.5e10,
                                   std::numeric_limits<double>::infinity(),
                                   -std::numeric_limits<double>::infinity()};
        return some[pick(8)];
    }

    query condition() {
        switch (pick(14)) {
        case 0:
            return compared(where(text()), integer());
        case 1:
            return compared(where(text()), real());
        case 2:
            return compared(where(text()), text());
        case 3:
            return where(text()).contains(text());
        case 4:
            return where(text()).exists();
        case 5:
            return compared(metric(text()).last, integer());
        case 6:
            return compared(metric(text(), text()).last, text());
        case 7:
            return compared(metric(text(), text()).lowest, real());
        case 8:
            return compared(metric(text()).count, integer());
        case 9:
            return metric(text(), text()).exists();
        case 10:
            return has_tag(text());
        case 11:
            return status == static_cast<run_status>(pick(5));
        case 12:
            return pipeline_name == text();
        default: {
            std::chrono::nanoseconds const time(pick(1u << 31) * std::int64_t(3'000'000'001));
            return pick(2) == 0 ? wall < time
                                : began >= std::chrono::sys_time<std::chrono::nanoseconds>(time);
        }
        }
    }

    std::mt19937* chance_;
};

} // namespace

TEST_CASE("a query as text") {
    CHECK(
        same("ridge > 0.1 and status == completed and tag == \"daily\" and metric.loss.last < 0.2 "
             "and pipeline == \"forecast\" and began > 2026-11-01 and wall < 10s",
             where("ridge") > 0.1 && status == run_status::completed && has_tag("daily") &&
                 metric("loss").last < 0.2 && pipeline_name == "forecast" &&
                 began > sys_days(1d / 11 / 2026) && wall < 10s));
}

TEST_CASE("parameters") {
    CHECK(same("a == 1", where("a") == 1));
    CHECK(same("a != 1", where("a") != 1));
    CHECK(same("a<1", where("a") < 1));
    CHECK(same("a<=-1", where("a") <= -1));
    CHECK(same("a >1", where("a") > 1));
    CHECK(same("\n a\t>=\r\n1 ", where("a") >= 1));
    CHECK(same("a contains 'x'", where("a").contains("x")));
    CHECK(same("a exists", where("a").exists()));
    CHECK(same("eu.learn-rate_2 > 1", where("eu.learn-rate_2") > 1));
    CHECK(same("größe > 1", where("größe") > 1));
    CHECK(same("param \"name with blank\" > 1", where("name with blank") > 1));
    CHECK(same("param '' > 1", where("") > 1));
    CHECK(same("param.status > 1", where("status") > 1));
    CHECK(same("param.param > 1", where("param") > 1));
    CHECK(same("param.metric.loss.last > 1", where("metric.loss.last") > 1));
    CHECK(same("param.and == 1 and param.or == 2", where("and") == 1 && where("or") == 2));
    CHECK(same("tags == 1 and walls == 1", where("tags") == 1 && where("walls") == 1));
    CHECK(same("true == true", where("true") == 1)); // a value elsewhere
}

TEST_CASE("numbers") {
    CHECK(same("a == 0.5", where("a") == 0.5));
    CHECK(same("a == 1e3", where("a") == 1000.0));
    CHECK(same("a == -2.5E-3", where("a") == -2.5e-3));
    CHECK(same("a == 9223372036854775807", where("a") == std::numeric_limits<std::int64_t>::max()));
    CHECK(same("a == 9223372036854775808", where("a") == 9223372036854775808.0));
    CHECK(same("a == true or a == false", where("a") == true || where("a") == false));
    CHECK(same("a < inf and a > -inf", where("a") < std::numeric_limits<double>::infinity() &&
                                           where("a") > -std::numeric_limits<double>::infinity()));
    for (char const* wrong : {"-nan", "1x", "--1", "-", "1e", "1e999", "0x10", "1_000", "10s",
                              "2026-11-01", "1.2.3", "completed", ")"})
        CHECK(sentence_of(std::string("a == ") + wrong) ==
              "query, line 1, column 6: expected a number, text in quotes, true or false");
    CHECK(sentence_of("a == nan") ==
          "query, line 1, column 6: expected a number, text in quotes, true or false; what is no "
          "number is found by 'is nan'");
}

TEST_CASE("text in quotes") {
    CHECK(same("a == \"x\"", where("a") == "x"));
    CHECK(same("a == 'x'", where("a") == "x"));
    CHECK(same("a == '\"' or a == \"'\"", where("a") == "\"" || where("a") == "'"));
    CHECK(same(R"(a == "\n\t\r\\\"\'\x41\xff")", where("a") == "\n\t\r\\\"'A\xff"));
    CHECK(same(R"(a == '\x00b')", where("a") == std::string("\0b", 2)));
    CHECK(same("a == 'größe and (b'", where("a") == "größe and (b"));
    CHECK(sentence_of("a == 'x") ==
          "query, line 1, column 6: expected the quotes that begin here to end on the same line");
    CHECK(sentence_of("a == 'x\n'") == sentence_of("a == 'x"));
    CHECK(sentence_of("a == 'x\\'") == sentence_of("a == 'x"));
    std::string const escapes =
        R"(query, line 1, column 8: expected \n, \t, \r, \\, \", \' or \x41 after a \)";
    for (char const* wrong : {R"(a == "x\q")", R"(a == "x\x4")", R"(a == "x\xg1")", R"(a == "x\)",
                              R"(a == "x\x)", R"(a == "x\x1)"})
        CHECK(sentence_of(wrong).substr(0, escapes.size()) == escapes);
}

TEST_CASE("metrics as text") {
    CHECK(same("metric.loss.last < 0.2", metric("loss").last < 0.2));
    CHECK(same("metric.eu.loss.lowest < 1", metric("eu.loss").lowest < 1));
    CHECK(same("metric.last.last < 1", metric("last").last < 1));
    CHECK(same("metric.loss[train].highest < 1", metric("loss", "train").highest < 1));
    CHECK(same("metric.loss[\"a b\"].count < 1", metric("loss", "a b").count < 1));
    CHECK(same("metric.loss[''].last < 1", metric("loss", "").last < 1));
    CHECK(same("metric.loss [ 2 ] .last < 1", metric("loss", "2").last < 1));
    CHECK(same("metric.loss.last[x].last < 1", metric("loss.last", "x").last < 1));
    CHECK(same("metric \"a b\".last < 1", metric("a b").last < 1));
    CHECK(same("metric \"a b\"[train].last < 1", metric("a b", "train").last < 1));
    CHECK(same("metric.stage.last == 'done'", metric("stage").last == "done"));
    CHECK(same("metric.loss exists", metric("loss").exists()));
    CHECK(same("metric.loss[train] exists", metric("loss", "train").exists()));
    CHECK(same("metric \"loss.last\" exists", metric("loss.last").exists()));
    CHECK(sentence_of("metric.loss > 1") == "query, line 1, column 13: expected .last, .lowest, "
                                            ".highest, .count or 'exists' after the metric");
    CHECK(sentence_of("metric.loss.least > 1") ==
          "query, line 1, column 19: expected .last, .lowest, .highest, .count or 'exists' after "
          "the metric");
    CHECK(sentence_of("metric > 1") ==
          "query, line 1, column 8: expected the name of the metric in quotes");
    CHECK(sentence_of("metric..last > 1") ==
          "query, line 1, column 1: expected a metric, as in metric.loss.last");
    CHECK(sentence_of("metric.loss[]") == "query, line 1, column 13: expected the context of the "
                                          "metric, as in metric.loss[train].last");
    CHECK(sentence_of("metric.loss[a b]") ==
          "query, line 1, column 15: expected ']' after the context of the metric");
    CHECK(sentence_of("metric.loss.lowest == 'x'") ==
          "query, line 1, column 23: expected a number");
    CHECK(sentence_of("metric.loss.count contains 'x'") ==
          "query, line 1, column 19: expected ==, !=, <, <=, >, >= or exists");
}

TEST_CASE("status, pipeline and tags as text") {
    CHECK(same("status == running", status == run_status::running));
    CHECK(same("status != 'crashed'", status != run_status::crashed));
    CHECK(same("tag != \"daily\"", !has_tag("daily")));
    CHECK(same("pipeline != \"forecast\"", pipeline_name != "forecast"));
    CHECK(leat::query_sql(parse_query("not pipeline contains 'fore'")).sql ==
          "NOT instr(runs.pipeline, ?) > 0");
    CHECK(error_of("status == compleeted") == "query, line 1, column 11: expected running, "
                                              "completed, failed, stopped or crashed; did you "
                                              "mean 'completed'?\n"
                                              "  status == compleeted\n"
                                              "            ^");
    CHECK(sentence_of("status == 1") ==
          "query, line 1, column 11: expected running, completed, failed, stopped or crashed");
    CHECK(sentence_of("status > failed") == "query, line 1, column 8: expected == or !=");
    CHECK(sentence_of("tag == daily") == "query, line 1, column 8: expected the tag in quotes");
    CHECK(sentence_of("pipeline == forecast") ==
          "query, line 1, column 13: expected text in quotes");
    CHECK(sentence_of("pipeline < 'a'") == "query, line 1, column 10: expected contains, == or !=");
}

TEST_CASE("times as text") {
    using namespace std::chrono;
    zone const utc("UTC");
    auto const asked = [](std::string const& text) {
        return std::get<std::int64_t>(leat::query_sql(parse_query(text)).bound.at(0));
    };
    auto const second = nanoseconds(1s).count();
    CHECK(asked("began > 1970-01-01") == 0);
    CHECK(asked("began > 1970-01-02") == 86400 * second);
    CHECK(asked("began > 1969-12-31T23:59:59.5") == -second / 2);
    CHECK(asked("began > 1970-01-01T01:02") == 3720 * second);
    CHECK(asked("began > 1970-01-01T01:02:03Z") == 3723 * second);
    CHECK(asked("began > 1970-01-01T00:00:00.000000001") == 1);
    CHECK(asked("began > 2028-02-29") ==
          nanoseconds(sys_days(29d / 2 / 2028).time_since_epoch()).count());
    CHECK(asked("began > 2261-12-31T23:59:59.999999999") > 0);
    CHECK(asked("began > 1678-01-01") < 0);
    CHECK(asked("began > 1970-01-01T09:00+09:00") == 0);
    CHECK(asked("began > 1969-12-31T18:30:00.5-05:30") == second / 2);
    for (char const* wrong : {"2026-02-29",
                              "2026-13-01",
                              "2026-11-00",
                              "1677-12-31",
                              "2262-01-01",
                              "2026-11-1",
                              "26-11-01",
                              "2026-11-01T24:00",
                              "2026-11-01T10",
                              "2026-11-01T10:60",
                              "2026-11-01T10:50:60",
                              "2026-11-01T10:50:00.",
                              "2026-11-01T10:50:00.0000000001",
                              "2026-11-01x",
                              "2026-11-01+09:00",
                              "2026-11-01T10:50+9",
                              "2026-11-01T10:50+24:00",
                              "2026-11-01T10:50+0900",
                              "2026/11/01",
                              "'2026-11-01'",
                              "5",
                              "7x ago",
                              "ago",
                              "-7d ago"})
        CHECK(
            sentence_of(std::string("began > ") + wrong) ==
            "query, line 1, column 9: expected a date from 1678 to 2261, as in 2026-11-01 or "
            "2026-11-01T10:50:00, of this place or with a zone, as Z or +09:00, or a time ago, as "
            "in 7d ago");

    CHECK(same(parse_query("began > 7d ago", sys_days(20d / 11 / 2026)),
               began > sys_days(13d / 11 / 2026)));
    CHECK(same(parse_query("began > 100000d ago", sys_days(20d / 11 / 2026)),
               began > sys_days(20d / 11 / 2026) - days(100000)));
    CHECK(asked("began < 1h ago") < nanoseconds(system_clock::now().time_since_epoch()).count());
    CHECK(sentence_of("began > 7d") ==
          "query, line 1, column 11: expected 'ago' after the duration");

    CHECK(same("wall < 5ns", wall < 5ns));
    CHECK(same("wall < 5us", wall < 5us));
    CHECK(same("wall < 5ms", wall < 5ms));
    CHECK(same("wall < 5s", wall < 5s));
    CHECK(same("wall < 5m", wall < 5min));
    CHECK(same("wall < 1.5h", wall < 90min));
    CHECK(same("wall >= 2d", wall >= 48h));
    CHECK(same("wall < 9223372036854775807ns", wall < nanoseconds::max()));
    for (char const* wrong : {"10", "s", "10 s", "1.2.3s", "10x", "-10s", "106752d", "1e3s",
                              "9223372036854775808ns", "99999999999d", "1000000.5d", "'10s'"})
        CHECK(sentence_of(std::string("wall < ") + wrong) ==
              "query, line 1, column 8: expected a duration, as in 1.5s");
    CHECK(sentence_of("wall == 10s") == "query, line 1, column 6: expected <, <=, > or >=");
}

TEST_CASE("and before or, not before both") {
    auto const a = where("a") == 1, b = where("b") == 1, c = where("c") == 1;
    CHECK(same("a == 1 or b == 1 and c == 1", a || (b && c)));
    CHECK(same("a == 1 and b == 1 or c == 1", (a && b) || c));
    CHECK(same("(a == 1 or b == 1) and c == 1", (a || b) && c));
    CHECK(same("not a == 1 and b == 1", !a && b));
    CHECK(same("not (a == 1 and b == 1)", !(a && b)));
    CHECK(same("not not not a == 1", !a));
    CHECK(same("!(a == 1) && b == 1 || !!c == 1", (!a && b) || c));
    CHECK(same("((((a == 1))))", a));
}

TEST_CASE("what is wrong, and where") {
    CHECK(error_of("ridge > and status == completed") ==
          "query, line 1, column 9: expected a number, text in quotes, true or false\n"
          "  ridge > and status == completed\n"
          "          ^");
    CHECK(error_of("ridge > 0.1 and\n  größe = 3\nor b == 1") ==
          "query, line 2, column 9: expected contains, ==, !=, <, <=, >, >= or exists\n"
          "    größe = 3\n"
          "          ^");
    CHECK(error_of("") == "query, line 1, column 1: expected a condition, as in ridge > 0.1\n"
                          "  \n"
                          "  ^");
    CHECK(error_of("a > 1 and ") ==
          "query, line 1, column 11: expected a condition, as in ridge > 0.1\n"
          "  a > 1 and \n"
          "            ^");
    CHECK(sentence_of("a > 1 b") ==
          "query, line 1, column 7: expected 'and', 'or' or the end of the query");
    CHECK(sentence_of("a > 1)") ==
          "query, line 1, column 6: expected 'and', 'or' or the end of the query");
    CHECK(sentence_of("(a > 1") == "query, line 1, column 7: expected 'and', 'or' or ')'");
    CHECK(sentence_of("0.1 < a") ==
          "query, line 1, column 1: expected a condition, as in ridge > 0.1");
    CHECK(sentence_of("'a' == 1") ==
          "query, line 1, column 1: expected a condition, as in ridge > 0.1");
    CHECK(sentence_of(".a == 1") ==
          "query, line 1, column 1: expected a condition, as in ridge > 0.1");
    CHECK(sentence_of("param. == 1") ==
          "query, line 1, column 1: expected a condition, as in ridge > 0.1");
    CHECK(sentence_of("or == 1") ==
          "query, line 1, column 1: expected a condition, as in ridge > 0.1; a "
          "parameter of this name is written param.or");
    CHECK(sentence_of("param a == 1") ==
          "query, line 1, column 7: expected the name of the parameter in quotes");
    CHECK(sentence_of("a") ==
          "query, line 1, column 2: expected contains, ==, !=, <, <=, >, >= or exists");
    CHECK(sentence_of("a contains 1") == "query, line 1, column 12: expected text in quotes");
    CHECK(sentence_of("a == 1 AND b == 1") ==
          "query, line 1, column 8: expected 'and', 'or' or the end of the query");
    try {
        (void)parse_query("a == 1\n  or b ? 2");
        FAIL("it is no query");
    } catch (leat::error const& e) {
        auto const& where = dynamic_cast<leat::query_error const&>(e);
        CHECK(where.line() == 2);
        CHECK(where.column() == 8);
    }
}

TEST_CASE("of a long line, what is near is shown") {
    std::string const much(100, 'x');
    CHECK(error_of(much + " > ! " + much) ==
          "query, line 1, column 104: expected a number, text in quotes, true or false\n"
          "  ..." +
              std::string(47, 'x') + " > ! " + std::string(28, 'x') +
              "...\n"
              "     " +
              std::string(50, ' ') + '^');
    // Nothing is shown that a terminal could take for a command.
    CHECK(error_of("a > \x1b[2J\x07\xC2\x9B\x80 ") ==
          "query, line 1, column 5: expected a number, text in quotes, true or false\n"
          "  a > ?[2J??? \n"
          "      ^");
}

TEST_CASE("limits") {
    std::string const open(leat::max_query_parentheses, '('),
        shut(leat::max_query_parentheses, ')');
    CHECK(same(open + "a == 1" + shut, where("a") == 1));
    CHECK(sentence_of('(' + open + "a == 1" + shut + ')') ==
          "query, line 1, column 101: more than 100 parentheses are open here: use fewer");
    CHECK(error_of(open + "a == 1" + shut + " and " + open + "a == 1" + shut) == "");

    std::string many = "a == 1";
    for (std::size_t i = 2; i < leat::max_query_parts; ++i) many += "\nor a == 1";
    CHECK(error_of(many) == "");
    CHECK(error_of(many + "\nor  a == 1") ==
          "query, line 300, column 1: a query has at most 300 conditions and groups of them, with "
          "groups in groups at most 16 deep, and this one has more: ask in several queries\n"
          "  or  a == 1\n"
          "  ^");

    std::string deep = "a == 1";
    for (std::size_t i = 0; i < leat::max_query_depth; ++i)
        deep = '(' + deep + (i % 2 ? " or" : " and") + " a == 1)";
    CHECK(error_of(deep) == "");
    CHECK(error_of(deep + " and a == 1") != "");

    std::string const blank(leat::max_query_text - 6, ' ');
    CHECK(same("a == 1" + blank, where("a") == 1));
    CHECK(sentence_of("a == 1" + blank + ' ') ==
          "query, line 1, column 1: expected at most 65536 bytes, but the query has 65537");
}

TEST_CASE("hostile texts are refused, without harm") {
    for (char const* part :
         {"(", ")", "not ", "!", "[", "'", "\\", "a", "a == 1 and ", "a == 1 or (", "!(a == 1 and ",
          "metric.", "metric.a[", "9", "-", "\n", "\xC3", "\x80", "\xff"})
        for (std::size_t const size : {std::size_t(60'000), std::size_t(1'000'000)}) {
            std::string text;
            while (text.size() < size) text += part;
            std::string const wrong = error_of(text);
            INFO(part);
            CHECK(wrong != "");
            CHECK(wrong.size() < 1000);
        }
    CHECK(error_of(std::string("a == 1\0", 7)) != "");

    std::mt19937 chance(20261121);
    inventor invented(chance);
    printer printed(chance);
    std::size_t queries = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        if (i % 2 == 0) {
            for (auto n = chance() % 40; n > 0; --n) text += static_cast<char>(chance());
        } else { // a query with a character too many, too few, or another one
            text = printed.print(invented.tree(1));
            std::size_t const at = chance() % text.size();
            char const other =
                chance() % 2 == 0 ? static_cast<char>(chance()) : text[chance() % text.size()];
            text.replace(at, chance() % 2, chance() % 2, other);
        }
        std::string const wrong = error_of(text);
        queries += wrong.empty();
        if (!wrong.empty() && wrong.find("query, line ") != 0) FAIL(wrong);
    }
    CHECK(queries > 1000); // so that the others come near
    CHECK(queries < 9000);
}

TEST_CASE("any query, printed and parsed, is itself") {
    std::mt19937 chance(7);
    inventor invented(chance);
    printer printed(chance);
    for (int i = 0; i < 3000; ++i) {
        query const q = invented.tree(static_cast<int>(chance() % 5));
        std::string const text = printed.print(q);
        INFO(text);
        REQUIRE(error_of(text) == "");
        REQUIRE(same(text, q));
    }
}

TEST_CASE("a time without a zone is that of this place, as it is shown") {
    auto const asked = [](std::string const& text) {
        return std::get<std::int64_t>(leat::query_sql(parse_query(text)).bound.at(0)) /
               1'000'000'000;
    };
    zone const here("TST-9");
    CHECK(asked("began > 1970-01-01") == -9 * 3600);
    CHECK(asked("began > 1970-01-01T09:00") == 0);
    CHECK(asked("began > 1970-01-01T09:00Z") == 9 * 3600);
    CHECK(asked("began > 1970-01-01T09:00+01:00") == 8 * 3600);
    CHECK(asked("began > 1970-01-01 09:00:10") == 10);
    CHECK(asked("began > 1970-01-01 09:00:10+09:00") == 10);
    CHECK(sentence_of("began > 1970-01-01 25:00").find("expected a time of day") !=
          std::string::npos);
    // With summer time from March to November.
    zone const summer("EST5EDT,M3.2.0,M11.1.0");
    CHECK(asked("began > 2026-01-01T00:00") == asked("began > 2026-01-01T05:00Z"));
    CHECK(asked("began > 2026-07-01T00:00") == asked("began > 2026-07-01T04:00Z"));
}
