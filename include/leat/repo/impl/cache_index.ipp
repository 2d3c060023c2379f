// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/entry.hpp>
#include <leat/cache/store_root.hpp>
#include <leat/repo/cache_index.hpp>
#include <leat/repo/points.hpp>

#include <cerrno>

namespace leat::detail {

LEAT_DECL std::optional<std::string> cache_index::get(std::string_view name) const {
    statement query(db_, "SELECT bytes FROM cache_index WHERE name = ?");
    return query.bind(name).step() ? std::optional(query.text(0)) : std::nullopt;
}

LEAT_DECL void cache_index::put(std::string_view name, std::string_view bytes,
                                std::int64_t now) const {
    put_row(name, bytes, now);
    append({false, name, now, bytes});
}

LEAT_DECL bool cache_index::remove(std::string_view name, std::int64_t now) const {
    if (!remove_row(name)) return false;
    append({true, name, now, {}});
    return true;
}

LEAT_DECL std::optional<std::uint64_t> cache_index::size(std::string_view name) const {
    statement query(db_, "SELECT length(bytes) FROM cache_index WHERE name = ?");
    if (!query.bind(name).step()) return std::nullopt;
    return static_cast<std::uint64_t>(query.integer(0));
}

LEAT_DECL void cache_index::touch(std::string_view name, std::int64_t now) const {
    run_sql(db_, "UPDATE cache_index SET used = max(used, ?) WHERE name = ?", now, name);
}

LEAT_DECL std::optional<std::int64_t> cache_index::used(std::string_view name) const {
    statement query(db_, "SELECT used FROM cache_index WHERE name = ?");
    return query.bind(name).step() ? std::optional(query.integer(0)) : std::nullopt;
}

LEAT_DECL bool cache_index::restore() const {
    store_handle const root = open_root(folder_);
    auto const text = root ? read_file(root, journal_file) : std::nullopt;
    if (!text) return false;
    return read_journal(*text, [&](journal_line const& line) {
        if (line.removed)
            remove_row(line.name);
        else if (is_store_name(line.name))
            put_row(line.name, line.bytes, line.used);
    });
}

LEAT_DECL void cache_index::compact() const {
    std::string text;
    statement query(db_, "SELECT name, bytes, used FROM cache_index");
    while (query.step()) {
        std::string const name = query.text(0);
        write_journal_line(text, {false, name, query.integer(2), query.view(1)});
    }
    store_handle const root = open_root(folder_);
    if (int const code = root ? write_file(root, root, journal_file, text, false) : ENOENT)
        throw_store_error(folder_, code);
}

LEAT_DECL void cache_index::put_row(std::string_view name, std::string_view bytes,
                                    std::int64_t now) const {
    run_sql(db_,
            "INSERT INTO cache_index(name, bytes, used) VALUES(?, ?, ?) "
            "ON CONFLICT(name) DO UPDATE SET bytes = excluded.bytes, used = excluded.used",
            name, column_bytes{bytes}, now);
    run_sql(db_, "DELETE FROM cache_contents WHERE name = ?", name);
    if (!name.starts_with(entry_prefix)) return;
    auto const entry = read_entry(bytes);
    if (!entry) return;
    for (std::size_t i = 0; i < entry->contents.size(); ++i)
        run_sql(db_, "INSERT OR IGNORE INTO cache_contents(content, name, bytes) VALUES(?, ?, ?)",
                entry->contents[i].to_string(), name, entry->sizes[i]);
}

LEAT_DECL bool cache_index::remove_row(std::string_view name) const {
    run_sql(db_, "DELETE FROM cache_index WHERE name = ?", name);
    return db_.changes() > 0;
}

LEAT_DECL void cache_index::append(journal_line const& line) const {
    store_handle const root = open_root(folder_);
    std::uint64_t size = 0;
    if (int const code = root ? append_to_journal(root, line, size) : ENOENT)
        throw_store_error(folder_, code);
    // Each time that it has doubled, so that it costs little: a power of two lies between.
    constexpr std::uint64_t least = std::uint64_t{4} << 20;
    std::uint64_t const before = size - line.bytes.size() - line.name.size();
    if (size < least || std::bit_width(before) == std::bit_width(size)) return;
    auto const live = static_cast<std::uint64_t>(
        number_of_bytes("SELECT sum(length(bytes) + length(name) + 64) FROM cache_index"));
    if (size > 2 * live) compact();
}

LEAT_DECL std::int64_t cache_index::number_of_bytes(std::string_view sql) const {
    statement query(db_, sql);
    return query.step() ? query.integer(0) : 0;
}

} // namespace leat::detail
