// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query.hpp>
#include <leat/support/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leat {

/// A piece of SQL, and what its question marks stand for, in their order.
struct query_statement {
    std::string sql;
    std::vector<query_value> bound;
};

namespace detail {

inline constexpr std::string_view metric_columns[] = {"last", "lowest", "highest", "count"};

/// Whether the type of what it compares matters: that of a parameter, or of a metric's last value.
LEAT_DECL bool has_wanted_type(query_condition const& c);

inline bool wants_text(query_condition const& c) { return c.value.index() == 2; }

/// Writes conditions. Only fixed texts get into the SQL; what the user gave is bound.
class query_writer {
public:
    /// `lenient` lets a run through, too, whose value is of another type than the comparison's.
    explicit query_writer(query_statement& out, bool lenient = false)
        : out_(&out), lenient_(lenient) {}

    LEAT_DECL void write(query const& q);

    /// The rows of `params` or `metrics` that a condition names.
    LEAT_DECL void write_named(query_condition const& c);

    /// Of those, the ones of another type.
    LEAT_DECL void write_mistyped(query_condition const& c);

private:
    using part_iterator = std::vector<query_part>::const_iterator;

    void add(std::string_view sql) { out_->sql += sql; }
    LEAT_DECL void add(std::string_view sql, query_value value);

    // How few runs a part finds by itself, at a guess: the fewer, the less.
    LEAT_DECL static int guess(query_part const& part);

    LEAT_DECL static part_iterator after(part_iterator part);

    // Of several conditions that must all hold, one finds runs by an index, and the others are
    // checked for each that it finds: `found`. As deep as groups are in groups.
    LEAT_DECL void write(part_iterator& part, bool found);

    LEAT_DECL void write(query_condition const& c, bool negated, bool found);

    // Each is true or false, never unknown, so that it can be negated. A plus keeps an index from
    // being used where another one is to find the runs.
    LEAT_DECL void write(query_condition const& c, bool found);

    LEAT_DECL void begin_lookup(query_condition const& c, bool found);

    // A value of another type is neither equal nor unequal, less or greater. In SQLite all numbers
    // come before all texts, of which '' is the first, and those before all blobs, of which x'' is
    // the first: a NaN is kept as a blob. So a type is a range of an index, where the comparison
    // itself is no bound.
    LEAT_DECL void write_relation(std::string const& column, query_condition const& c);

    // A number is compared as one of the parameter's type: with a float as the nearest float, with
    // what no double holds as a double and what that lacks. All of these are next to each other, so
    // that the index finds them, and few more.
    LEAT_DECL void write_number(query_condition const& c);

    LEAT_DECL static std::string_view operator_of(query_relation relation);

    query_statement* out_;
    bool lenient_;
};

} // namespace detail

/// A query as a condition on table `runs`, in parentheses where it needs them: what may follow
/// `SELECT id FROM runs WHERE`. It asks what the tables say, so runs that are marked as running and
/// are not must be marked as crashed before.
///
/// Of conditions that must all hold, the one that seems to find the fewest runs is looked up in an
/// index, and the others are checked for those runs, each by an index; of several of which one must
/// hold, each is looked up. So the cost is that of the runs that some conditions find by
/// themselves.
LEAT_DECL query_statement query_sql(query const& q);

/// A statement that finds what a query compares with a value of another type, in the runs where it
/// matters: those that the query might find if that comparison were true. Each row is the text of a
/// sentence without its number of runs, and that number; see `query_mismatch_text`. Columns: what
/// ("parameter" or "metric"), its name, the type wanted and the type found ("number", "text" or
/// "neither"), the number of runs. What a query compares both with numbers and with texts is left
/// out. The SQL is empty when the query has no such comparison.
LEAT_DECL query_statement query_mismatch_sql(query const& q);

/// A row of `query_mismatch_sql` as a sentence: "3 runs have the parameter 'ridge' as text: its
/// comparison with a number is false there".
LEAT_DECL std::string query_mismatch_text(std::string_view what, std::string_view name,
                                          std::string_view wanted, std::string_view found,
                                          std::int64_t runs);

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/query_sql.ipp>
#endif
