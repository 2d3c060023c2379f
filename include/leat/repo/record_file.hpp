// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/sqlite.hpp>
#include <leat/support/config.hpp>

#include <string>
#include <string_view>

// A run that has ended, as one sealed text that its rows can be made of again. A line for each row:
// what it is, and its columns, where `n` is nothing, `i-7 ` a number, `r` a real number as 16
// hexadecimal digits, `t5:` and `b5:` a text and bytes of that length.

namespace leat::detail {

inline constexpr std::string_view record_prefix = "runs/";
inline constexpr std::string_view record_heading = "leat-run 3\n";
// Lack the last columns of some tables.
inline constexpr std::string_view older_headings[] = {"leat-run 1\n", "leat-run 2\n"};

struct record_table {
    std::string_view name, select, insert;
};

// The run is parameter 1 in each. Of its number in the table, a sequence of points is independent.
inline constexpr record_table record_tables[] = {
    {"run",
     "SELECT pipeline, status, origin, began, wall, hook_time, failed_node, reason, host, boot, "
     "pid, pid_began, pid_space, program, asked, sliced, graph, graph_bytes, part, anew "
     "FROM runs WHERE id = ?1",
     "INSERT INTO runs(id, pipeline, status, origin, began, wall, hook_time, failed_node, reason, "
     "host, boot, pid, pid_began, pid_space, program, asked, sliced, graph, "
     "graph_bytes, part, anew) "
     "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
     "?19, ?20, ?21)"},
    {"node",
     "SELECT position, name, outputs, status, attempts, time, bytes, key, reason, began, thread "
     "FROM nodes WHERE run = ?1",
     "INSERT INTO nodes(run, position, name, outputs, status, attempts, time, bytes, key, reason, "
     "began, thread) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"},
    {"value", "SELECT name, key, content, version, bytes, type FROM run_values WHERE run = ?1",
     "INSERT INTO run_values(run, name, key, content, version, bytes, type) "
     "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
    {"param", "SELECT name, value, type, rest, given FROM params WHERE run = ?1",
     "INSERT INTO params(run, name, value, type, rest, given) VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
    {"tag", "SELECT tag FROM tags WHERE run = ?1", "INSERT INTO tags(run, tag) VALUES(?1, ?2)"},
    {"artifact", "SELECT name, file, content, bytes FROM artifacts WHERE run = ?1",
     "INSERT INTO artifacts(run, name, file, content, bytes) VALUES(?1, ?2, ?3, ?4, ?5)"},
    {"metric",
     "SELECT name, context, kind, count, last, lowest, highest FROM metrics WHERE run = ?1 "
     "ORDER BY id",
     "INSERT INTO metrics(run, name, context, kind, count, last, lowest, highest) "
     "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
    {"points",
     "SELECT metrics.name, metrics.context, points.first, points.count, points.data "
     "FROM metrics JOIN points ON points.metric = metrics.id WHERE metrics.run = ?1 "
     "ORDER BY metrics.id, points.first",
     "INSERT INTO points(metric, first, count, data) VALUES((SELECT id FROM metrics WHERE run = ?1 "
     "AND name = ?2 AND context = ?3), ?4, ?5, ?6)"}};

LEAT_DECL void write_column(std::string& to, statement const& row, int column);

/// The record of the run `id`. Cost: in proportion to its points.
LEAT_DECL std::string write_record(database& db, std::string_view id);

/// Takes a column off the front of `text` into parameter `at` of `to`; false when it cannot be.
LEAT_DECL bool take_column(std::string_view& text, statement& to, int at);

/// Whether the text is a record as it was written. `why` is filled in if not.
LEAT_DECL bool check_record(std::string_view text, std::string& why);

/// Makes the rows of a run again. Requires a record that was checked, and no such run. Throws
/// `repo_error` when it cannot be; then there may be a part of it.
LEAT_DECL void read_record(database& db, std::string_view id, std::string_view text);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/record_file.ipp>
#endif
