// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/hold.hpp>
#include <leat/repo/liveness.hpp>
#include <leat/repo/process.hpp>
#include <leat/repo/record_file.hpp>
#include <leat/repo/removal.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/sweep.hpp>
#include <leat/repo/transaction.hpp>
#include <leat/support/nearest.hpp>

#include <unistd.h>

namespace leat::detail {

LEAT_DECL void throw_unknown_run(database& db, std::string_view id,
                                 std::filesystem::path const& shown) {
    std::vector<std::string> ids;
    statement row(db, "SELECT id FROM runs WHERE removing = 0 ORDER BY id DESC LIMIT 10000");
    while (row.step()) ids.push_back(row.text(0));
    std::size_t const near =
        nearest(id, ids.size(), [&](std::size_t i) { return std::string_view(ids[i]); });
    throw repo_error("there is no run '" + std::string(id) + "' in the repo '" + shown.string() +
                     "'" + (near == npos ? "" : "; did you mean '" + ids[near] + "'?"));
}

LEAT_DECL void begin_removal(repo_state& state, std::string const& id) {
    auto const use = state.writing("remove run '" + id + "' from");
    transaction change(*use);
    {
        statement row(*use, "SELECT status, host, boot, pid, pid_began, pid_space FROM runs "
                            "WHERE id = ? AND removing = 0");
        if (!row.bind(id).step()) throw_unknown_run(*use, id, state.shown());
        process_mark const process = process_of(row, 1);
        if (row.integer(0) == static_cast<int>(run_status::running) &&
            is_alive(state.locks(false), id, process, state.here()))
            throw run_active(id, process.pid, process.host);
    }
    run_sql(*use, "UPDATE runs SET removing = 1 WHERE id = ?", id);
    change.commit();
}

LEAT_DECL std::vector<std::string> blobs_of_run_alone(database& db, std::string_view id) {
    statement row(db, R"(
SELECT content FROM (SELECT DISTINCT content FROM run_blobs WHERE run = ?1) AS mine
WHERE NOT EXISTS(SELECT 1 FROM run_blobs JOIN runs ON runs.id = run
                 WHERE content = mine.content AND run <> ?1 AND removing = 0)
  AND NOT EXISTS(SELECT 1 FROM cache_contents WHERE content = mine.content))");
    row.bind(id);
    std::vector<std::string> names;
    while (row.step()) names.push_back(std::string(blob_prefix) + row.text(0));
    return names;
}

LEAT_DECL void finish_removal(repo_state& state, std::string const& id, function_ref<void()> step,
                              bool blobs_too) {
    step();
    std::string const record = std::string(record_prefix) + id;
    state.store().remove(record);
    if (state.store().size(record)) {
        run_sql(*state.writing("remove run '" + id + "' from"),
                "UPDATE runs SET removing = 0 WHERE id = ?", id);
        throw repo_error("cannot remove run '" + id + "' from '" + state.shown().string() +
                         "': its record '" + record + "' in 'store' may not be removed; allow it");
    }
    step();
    if (store_handle const locks = state.locks(false)) ::unlinkat(locks.get(), id.c_str(), 0);
    // Somebody may put the same blob just now. Where that takes long, blobs are left for `collect`.
    repo_hold const alone = blobs_too ? state.hold_values(true) : repo_hold();
    std::vector<std::string> blobs;
    if (alone) blobs = blobs_of_run_alone(*state.writing("remove run '" + id + "' from"), id);
    for (std::string const& blob : blobs) {
        step();
        state.store().remove(blob);
    }
    step();
    run_sql(*state.writing("remove run '" + id + "' from"), "DELETE FROM runs WHERE id = ?", id);
    step();
}

LEAT_DECL void remove_run(repo_state& state, std::string const& id, function_ref<void()> step,
                          bool blobs_too) {
    step();
    begin_removal(state, id);
    finish_removal(state, id, step, blobs_too);
}

LEAT_DECL void finish_removals(repo_state& state) {
    std::vector<std::string> begun;
    if (auto const use = state.reading("open")) {
        statement row(*use, "SELECT id FROM runs WHERE removing <> 0");
        while (row.step()) begun.push_back(row.text(0));
    }
    if (begun.empty() || state.read_only()) return;
    for (std::string const& id : begun) {
        try {
            finish_removal(state, id);
        } catch (error const&) { // the next time, perhaps; until then nobody sees it
        }
    }
}

} // namespace leat::detail
