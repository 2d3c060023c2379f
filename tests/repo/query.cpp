// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/query.hpp>

#include "catch.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <sstream>
#include <string>
#include <type_traits>
#include <variant>

// That a local variable may have these names, without a warning.
namespace leat::detail {
int sum_of(int status, int began, int wall) {
    int const pipeline_name = status, metric = began, where = wall;
    return pipeline_name + metric + where;
}
} // namespace leat::detail

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
using std::chrono::sys_days;

// A query in full: (all a b) for both, (any a b) for one of them, - for not.
class notation {
public:
    explicit notation(query const& q) : part_(q.parts().begin()), end_(q.parts().end()) {
        write();
        complete = part_ == end_;
    }

    std::ostringstream text{};
    bool complete = false;

private:
    void write() {
        auto const& part = *part_++;
        if (part.kind == leat::detail::query_kind::condition)
            return write(part.condition, part.negated);
        text << (part.kind == leat::detail::query_kind::all ? "(all" : "(any");
        for (std::size_t i = 0; i < part.members; ++i) {
            text << ' ';
            write();
        }
        text << ')';
    }

    void write(leat::detail::query_condition const& c, bool negated) {
        constexpr char const* subjects[] = {"param",    "metric", "tag", "status",
                                            "pipeline", "began",  "wall"};
        constexpr char const* relations[] = {"has", "=", "<>", "<", "<=", ">", ">=", "exists"};
        constexpr char const* parts[] = {"last", "lowest", "highest", "count"};
        text << (negated ? "-" : "") << subjects[static_cast<std::size_t>(c.subject)] << ':'
             << c.name;
        if (c.context) text << '[' << *c.context << ']';
        if (c.subject == leat::detail::query_subject::metric)
            text << '.' << parts[static_cast<std::size_t>(c.part)];
        text << relations[static_cast<std::size_t>(c.relation)];
        if (std::holds_alternative<double>(c.value)) text << "real ";
        std::visit([&](auto const& value) { text << value; }, c.value);
    }

    std::vector<leat::detail::query_part>::const_iterator part_, end_;
};

std::string said(query const& q) {
    notation const all(q);
    CHECK(all.complete);
    return all.text.str();
}

template <class A, class B>
concept equal_with = requires(A a, B b) { a == b; };
template <class A, class B>
concept unequal_with = requires(A a, B b) { a != b; };
template <class A, class B>
concept ordered_with = requires(A a, B b) {
    a < b;
    a <= b;
    a > b;
    a >= b;
};

using param = decltype(where("a"));
using last_value = decltype(metric("a").last);
using lowest_value = decltype(metric("a").lowest);

} // namespace

TEST_CASE("a query says what runs it is about") {
    query const q = leat::where("ridge") > 0.1 && leat::status == leat::run_status::completed &&
                    leat::has_tag("daily") && leat::metric("loss").last < 0.2 &&
                    leat::pipeline_name == "forecast" && leat::began > sys_days(20d / 11 / 2026) &&
                    leat::wall < 10s;
    CHECK(said(q) == "(all param:ridge>real 0.1 status:=1 tag:daily=0 metric:loss.last<real 0.2 "
                     "pipeline:=forecast began:>1795132800000000000 wall:<10000000000)");
    CHECK(said(query()) == "(all)");
}

TEST_CASE("what a parameter compares with") {
    CHECK(said(where("a") == 1) == "param:a=1");
    CHECK(said(where("a") != -1L) == "param:a<>-1");
    CHECK(said(where("a") < 1u) == "param:a<1");
    CHECK(said(where("a") <= 1.5f) == "param:a<=real 1.5");
    CHECK(said(where("a") > true) == "param:a>1");
    CHECK(said(where("a") == false) == "param:a=0");
    CHECK(said(where("a") >= "text") == "param:a>=text");
    CHECK(said(where("a") == std::string("text")) == "param:a=text");
    CHECK(said(where(std::string("a b")) == std::string_view("text")) == "param:a b=text");
    CHECK(said(where("a").contains("text")) == "param:ahastext");
    CHECK(said(where("a").exists()) == "param:aexists0");

    // What 64 bits with a sign do not hold is a real.
    CHECK(said(where("a") == std::uint64_t(std::numeric_limits<std::int64_t>::max())) ==
          "param:a=9223372036854775807");
    CHECK(said(where("a") == std::numeric_limits<std::uint64_t>::max()) ==
          "param:a=real 1.84467e+19");
    CHECK(said(where("a") < std::numeric_limits<double>::infinity()) == "param:a<real inf");
}

