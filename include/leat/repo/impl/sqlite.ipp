// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/sqlite.hpp>
#include <leat/repo/sqlite_error.hpp>

#include <utility>

#include <sqlite3.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL database::database(std::filesystem::path file, std::string const& uri, int flags)
    : file_(std::move(file)) {
    int const code = ::sqlite3_open_v2(uri.c_str(), &handle_,
                                       flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        int const number = handle_ ? ::sqlite3_system_errno(handle_) : 0;
        ::sqlite3_close(handle_);
        throw_sqlite_error(code, number, ::sqlite3_errstr(code), file_, doing);
    }
    ::sqlite3_extended_result_codes(handle_, 1);
    ::sqlite3_busy_handler(handle_, &database::wait, this);
}

LEAT_DECL database::~database() {
    for (auto const& [sql, prepared] : idle_) ::sqlite3_finalize(prepared);
    ::sqlite3_close(handle_);
}

LEAT_DECL void database::run(char const* sql) {
    check(::sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

LEAT_DECL int database::changes() const noexcept { return ::sqlite3_changes(handle_); }

LEAT_DECL void database::check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        throw_sqlite_error(code, ::sqlite3_system_errno(handle_), ::sqlite3_errmsg(handle_), file_,
                           doing);
}

LEAT_DECL int database::wait(void* self, int times) {
    auto& db = *static_cast<database*>(self);
    auto const now = std::chrono::steady_clock::now();
    if (times == 0) db.waits_since_ = now;
    if (now - db.waits_since_ > std::chrono::seconds(10)) return 0;
    ::usleep(times < 20 ? 100u * static_cast<unsigned>(times + 1)
                        : 2000u + static_cast<unsigned>(::getpid()) % 7 * 100);
    return 1;
}

LEAT_DECL statement::statement(database& db, std::string_view sql) : db_(db) {
    if (auto const found = db.idle_.find(sql); found != db.idle_.end()) {
        node_ = db.idle_.extract(found);
        prepared_ = node_.mapped();
        return;
    }
    db.check(::sqlite3_prepare_v3(db.handle_, sql.data(), static_cast<int>(sql.size()),
                                  SQLITE_PREPARE_PERSISTENT, &prepared_, nullptr));
    sql_ = sql;
}

LEAT_DECL statement::~statement() {
    ::sqlite3_reset(prepared_);
    ::sqlite3_clear_bindings(prepared_);
    bool kept = false;
    try {
        kept = node_ ? db_.idle_.insert(std::move(node_)).inserted
                     : db_.idle_.emplace(sql_, prepared_).second;
    } catch (...) { // no memory
    }
    if (!kept) ::sqlite3_finalize(prepared_);
}

LEAT_DECL bool statement::step() {
    int const code = ::sqlite3_step(prepared_);
    db_.check(code);
    return code == SQLITE_ROW;
}

LEAT_DECL void statement::run() {
    while (step()) {
    }
}

LEAT_DECL void statement::reset() { ::sqlite3_reset(prepared_); }

LEAT_DECL int statement::columns() const { return ::sqlite3_column_count(prepared_); }

LEAT_DECL int statement::type(int column) const { return ::sqlite3_column_type(prepared_, column); }

LEAT_DECL bool statement::null(int column) const { return type(column) == SQLITE_NULL; }

LEAT_DECL std::int64_t statement::integer(int column) const {
    return ::sqlite3_column_int64(prepared_, column);
}

LEAT_DECL double statement::real(int column) const {
    return ::sqlite3_column_double(prepared_, column);
}

LEAT_DECL std::string_view statement::view(int column) const {
    void const* const at = ::sqlite3_column_blob(prepared_, column);
    auto const size = static_cast<std::size_t>(::sqlite3_column_bytes(prepared_, column));
    return at ? std::string_view(static_cast<char const*>(at), size) : std::string_view();
}

LEAT_DECL int statement::put_integer(int at, std::int64_t value) {
    return ::sqlite3_bind_int64(prepared_, at, value);
}

LEAT_DECL int statement::put(int at, double value) {
    return ::sqlite3_bind_double(prepared_, at, value);
}

LEAT_DECL int statement::put(int at, std::nullptr_t) { return ::sqlite3_bind_null(prepared_, at); }

LEAT_DECL int statement::put(int at, std::string_view value) {
    return ::sqlite3_bind_text64(prepared_, at, value.data() ? value.data() : "", value.size(),
                                 SQLITE_TRANSIENT, SQLITE_UTF8);
}

LEAT_DECL int statement::put(int at, column_bytes value) {
    return value.bytes.empty() ? ::sqlite3_bind_zeroblob(prepared_, at, 0)
                               : ::sqlite3_bind_blob64(prepared_, at, value.bytes.data(),
                                                       value.bytes.size(), SQLITE_STATIC);
}

} // namespace leat::detail
