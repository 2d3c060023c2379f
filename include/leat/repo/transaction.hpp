// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/sqlite.hpp>

namespace leat::detail {

/// Writes, and nobody else does meanwhile. Undone as a whole unless committed.
class transaction {
public:
    explicit transaction(database& db) : db_(db) { run_sql(db, "BEGIN IMMEDIATE"); }
    transaction(transaction const&) = delete;
    transaction& operator=(transaction const&) = delete;
    ~transaction() { // some errors undo it by themselves
        if (!::sqlite3_get_autocommit(db_.handle()))
            ::sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }

    void commit() { run_sql(db_, "COMMIT"); }

private:
    database& db_;
};

} // namespace leat::detail
