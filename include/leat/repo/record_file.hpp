// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/store_text.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/serial/checked_output.hpp>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

// A run that has ended, as one sealed text that its rows can be made of again. A line for each row:
// what it is, and its columns, where `n` is nothing, `i-7 ` a number, `r` a real number as 16
// hexadecimal digits, `t5:` and `b5:` a text and bytes of that length.

namespace leat::detail {

inline constexpr std::string_view record_prefix = "runs/";
inline constexpr std::string_view record_heading = "leat-run 2\n";
inline constexpr std::string_view first_heading = "leat-run 1\n"; // lacks the last columns

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
    {"param", "SELECT name, value, type FROM params WHERE run = ?1",
     "INSERT INTO params(run, name, value, type) VALUES(?1, ?2, ?3, ?4)"},
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

inline void write_column(std::string& to, statement const& row, int column) {
    auto const sized = [&](char kind) {
        std::string_view const bytes = row.view(column);
        to += kind + std::to_string(bytes.size()) + ':';
        to += bytes;
    };
    switch (row.type(column)) {
    case SQLITE_NULL:
        to += 'n';
        break;
    case SQLITE_INTEGER:
        to += 'i' + std::to_string(row.integer(column)) + ' ';
        break;
    case SQLITE_FLOAT:
        to += 'r' + hex(std::bit_cast<std::uint64_t>(row.real(column)));
        break;
    case SQLITE_TEXT:
        sized('t');
        break;
    default:
        sized('b');
    }
}

/// The record of the run `id`. Cost: in proportion to its points.
inline std::string write_record(database& db, std::string_view id) {
    std::string text(record_heading);
    for (record_table const& table : record_tables) {
        statement row(db, table.select);
        row.bind(id);
        while (row.step()) {
            text.append(table.name) += ' ';
            for (int column = 0; column < row.columns(); ++column) write_column(text, row, column);
            text += '\n';
        }
    }
    return text + "checksum " + blob_digest(text).to_string() + "\n";
}

/// Takes a column off the front of `text` into parameter `at` of `to`; false when it cannot be.
inline bool take_column(std::string_view& text, statement& to, int at) {
    if (text.empty()) return false;
    char const kind = text.front();
    text.remove_prefix(1);
    if (kind == 'n') {
        to.set(at, nullptr);
        return true;
    }
    if (kind == 'r') {
        std::uint64_t bits = 0;
        auto const [end, code] = std::from_chars(
            text.data(), text.data() + std::min<std::size_t>(16, text.size()), bits, 16);
        if (code != std::errc() || end != text.data() + 16) return false;
        to.set(at, std::bit_cast<double>(bits));
        text.remove_prefix(16);
        return true;
    }
    auto const word = take_until(text, kind == 'i' ? ' ' : ':');
    auto const number = word ? read_number<std::int64_t>(*word) : std::nullopt;
    if (!number) return false;
    if (kind == 'i') {
        to.set(at, *number);
        return true;
    }
    auto const size = static_cast<std::uint64_t>(*number);
    if ((kind != 't' && kind != 'b') || size > text.size()) return false;
    std::string_view const bytes = text.substr(0, static_cast<std::size_t>(size));
    if (kind == 't')
        to.set(at, bytes);
    else
        to.set(at, column_bytes{bytes});
    text.remove_prefix(bytes.size());
    return true;
}

/// Whether the text is a record as it was written. `why` is filled in if not.
inline bool check_record(std::string_view text, std::string& why) {
    constexpr std::size_t last = std::string_view("checksum \n").size() + 32;
    if (!text.starts_with("leat-run ")) return why = "it is no record of a run", false;
    std::string_view const lines = text.substr(0, text.size() - std::min(text.size(), last));
    if (text.substr(lines.size()) != "checksum " + blob_digest(lines).to_string() + "\n")
        return why = "it is damaged or cut short", false;
    if (!text.starts_with(record_heading) && !text.starts_with(first_heading))
        return why = "a newer leat wrote it", false;
    return true;
}

/// Makes the rows of a run again. Requires a record that was checked, and no such run. Throws
/// `repo_error` when it cannot be; then there may be a part of it.
inline void read_record(database& db, std::string_view id, std::string_view text) {
    text.remove_prefix(record_heading.size());
    while (!text.starts_with("checksum ")) {
        bool good = false;
        if (auto const word = take_until(text, ' '))
            for (record_table const& table : record_tables) {
                if (table.name != *word) continue;
                statement row(db, table.insert);
                row.set(1, id);
                good = true;
                for (int at = 2; good && !text.starts_with('\n'); ++at)
                    good = take_column(text, row, at);
                if (good) row.run();
            }
        if (!good) throw repo_error("the record of run '" + std::string(id) + "' is damaged");
        text.remove_prefix(1);
    }
}

} // namespace leat::detail
