// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/store_text.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/record_file.hpp>
#include <leat/serial/checked_output.hpp>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <system_error>

#include <sqlite3.h>

namespace leat::detail {

LEAT_DECL void write_column(std::string& to, statement const& row, int column) {
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

LEAT_DECL std::string write_record(database& db, std::string_view id) {
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

LEAT_DECL bool take_column(std::string_view& text, statement& to, int at) {
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

LEAT_DECL bool check_record(std::string_view text, std::string& why) {
    constexpr std::size_t last = std::string_view("checksum \n").size() + 32;
    if (!text.starts_with("leat-run ")) return why = "it is no record of a run", false;
    std::string_view const lines = text.substr(0, text.size() - std::min(text.size(), last));
    if (text.substr(lines.size()) != "checksum " + blob_digest(lines).to_string() + "\n")
        return why = "it is damaged or cut short", false;
    std::string_view const heading = text.substr(0, record_heading.size());
    if (heading != record_heading &&
        std::ranges::find(older_headings, heading) == std::end(older_headings))
        return why = "a newer leat wrote it", false;
    return true;
}

LEAT_DECL void read_record(database& db, std::string_view id, std::string_view text) {
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