TEST_CASE("nothing compares with a NaN") {
    CHECK_THROWS_WITH(where("a") < std::numeric_limits<double>::quiet_NaN(),
                      "a query compares with a NaN, which nothing is equal to, less or greater "
                      "than: compare with a number, or ask is_nan()");
    CHECK_THROWS_AS(metric("a").last == std::numeric_limits<float>::quiet_NaN(), leat::error);
}

TEST_CASE("what a metric compares with") {
    CHECK(said(metric("a").last == 1) == "metric:a.last=1");
    CHECK(said(metric("a").last == "text") == "metric:a.last=text");
    CHECK(said(metric("a", "train").lowest < 1) == "metric:a[train].lowest<1");
    CHECK(said(metric("a", "").highest > 1) == "metric:a[].highest>1");
    CHECK(said(metric("a").count >= 100) == "metric:a.count>=100");
    CHECK(said(metric("a", "train").exists()) == "metric:a[train].lastexists0");
}

TEST_CASE("status, pipeline and tags are equal or not") {
    CHECK(said(status == run_status::crashed) == "status:=4");
    CHECK(said(status != run_status::running) == "-status:=0");
    CHECK(said(leat::pipeline_name == "a") == "pipeline:=a");
    CHECK(said(leat::pipeline_name != std::string("a")) == "-pipeline:=a");
    CHECK(said(!has_tag("a")) == "-tag:a=0");
}

TEST_CASE("times are ordered, and as near as can be where nanoseconds end") {
    using namespace std::chrono;
    CHECK(said(began >= sys_time<nanoseconds>(5ns)) == "began:>=5");
    CHECK(said(wall < 1.5s) == "wall:<1500000000");
    CHECK(said(wall <= 2min) == "wall:<=120000000000");
    CHECK(said(wall > 3h) == "wall:>10800000000000");
    CHECK(said(wall < hours(std::numeric_limits<int>::max())) == "wall:<9223372036854775807");
    CHECK(said(began > sys_days(year(-5000) / 1 / 1)) == "began:>-9223372036854775808");
    CHECK(said(wall < duration<double>(std::numeric_limits<double>::quiet_NaN())) ==
          "wall:<9223372036854775807");

    auto const since = system_clock::now() - days(7);
    auto const q = began > leat::days_ago(7);
    auto const asked = std::get<std::int64_t>(q.parts().front().condition.value);
    CHECK(asked >= nanoseconds(since.time_since_epoch()).count());
    CHECK(asked < nanoseconds((since + 1h).time_since_epoch()).count());
}

