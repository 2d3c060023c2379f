// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/transaction.hpp>

#include <sqlite3.h>

namespace leat::detail {

LEAT_DECL transaction::transaction(database& db) : db_(db) { run_sql(db, "BEGIN IMMEDIATE"); }

LEAT_DECL transaction::~transaction() { // some errors undo it by themselves
    if (!::sqlite3_get_autocommit(db_.handle()))
        ::sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace leat::detail
