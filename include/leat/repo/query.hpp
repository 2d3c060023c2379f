// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/support/config.hpp>
#include <leat/support/error.hpp>

#include <chrono>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace leat {

/// What a query compares with. `true` and `false` are the numbers 1 and 0.
using query_value = std::variant<std::int64_t, double, std::string>;

/// The largest query: so many conditions and groups of them, with groups in groups so deep.
inline constexpr std::size_t max_query_parts = 300, max_query_depth = 16;

namespace detail {

/// Those of `run_status`.
inline constexpr std::string_view run_status_words[] = {"running", "completed", "failed", "stopped",
                                                        "crashed"};

enum class query_subject : unsigned char { param, metric, tag, status, pipeline, began, wall };

enum class query_relation { contains, equal, unequal, less, at_most, greater, at_least, exists, is_nan };

enum class metric_part : unsigned char { last, lowest, highest, count };

struct query_condition {
    query_subject subject = query_subject::param;
    query_relation relation = query_relation::exists;
    std::string name{};  ///< of the parameter, metric or tag
    query_value value{}; ///< times in nanoseconds
    metric_part part = metric_part::last;
    std::optional<std::string> context{}; ///< of the metric; none for any
    double rest = 0; ///< what a number is more than `value`, where that cannot hold it
};

enum class query_kind : unsigned char { condition, all, any };

/// A condition, perhaps negated, or a group, whose members are the parts that follow it.
struct query_part {
    query_kind kind = query_kind::all;
    bool negated = false;
    std::size_t members = 0;
    query_condition condition{}; ///< of a part that is one
};

} // namespace detail

/// Which runs: conditions, joined by `&&`, `||` and `!`. Made by comparing `where("ridge")`,
/// `metric("loss").last`, `status`, `pipeline_name`, `began` or `wall` of namespace leat with a
/// value, by `has_tag("daily")`, or from text by `parse_query`. `query()` finds every run.
///
/// A comparison with what a run does not have is false, and its negation is therefore true:
/// `where("ridge") != 0.1` finds the runs whose ridge is another number, `!(where("ridge") == 0.1)`
/// also those without a ridge. So it is for a comparison of text with a number, too; which runs
/// those are says `query_mismatch_sql`.
///
/// Joining throws `error` when the query becomes larger than `max_query_parts` or deeper than
/// `max_query_depth`. Cost: copies the parts.
class query {
public:
    query() : parts_{{detail::query_kind::all}}, depth_(1) {}
    explicit query(detail::query_condition condition)
        : parts_{{detail::query_kind::condition, false, 0, std::move(condition)}} {}

    friend query operator&&(query a, query const& b) {
        return join(detail::query_kind::all, std::move(a), b);
    }
    friend query operator||(query a, query const& b) {
        return join(detail::query_kind::any, std::move(a), b);
    }
    friend query operator!(query a) {
        using enum detail::query_kind;
        for (detail::query_part& part : a.parts_) // none of the members, for not all of them
            if (part.kind == condition)
                part.negated = !part.negated;
            else
                part.kind = part.kind == all ? any : all;
        return a;
    }

    /// Each group before its members, so the whole first.
    std::vector<detail::query_part> const& parts() const noexcept { return parts_; }

private:
    // A group in a group of its kind gives its members to it, so that a chain of any length is
    // flat.
    LEAT_DECL static query join(detail::query_kind kind, query a, query const& b);

    std::vector<detail::query_part> parts_;
    std::size_t depth_ = 0; // groups around the innermost condition
};

namespace detail {

template <class T>
concept query_text_value =
    std::convertible_to<T const&, std::string_view> && !std::same_as<T, std::nullptr_t>;

/// A number. A character is none: it may be meant as text.
template <class T>
concept query_number =
    std::floating_point<T> ||
    (std::integral<T> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
     !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>);

/// An integer beyond 64 bits with sign is a real. Throws `error` for a NaN.
template <query_number T>
query_value query_value_of(T value) {
    if constexpr (std::floating_point<T>) {
        if (std::isnan(value))
            throw error("a query compares with a NaN, which nothing is equal to, less or greater "
                        "than: compare with a number, or ask is_nan()");
    } else if (std::in_range<std::int64_t>(+value)) {
        return static_cast<std::int64_t>(value);
    }
    return static_cast<double>(value);
}

/// What a double lacks of the number that its shortest text says, as 0.1 does.
LEAT_DECL double decimal_rest(double value);

/// What `query_value_of` lacks of a number. A double is what its text says, as in a query.
template <class T>
double query_rest_of(T const& value) {
    if constexpr (std::same_as<T, double> || std::same_as<T, float>) {
        return decimal_rest(value);
    } else if constexpr (std::floating_point<T> || std::integral<T>) {
        if constexpr (std::integral<T>)
            if (std::in_range<std::int64_t>(+value)) return 0;
        auto const near = static_cast<long double>(static_cast<double>(value));
        auto const rest = static_cast<double>(static_cast<long double>(value) - near);
        return std::isfinite(rest) ? rest : 0;
    }
    return 0;
}

inline query_value query_value_of(std::string_view text) { return std::string(text); }

/// In nanoseconds, the most or the least when it is beyond.
template <class Rep, class Period>
query_value query_value_of(std::chrono::duration<Rep, Period> time) {
    constexpr auto most = std::chrono::nanoseconds::max(), least = std::chrono::nanoseconds::min();
    std::chrono::duration<long double> const about = time;
    if (!(about < most)) return std::int64_t(most.count());
    if (about <= least) return std::int64_t(least.count());
    return std::int64_t(std::chrono::duration_cast<std::chrono::nanoseconds>(time).count());
}

// What a condition can be about. What is compared with what is what `compared` can be called with.

struct query_param {
    std::string name;

