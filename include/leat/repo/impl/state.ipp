// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_root.hpp>
#include <leat/repo/cache_index.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/rebuild.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/transaction.hpp>
#include <leat/support/atomic_file.hpp>

#include <chrono>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL repo_use::repo_use(std::unique_lock<std::mutex> hold, database* db)
    : hold_(std::move(hold)), db_(db) {}

LEAT_DECL repo_state::repo_state(std::filesystem::path const& shown)
    : shown_(shown), folder_(from_root(shown)),
      store_(folder_ / "store", {.durable = false}) {
    if (!folder_.has_filename()) folder_ = folder_.parent_path();
}

LEAT_DECL repo_state::~repo_state() {
    // What SQLite keeps of the parent is not for its child to close.
    if (open_.db && here_.pid != ::getpid()) (void)open_.db.release();
}

LEAT_DECL repo_use repo_state::reading(std::string doing) {
    std::unique_lock hold = begin();
    bool const there = follow();
    if (there) open_.db->doing = std::move(doing);
    return {std::move(hold), there ? open_.db.get() : nullptr};
}

LEAT_DECL repo_use repo_state::writing(std::string doing) {
    std::unique_lock hold = begin();
    if (!follow()) {
        create_repo(folder_, [&](database& db) { restore(db); });
        if (!follow())
            throw repo_error("cannot " + doing + " '" + shown_.string() +
                             "': somebody removes it at the same time");
    }
    if (open_.read_only)
        throw repo_error("cannot " + doing + " '" + shown_.string() +
                         "': it may only be read here; allow it or choose another place");
    open_.db->doing = std::move(doing);
    return {std::move(hold), open_.db.get()};
}

LEAT_DECL bool repo_state::read_only() {
    std::unique_lock const hold = begin();
    return follow() && open_.read_only;
}

LEAT_DECL store_handle repo_state::locks(bool make) const {
    store_handle const root = open_root(folder_);
    return root ? open_folder(root, "locks", make, false) : store_handle();
}

LEAT_DECL repo_hold repo_state::hold_values(bool alone) const {
    if (!alone) locks(true);
    return repo_hold::take(folder_, alone, std::chrono::seconds(alone ? 10 : 60));
}

LEAT_DECL std::unique_lock<std::mutex> repo_state::begin() {
    if (here_.pid != ::getpid())
        throw repo_error("the repo '" + shown_.string() + "' was opened in process " +
                         std::to_string(here_.pid) +
                         ", which this one was forked from, and cannot be used here; open the "
                         "repo after the fork only, or start another program");
    return std::unique_lock(guard_);
}

LEAT_DECL bool repo_state::follow() {
    auto const file = folder_ / repo_file;
    file_identity const there = identity_of(file);
    std::error_code unknown;
    if (open_.db && open_.file == there &&
        !(open_.immutable &&
          (log_size(file) > 0 || std::filesystem::last_write_time(file, unknown) != open_.changed)))
        return true;
    open_ = {};
    if (!there) {
        // Lost, and can be made again.
        if (!std::filesystem::exists(folder_ / "store/runs", unknown) &&
            !std::filesystem::exists(folder_ / journal_file, unknown))
            return false;
        if (::faccessat(AT_FDCWD, folder_.c_str(), W_OK, AT_EACCESS) != 0)
            throw repo_error("cannot read '" + shown_.string() + "': '" + std::string(repo_file) +
                             "' is lost, and can be made anew only where it may be written");
        create_repo(folder_, [&](database& db) { restore(db); });
    }
    open_ = open_repo(folder_);
    if (!open_.read_only) locks(true);
    return true;
}

LEAT_DECL void repo_state::restore(database& db) {
    transaction change(db);
    cache_index(db, folder_).restore();
    restore_runs(db, store_);
    change.commit();
}

} // namespace leat::detail
