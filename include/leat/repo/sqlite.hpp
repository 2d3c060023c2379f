// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/sqlite_error.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <sqlite3.h>
#include <unistd.h>

namespace leat::detail {

/// Bytes for a column, as distinct from text. They are not copied.
struct column_bytes {
    std::string_view bytes;
};

class statement;

/// An open database, for one thread at a time. Waits up to 10 s for a lock that another process
/// has.
class database {
public:
    /// `uri` as in "file:...?mode=ro"; `file` as it is shown to people.
    database(std::filesystem::path file, std::string const& uri, int flags)
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
    database(database const&) = delete;
    database& operator=(database const&) = delete;
    ~database() {
        for (auto const& [sql, prepared] : idle_) ::sqlite3_finalize(prepared);
        ::sqlite3_close(handle_);
    }

    ::sqlite3* handle() const noexcept { return handle_; }
    std::filesystem::path const& file() const noexcept { return file_; }

    /// Runs one statement or several that return nothing.
    void run(char const* sql) { check(::sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }

    /// How many rows the last statement changed.
    int changes() const noexcept { return ::sqlite3_changes(handle_); }

    void check(int code) const {
        if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
            throw_sqlite_error(code, ::sqlite3_system_errno(handle_), ::sqlite3_errmsg(handle_),
                               file_, doing);
    }

    std::string doing = "open"; ///< what it is used for now, as in "list the runs in"

private:
    friend class statement;

    // Shorter steps than SQLite's own, as transactions here take some 50 us.
    static int wait(void* self, int times) {
        auto& db = *static_cast<database*>(self);
        auto const now = std::chrono::steady_clock::now();
        if (times == 0) db.waits_since_ = now;
        if (now - db.waits_since_ > std::chrono::seconds(10)) return 0;
        ::usleep(times < 20 ? 100u * static_cast<unsigned>(times + 1)
                            : 2000u + static_cast<unsigned>(::getpid()) % 7 * 100);
        return 1;
    }

    std::filesystem::path file_;
    ::sqlite3* handle_ = nullptr;
    std::chrono::steady_clock::time_point waits_since_{};
    std::map<std::string, ::sqlite3_stmt*, std::less<>> idle_;
};

/// A statement, prepared once for each database and text; reset with the object.
class statement {
public:
    statement(database& db, std::string_view sql) : db_(db) {
        if (auto const found = db.idle_.find(sql); found != db.idle_.end()) {
            node_ = db.idle_.extract(found);
            prepared_ = node_.mapped();
            return;
        }
        db.check(::sqlite3_prepare_v3(db.handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared_, nullptr));
        sql_ = sql;
    }
    statement(statement const&) = delete;
    statement& operator=(statement const&) = delete;
    ~statement() {
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

    /// Fills in all parameters, in order.
    template <class... Values>
    statement& bind(Values const&... values) {
        int at = 0;
        (db_.check(put(++at, values)), ...);
        return *this;
    }

    /// Fills in the parameter of that number, from 1.
    template <class Value>
    void set(int at, Value const& value) {
        db_.check(put(at, value));
    }

    /// Goes to the next row; false when there is none.
    bool step() {
        int const code = ::sqlite3_step(prepared_);
        db_.check(code);
        return code == SQLITE_ROW;
    }
    void run() {
        while (step()) {
        }
    }
    /// To be run again with other values.
    void reset() { ::sqlite3_reset(prepared_); }

    int columns() const { return ::sqlite3_column_count(prepared_); }
    int type(int column) const { return ::sqlite3_column_type(prepared_, column); }
    bool null(int column) const { return type(column) == SQLITE_NULL; }
    std::int64_t integer(int column) const { return ::sqlite3_column_int64(prepared_, column); }
    double real(int column) const { return ::sqlite3_column_double(prepared_, column); }
    /// Text or bytes; valid until the next step.
    std::string_view view(int column) const {
        void const* const at = ::sqlite3_column_blob(prepared_, column);
        auto const size = static_cast<std::size_t>(::sqlite3_column_bytes(prepared_, column));
        return at ? std::string_view(static_cast<char const*>(at), size) : std::string_view();
    }
    std::string text(int column) const { return std::string(view(column)); }

private:
    template <std::integral Integer>
    int put(int at, Integer value) {
        return ::sqlite3_bind_int64(prepared_, at, static_cast<std::int64_t>(value));
    }
    int put(int at, double value) { return ::sqlite3_bind_double(prepared_, at, value); }
    int put(int at, std::string_view value) {
        return ::sqlite3_bind_text64(prepared_, at, value.data() ? value.data() : "", value.size(),
                                     SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    int put(int at, column_bytes value) {
        return value.bytes.empty() ? ::sqlite3_bind_zeroblob(prepared_, at, 0)
                                   : ::sqlite3_bind_blob64(prepared_, at, value.bytes.data(),
                                                           value.bytes.size(), SQLITE_STATIC);
    }
    int put(int at, std::nullptr_t) { return ::sqlite3_bind_null(prepared_, at); }
    template <class T>
    int put(int at, std::optional<T> const& value) {
        return value ? put(at, *value) : put(at, nullptr);
    }

    database& db_;
    ::sqlite3_stmt* prepared_ = nullptr;
    decltype(database::idle_)::node_type node_{};
    std::string sql_{};
};

/// Runs a statement that returns nothing.
template <class... Values>
void run_sql(database& db, std::string_view sql, Values const&... values) {
    statement(db, sql).bind(values...).run();
}

} // namespace leat::detail
