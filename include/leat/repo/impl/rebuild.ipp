// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/cache_index.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/rebuild.hpp>
#include <leat/repo/record_file.hpp>
#include <leat/repo/run_id.hpp>
#include <leat/repo/transaction.hpp>
#include <leat/info/info.hpp>

namespace leat::detail {

LEAT_DECL void insert_damaged_run(database& db, std::string_view id, std::string const& why) {
    run_sql(db,
            "INSERT INTO runs(id, pipeline, status, began, reason, host, boot, pid, pid_began, "
            "pid_space, program) VALUES(?, '', ?, ?, ?, '', '', 0, 0, 0, '')",
            id, static_cast<int>(run_status::crashed), time_of_run_id(id) * 1'000'000'000,
            "the record of this run is lost: " + why);
}

LEAT_DECL std::string restore_run(database& db, folder_store const& store, std::string const& id) {
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

LEAT_DECL std::vector<repo_damage> restore_runs(database& db, folder_store const& store) {
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

} // namespace leat::detail
