// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query.hpp>
#include <leat/repo/query_token.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leat {

/// The longest text of a query, in bytes, and how deep its parentheses may be.
inline constexpr std::size_t max_query_text = 65536, max_query_parentheses = 100;

namespace detail {

inline constexpr std::string_view relation_words[] = {"contains", "==", "!=", "<",
                                                      "<=",       ">",  ">=", "exists"};
inline constexpr std::string_view metric_part_words[] = {".last", ".lowest", ".highest", ".count"};
// What begins something else, or joins.
inline constexpr std::string_view taken_words[] = {"and", "or", "not", "contains", "exists"};

/// query   = all { "or" all }                all = unit { "and" unit }
/// unit    = "not" unit | "(" query ")" | subject relation [ value ]
///         | subject "is" "nan"
/// subject = name | "param." name | "param" text | "tag" | "status" | "pipeline" | "began" | "wall"
///         | ( "metric." name | "metric" text ) [ "[" name "]" ] "." part
class query_parser {
public:
    query_parser(std::string_view text, std::chrono::system_clock::time_point now)
        : next_(text), now_(now) {}

    LEAT_DECL query parse();

private:
    using kind = query_tokens::kind;

    // Conditions joined by "and", or such chains by "or".
    LEAT_DECL query chain(bool all);

    LEAT_DECL query unit();

    LEAT_DECL query in_parentheses();

    LEAT_DECL query condition();

    LEAT_DECL query of_metric(std::string_view word);

    // What is equal or not.
    LEAT_DECL query of_record(query_subject subject);

    LEAT_DECL query of_time(query_subject subject);

    // The relation and the value of a parameter or metric.
    LEAT_DECL query_condition related(query_condition c, query_relation first, query_relation last);

    LEAT_DECL query_relation relation(query_relation first, query_relation last);

    LEAT_DECL static std::string one_of(std::size_t from, std::size_t to);

    LEAT_DECL std::string text(std::string const& what);

    LEAT_DECL void read_value(query_condition& to, bool also_text);

    LEAT_DECL std::size_t status();

    LEAT_DECL std::int64_t duration(std::string const& expected);

    LEAT_DECL std::int64_t time();

    query_tokens next_;
    std::chrono::system_clock::time_point now_;
    std::size_t depth_ = 0; // open parentheses
};

} // namespace detail

/// The query that a text says, as
///
///     ridge > 0.1 and status == completed and tag == "daily" and metric.loss[train].last < 0.2
///     and pipeline == "forecast" and (began > 2026-11-01 or began > 7d ago) and not wall < 10s
///
/// What has no other meaning is a parameter, in quotes after `param` or as `param.status` when it
/// needs to be. A metric without a context is one in any. A date is its first instant; without a
/// zone (`Z`, `+09:00`) a time is that of this place; `7d ago` is before `now`. Text is in single
/// or double quotes, with the escapes of C++; a status needs none. A NaN, with which no comparison
/// is true, is found by `ridge is nan` or `metric.loss.last is nan`. `and`, `or` and `not` may be
/// `&&`, `||` and `!`.
///
/// Throws: `query_error`, with line and column, also for a text that is too long or goes too deep.
LEAT_DECL query parse_query(std::string_view text, std::chrono::system_clock::time_point now =
                                                       std::chrono::system_clock::now());

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/query_text.ipp>
#endif