TEST_CASE("what has no meaning does not compile") {
    using namespace std::chrono;
    STATIC_REQUIRE((equal_with<param, int> && ordered_with<param, char const*>));
    STATIC_REQUIRE(!equal_with<param, char>); // a number, or text?
    STATIC_REQUIRE(!equal_with<param, char8_t>);
    STATIC_REQUIRE(!equal_with<param, param>);
    STATIC_REQUIRE(!equal_with<param, run_status>);
    STATIC_REQUIRE(!equal_with<param, std::nullptr_t>);
    STATIC_REQUIRE((equal_with<last_value, std::string> && ordered_with<lowest_value, int>));
    STATIC_REQUIRE(!equal_with<lowest_value, std::string>); // numbers
    STATIC_REQUIRE(!equal_with<decltype(metric("a")), int>);

    STATIC_REQUIRE(unequal_with<decltype(status), run_status>);
    STATIC_REQUIRE(!ordered_with<decltype(status), run_status>);
    STATIC_REQUIRE(!equal_with<decltype(status), int>);
    STATIC_REQUIRE(!equal_with<decltype(status), char const*>);
    STATIC_REQUIRE(!ordered_with<decltype(leat::pipeline_name), char const*>);

    STATIC_REQUIRE((ordered_with<decltype(began), sys_seconds>));
    STATIC_REQUIRE(!equal_with<decltype(began), sys_seconds>); // no two instants are
    STATIC_REQUIRE(!ordered_with<decltype(began), seconds>);
    STATIC_REQUIRE((ordered_with<decltype(wall), seconds>));
    STATIC_REQUIRE(!unequal_with<decltype(wall), seconds>);
    STATIC_REQUIRE(!ordered_with<decltype(wall), int>);

    STATIC_REQUIRE(!std::is_convertible_v<query, bool>);
    STATIC_REQUIRE(std::is_nothrow_move_constructible_v<query>);
}

TEST_CASE("queries are joined") {
    query const a = where("a") == 1, b = where("b") == 1, c = where("c") == 1;
    CHECK(said(a && b && c) == "(all param:a=1 param:b=1 param:c=1)");
    CHECK(said(a && (b && c)) == said(a && b && c));
    CHECK(said((a && b) && (b && c)) == "(all param:a=1 param:b=1 param:b=1 param:c=1)");
    CHECK(said(a || (b || c)) == "(any param:a=1 param:b=1 param:c=1)");
    CHECK(said((a && b) || c) == "(any (all param:a=1 param:b=1) param:c=1)");
    CHECK(said(a || (b && c)) == "(any param:a=1 (all param:b=1 param:c=1))");
    CHECK(said((a || b) && (b || c)) ==
          "(all (any param:a=1 param:b=1) (any param:b=1 param:c=1))");
}

TEST_CASE("not one of several is none of them") {
    query const a = where("a") == 1, b = where("b") == 1, c = where("c") == 1;
    CHECK(said(!a) == "-param:a=1");
    CHECK(said(!!a) == said(a));
    CHECK(said(!(a && (b || !c))) == "(any -param:a=1 (all -param:b=1 param:c=1))");
    CHECK(said(!(a || b)) == "(all -param:a=1 -param:b=1)");
}

TEST_CASE("every run, and none") {
    query const a = where("a") == 1, b = where("b") == 1, every;
    CHECK(said(!every) == "(any)");
    CHECK(said(every && a) == said(a));
    CHECK(said(a && every) == said(a));
    CHECK(said(every && every) == "(all)");
    CHECK(said(every && (a && b)) == said(a && b));
    CHECK(said((a || b) && every) == said(a || b));
    CHECK(said(!every || a) == said(a));
    CHECK(said(every || a) == "(any (all) param:a=1)");
}

TEST_CASE("a query has a largest size") {
    query const a = where("a") == 1;
    query q = a;
    for (std::size_t i = 2; i < leat::max_query_parts; ++i) q = q && a; // and the group
    CHECK(q.parts().size() == leat::max_query_parts);
    CHECK_THROWS_WITH(q && a, "a query has at most 300 conditions and groups of them, with groups "
                              "in groups at most 16 deep, and this one has more: ask in several "
                              "queries");
    CHECK_THROWS_AS(a && q, leat::error);
    CHECK(q.parts().size() == leat::max_query_parts);

    q = a;
    for (std::size_t i = 0; i < leat::max_query_depth; ++i) q = i % 2 ? a && q : q || a;
    CHECK_THROWS_AS(q || a, leat::error); // the last was an and
    CHECK_THROWS_AS(a || q, leat::error);
    CHECK_NOTHROW(q && a);
    CHECK_THROWS_AS(!q && a, leat::error);
    CHECK_NOTHROW(!q || a);
}
