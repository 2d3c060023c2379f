// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

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

// As <sqlite3.h> has them, which only the bodies include.
struct sqlite3;
struct sqlite3_stmt;

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
    LEAT_DECL database(std::filesystem::path file, std::string const& uri, int flags);
    database(database const&) = delete;
    database& operator=(database const&) = delete;
    LEAT_DECL ~database();

    ::sqlite3* handle() const noexcept { return handle_; }
    std::filesystem::path const& file() const noexcept { return file_; }

    /// Runs one statement or several that return nothing.
    LEAT_DECL void run(char const* sql);

    /// How many rows the last statement changed.
    LEAT_DECL int changes() const noexcept;

    LEAT_DECL void check(int code) const;

    std::string doing = "open"; ///< what it is used for now, as in "list the runs in"

private:
    friend class statement;

    // Shorter steps than SQLite's own, as transactions here take some 50 us.
    LEAT_DECL static int wait(void* self, int times);

    std::filesystem::path file_;
    ::sqlite3* handle_ = nullptr;
    std::chrono::steady_clock::time_point waits_since_{};
    std::map<std::string, ::sqlite3_stmt*, std::less<>> idle_;
};

/// A statement, prepared once for each database and text; reset with the object.
class statement {
public:
    LEAT_DECL statement(database& db, std::string_view sql);
    statement(statement const&) = delete;
    statement& operator=(statement const&) = delete;
    LEAT_DECL ~statement();

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
    LEAT_DECL bool step();
    /// Goes through all rows.
    LEAT_DECL void run();
    /// To be run again with other values.
    LEAT_DECL void reset();

    LEAT_DECL int columns() const;
    LEAT_DECL int type(int column) const;
    LEAT_DECL bool null(int column) const;
    LEAT_DECL std::int64_t integer(int column) const;
    LEAT_DECL double real(int column) const;
    /// Text or bytes; valid until the next step.
    LEAT_DECL std::string_view view(int column) const;
    std::string text(int column) const { return std::string(view(column)); }

private:
    template <std::integral Integer>
    int put(int at, Integer value) {
        return put_integer(at, static_cast<std::int64_t>(value));
    }
    LEAT_DECL int put_integer(int at, std::int64_t value);
    LEAT_DECL int put(int at, double value);
    LEAT_DECL int put(int at, std::string_view value);
    LEAT_DECL int put(int at, column_bytes value);
    LEAT_DECL int put(int at, std::nullptr_t);
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

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/sqlite.ipp>
#endif
