// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/folder_store.hpp>
#include <leat/repo/hold.hpp>
#include <leat/repo/liveness.hpp>
#include <leat/repo/open.hpp>
#include <leat/repo/process.hpp>
#include <leat/repo/rebuild.hpp>

#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace leat::detail {

/// The database of a repo while one thread uses it; none where there is no repo yet.
class repo_use {
public:
    repo_use() = default;
    repo_use(std::unique_lock<std::mutex> hold, database* db) : hold_(std::move(hold)), db_(db) {}

    explicit operator bool() const noexcept { return db_ != nullptr; }
    database& operator*() const noexcept { return *db_; }
    database* operator->() const noexcept { return db_; }

private:
    std::unique_lock<std::mutex> hold_{};
    database* db_ = nullptr;
};

/// What a repo and all that reads or writes in it share. For any number of threads.
class repo_state {
public:
    explicit repo_state(std::filesystem::path const& shown)
        : shown_(shown), folder_(std::filesystem::absolute(shown).lexically_normal()),
          store_(folder_ / "store", {.durable = false}) {
        if (!folder_.has_filename()) folder_ = folder_.parent_path();
    }
    repo_state(repo_state const&) = delete;
    repo_state& operator=(repo_state const&) = delete;
    ~repo_state() {
        // What SQLite keeps of the parent is not for its child to close.
        if (open_.db && here_.pid != ::getpid()) (void)open_.db.release();
    }

    std::filesystem::path const& shown() const noexcept { return shown_; }
    std::filesystem::path const& folder() const noexcept { return folder_; }
    folder_store const& store() const noexcept { return store_; }
    process_mark const& here() const noexcept { return here_; }

    /// To read; `doing` as in "list the runs in". Throws `repo_error`.
    repo_use reading(std::string doing) {
        std::unique_lock hold = begin();
        bool const there = follow();
        if (there) open_.db->doing = std::move(doing);
        return {std::move(hold), there ? open_.db.get() : nullptr};
    }

    /// To write; makes the repo if need be. Throws `repo_error`.
    repo_use writing(std::string doing) {
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

    /// Whether it can only be read. False where there is none.
    bool read_only() {
        std::unique_lock const hold = begin();
        return follow() && open_.read_only;
    }

    /// The folder of the locks of runs; made if `make` says so.
    store_handle locks(bool make) const {
        store_handle const root = open_root(folder_);
        return root ? open_folder(root, "locks", make, false) : store_handle();
    }

    /// Shared holds wait for as long as a large collection may take.
    repo_hold hold_values(bool alone) const {
        if (!alone) locks(true);
        return repo_hold::take(folder_, alone, std::chrono::seconds(alone ? 10 : 60));
    }

private:
    std::unique_lock<std::mutex> begin() {
        if (here_.pid != ::getpid())
            throw repo_error("the repo '" + shown_.string() + "' was opened in process " +
                             std::to_string(here_.pid) +
                             ", which this one was forked from, and cannot be used here; open the "
                             "repo after the fork only, or start another program");
        return std::unique_lock(guard_);
    }

    /// Opens what is there, also when it is another than before; false when there is nothing.
    bool follow() {
        auto const file = folder_ / repo_file;
        file_identity const there = identity_of(file);
        std::error_code unknown;
        if (open_.db && open_.file == there &&
            !(open_.immutable && (log_size(file) > 0 || std::filesystem::last_write_time(
                                                            file, unknown) != open_.changed)))
            return true;
        open_ = {};
        if (!there) {
            // Lost, and can be made again.
            if (!std::filesystem::exists(folder_ / "store/runs", unknown) &&
                !std::filesystem::exists(folder_ / journal_file, unknown))
                return false;
            if (::faccessat(AT_FDCWD, folder_.c_str(), W_OK, AT_EACCESS) != 0)
                throw repo_error("cannot read '" + shown_.string() + "': '" +
                                 std::string(repo_file) +
                                 "' is lost, and can be made anew only where it may be written");
            create_repo(folder_, [&](database& db) { restore(db); });
        }
        open_ = open_repo(folder_);
        if (!open_.read_only) locks(true);
        return true;
    }

    void restore(database& db) {
        transaction change(db);
        cache_index(db, folder_).restore();
        restore_runs(db, store_);
        change.commit();
    }

    std::filesystem::path shown_, folder_;
    folder_store store_;
    process_mark here_ = this_process();
    std::mutex guard_{};
    open_database open_{};
};

} // namespace leat::detail