    /// The runs that have it as text with this in it.
    LEAT_DECL query contains(std::string_view text) const;
    /// The runs that have it, as whatever it is.
    query exists() const { return query({query_subject::param, query_relation::exists, name}); }
    /// The runs that have it as a NaN, which no comparison finds.
    query is_nan() const { return query({query_subject::param, query_relation::is_nan, name}); }
};

template <class T>
    requires query_number<T> || query_text_value<T>
query_condition compared(query_param const& param, query_relation relation, T const& value) {
    query_condition made{query_subject::param, relation, param.name, query_value_of(value)};
    made.rest = query_rest_of(value);
    return made;
}

template <metric_part Part>
struct query_metric_part {
    std::string name;
    std::optional<std::string> context;

    /// The runs in which that is a NaN, which no comparison finds.
    query is_nan() const
        requires(Part == metric_part::last)
    {
        return query({query_subject::metric, query_relation::is_nan, name, {}, Part, context});
    }
};

template <metric_part Part, class T>
    requires query_number<T> || (query_text_value<T> && Part == metric_part::last)
query_condition
    compared(query_metric_part<Part> const& metric, query_relation relation, T const& value) {
    return {query_subject::metric, relation, metric.name,
            query_value_of(value), Part,     metric.context};
}

struct query_metric {
    query_metric_part<metric_part::last> last; ///< a number or text
    query_metric_part<metric_part::lowest> lowest;
    query_metric_part<metric_part::highest> highest;
    query_metric_part<metric_part::count> count; ///< of its points

    /// The runs that have it.
    LEAT_DECL query exists() const;
};

// Enumerators, for as variables they would be shadowed by each `status` in a function of leat.
enum class status_field : unsigned char { status };
enum class pipeline_field : unsigned char { pipeline_name };
enum class began_field : unsigned char { began };
enum class wall_field : unsigned char { wall };

template <class Duration>
query_condition compared(began_field, query_relation relation,
                         std::chrono::sys_time<Duration> time) {
    return {query_subject::began, relation, {}, query_value_of(time.time_since_epoch())};
}

template <class Rep, class Period>
query_condition compared(wall_field, query_relation relation,
                         std::chrono::duration<Rep, Period> time) {
    return {query_subject::wall, relation, {}, query_value_of(time)};
}

template <class Value, class Subject>
concept query_ordered_with =
    requires(Subject const& a, Value const& b) { compared(a, query_relation::less, b); };

/// No two instants are equal.
template <class Value, class Subject>
concept query_equal_with = query_ordered_with<Value, Subject> && !std::is_enum_v<Subject>;

template <class A, query_equal_with<A> B>
query operator==(A const& a, B const& b) {
    return query(compared(a, query_relation::equal, b));
}
template <class A, query_equal_with<A> B>
query operator!=(A const& a, B const& b) {
    return query(compared(a, query_relation::unequal, b));
}
template <class A, query_ordered_with<A> B>
query operator<(A const& a, B const& b) {
    return query(compared(a, query_relation::less, b));
}
template <class A, query_ordered_with<A> B>
query operator<=(A const& a, B const& b) {
    return query(compared(a, query_relation::at_most, b));
}
template <class A, query_ordered_with<A> B>
query operator>(A const& a, B const& b) {
    return query(compared(a, query_relation::greater, b));
}
template <class A, query_ordered_with<A> B>
query operator>=(A const& a, B const& b) {
    return query(compared(a, query_relation::at_least, b));
}

LEAT_DECL query operator==(status_field, run_status wanted);
inline query operator!=(status_field a, run_status wanted) { return !(a == wanted); }
LEAT_DECL query operator==(pipeline_field, std::string_view name);
LEAT_DECL query operator!=(pipeline_field a, std::string_view name);

} // namespace detail

using enum detail::status_field;   ///< `status == run_status::completed`
using enum detail::pipeline_field; ///< `pipeline_name == "forecast"`
using enum detail::began_field;    ///< `began > days_ago(7)`, or any other time of the system clock
using enum detail::wall_field;     ///< `wall < 10s`; false while the run goes on

/// The parameter of this name: `where("ridge") > 0.1`. It compares with numbers and with text, by
/// `==`, `!=`, `<`, `<=`, `>`, `>=`; text is ordered by its bytes.
inline detail::query_param where(std::string_view name) { return {std::string(name)}; }

/// The metric of this name, in any of its contexts or in this one, which may be empty:
/// `metric("loss", "train").last < 0.2`.
LEAT_DECL detail::query_metric metric(std::string_view name,
                                      std::optional<std::string_view> context = {});

/// The runs that have this tag.
LEAT_DECL query has_tag(std::string_view tag);

/// So many times 24 hours before now.
LEAT_DECL std::chrono::system_clock::time_point days_ago(int days);

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/query.ipp>
#endif
