// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/sqlite.hpp>
#include <leat/support/config.hpp>

namespace leat::detail {

/// Writes, and nobody else does meanwhile. Undone as a whole unless committed.
class transaction {
public:
    LEAT_DECL explicit transaction(database& db);
    transaction(transaction const&) = delete;
    transaction& operator=(transaction const&) = delete;
    LEAT_DECL ~transaction();

    void commit() { run_sql(db_, "COMMIT"); }

private:
    database& db_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/transaction.ipp>
#endif
