// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/folder_store.hpp>
#include <leat/repo/hold.hpp>
#include <leat/repo/open.hpp>
#include <leat/repo/process.hpp>
#include <leat/support/config.hpp>

#include <filesystem>
#include <mutex>
#include <string>

namespace leat::detail {

/// The database of a repo while one thread uses it; none where there is no repo yet.
class repo_use {
public:
    repo_use() = default;
    LEAT_DECL repo_use(std::unique_lock<std::mutex> hold, database* db);

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
    LEAT_DECL explicit repo_state(std::filesystem::path const& shown);
    repo_state(repo_state const&) = delete;
    repo_state& operator=(repo_state const&) = delete;
    LEAT_DECL ~repo_state();

    std::filesystem::path const& shown() const noexcept { return shown_; }
    std::filesystem::path const& folder() const noexcept { return folder_; }
    folder_store const& store() const noexcept { return store_; }
    process_mark const& here() const noexcept { return here_; }

    /// To read; `doing` as in "list the runs in". Throws `repo_error`.
    LEAT_DECL repo_use reading(std::string doing);

    /// To write; makes the repo if need be. Throws `repo_error`.
    LEAT_DECL repo_use writing(std::string doing);

    /// Whether it can only be read. False where there is none.
    LEAT_DECL bool read_only();

    /// The folder of the locks of runs; made if `make` says so.
    LEAT_DECL store_handle locks(bool make) const;

    /// Shared holds wait for as long as a large collection may take.
    LEAT_DECL repo_hold hold_values(bool alone) const;

private:
    LEAT_DECL std::unique_lock<std::mutex> begin();

    /// Opens what is there, also when it is another than before; false when there is nothing.
    LEAT_DECL bool follow();

    LEAT_DECL void restore(database& db);

    std::filesystem::path shown_, folder_;
    folder_store store_;
    process_mark here_ = this_process();
    std::mutex guard_{};
    open_database open_{};
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/state.ipp>
#endif
