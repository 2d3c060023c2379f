// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/liveness.hpp>
#include <leat/repo/record_file.hpp>
#include <leat/repo/run_id.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/sweep.hpp>
#include <leat/repo/transaction.hpp>

#include <utility>

#include <unistd.h>

namespace leat::detail {

LEAT_DECL process_mark process_of(statement const& row, int at) {
    return {row.text(at), row.text(at + 1), row.integer(at + 2), row.integer(at + 3),
            row.integer(at + 4)};
}

LEAT_DECL std::set<std::string> find_crashed(repo_state const& state, database& db) {
    std::set<std::string> crashed;
    statement row(db, "SELECT id, host, boot, pid, pid_began, pid_space FROM runs "
                      "WHERE status = 0 AND removing = 0");
    store_handle locks;
    while (row.step()) {
        if (!locks) locks = state.locks(false);
        std::string id = row.text(0);
        if (!is_alive(locks, id, process_of(row, 1), state.here())) crashed.insert(std::move(id));
    }
    return crashed;
}

LEAT_DECL void mark_crashed(repo_state const& state, database& db, std::string const& id) {
    transaction change(db);
    run_sql(db, "UPDATE runs SET status = ?, reason = ? WHERE id = ? AND status = 0",
            static_cast<int>(run_status::crashed), crash_reason, id);
    if (db.changes() > 0) {
        try {
            state.store().put(std::string(record_prefix) + id, write_record(db, id));
        } catch (error const&) { // it is the better known for what it is
        }
    }
    change.commit();
    if (store_handle const locks = state.locks(false)) ::unlinkat(locks.get(), id.c_str(), 0);
}

LEAT_DECL std::set<std::string> sweep(repo_state& state, database& db, bool read_only) {
    std::set<std::string> const crashed = find_crashed(state, db);
    std::set<std::string> left;
    for (std::string const& id : crashed) {
        try {
            if (!read_only) {
                mark_crashed(state, db, id);
                continue;
            }
        } catch (repo_error const&) { // a full disk must not keep anybody from reading
        }
        // It may have ended between the two looks.
        statement row(db, "SELECT status FROM runs WHERE id = ?");
        if (row.bind(id).step() && row.integer(0) == static_cast<int>(run_status::running))
            left.insert(id);
    }
    return left;
}

LEAT_DECL void tidy_locks(repo_state& state) {
    store_handle const locks = state.locks(false);
    if (!locks) return;
    for (std::string const& id : names_in(locks)) {
        if (!is_run_id(id) || state_of_lock(locks, id) != lock_state::released) continue;
        auto const use = state.reading("tidy");
        if (!use) return;
        statement row(*use, "SELECT 1 FROM runs WHERE id = ? AND status = 0 AND removing = 0");
        // One that was made just now is made again by its owner, who finds it gone.
        if (!row.bind(id).step()) ::unlinkat(locks.get(), id.c_str(), 0);
    }
}

} // namespace leat::detail
