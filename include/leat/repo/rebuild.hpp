// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/folder_store.hpp>
#include <leat/repo/cache_index.hpp>
#include <leat/repo/record_file.hpp>
#include <leat/repo/run_id.hpp>
#include <leat/repo/transaction.hpp>
#include <leat/info/info.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leat {

/// Something in a repo that is not what it should be.
struct repo_damage {
    std::string what; ///< of which run, or the name in the store
    std::string why;

    friend bool operator==(repo_damage const&, repo_damage const&) = default;
};

namespace detail {

/// What stands for a run whose record is damaged, so that it is listed and can be removed. It is of
/// no process, which tells it from all others.
inline void insert_damaged_run(database& db, std::string_view id, std::string const& why) {
    run_sql(db,
            "INSERT INTO runs(id, pipeline, status, began, reason, host, boot, pid, pid_began, "
            "pid_space, program) VALUES(?, '', ?, ?, ?, '', '', 0, 0, 0, '')",
            id, static_cast<int>(run_status::crashed), time_of_run_id(id) * 1'000'000'000,
            "the record of this run is lost: " + why);
}

/// Makes the rows of one run from its record in the store. Requires an open transaction, and no
/// such run. Why it was not possible; empty when it was.
inline std::string restore_run(database& db, folder_store const& store, std::string const& id) {
    auto const text = store.get(std::string(record_prefix) + id);
    std::string why = "it cannot be read";
    if (!text || !check_record(*text, why)) return why;
    db.run("SAVEPOINT record");
    try {
        read_record(db, id, *text);
        db.run("RELEASE record");
        return "";
    } catch (repo_error const& e) {
        db.run("ROLLBACK TO record; RELEASE record");
        return e.what();
    }
}

/// Makes the rows of all runs that have a record in the store and no row. Those whose record is
/// damaged become runs that say so.
inline std::vector<repo_damage> restore_runs(database& db, folder_store const& store) {
    std::vector<repo_damage> damaged;
    store.for_each([&](std::string_view name, std::uint64_t) {
        if (!name.starts_with(record_prefix)) return;
        std::string const id(name.substr(record_prefix.size()));
        if (!is_run_id(id)) return;
        statement found(db, "SELECT 1 FROM runs WHERE id = ?");
        if (found.bind(id).step()) return;
        std::string const why = restore_run(db, store, id);
        if (why.empty()) return;
        insert_damaged_run(db, id, why);
        damaged.push_back({"run '" + id + "'", "its record is lost: " + why});
    });
    return damaged;
}

} // namespace detail
} // namespace leat
