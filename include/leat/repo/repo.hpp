// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/collect.hpp>
#include <leat/repo/removal.hpp>
#include <leat/repo/repo_reader.hpp>
#include <leat/repo/run_writer.hpp>
#include <leat/repo/verify.hpp>

#include <chrono>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// A record of runs in a folder: what each did, its parameters, tags, metrics, values and
/// artifacts; and a store for a cache. A model of `cache_store` and `lockable_store`. For any
/// number of threads and processes at once.
///
/// The folder is made when something is first written. Nobody but the user may read it. What is in
/// it may be removed at any time: what can be made again from the rest is.
///
/// It must not be used in a forked child, nor opened there while the parent has it open: that is an
/// error. Throws `repo_error` for what it cannot do.
class repo : public detail::repo_reader {
public:
    /// Throws `repo_error` when there is something else than a repo, or one of a newer leat. Ends
    /// removals that somebody was killed in.
    explicit repo(std::filesystem::path const& folder = ".leat")
        : detail::repo_reader(std::make_shared<detail::repo_state>(folder)) {
        detail::finish_removals(*state_);
        if (!state_->read_only()) detail::tidy_locks(*state_);
    }

    /// As it was given.
    std::filesystem::path const& path() const noexcept { return state_->shown(); }

    /// Begins to record a run, which is alive while the returned object lives and is not closed.
    std::unique_ptr<run_writer> begin(run_start const& start) const {
        std::string const doing = "begin a run in";
        { auto const made = state_->writing(doing); }
        for (int turn = 0;; ++turn) {
            auto const now = std::chrono::system_clock::now();
            std::string const id = detail::make_run_id(now);
            detail::run_lock lock(state_->locks(true), id);
            if (!lock)
                throw repo_error("cannot begin a run in '" + path().string() +
                                 "': its folder 'locks' cannot be written to; allow it");
            auto const use = state_->writing(doing);
            detail::statement taken(*use, "SELECT 1 FROM runs WHERE id = ?");
            if (turn < 10 && taken.bind(id).step()) continue;
            detail::insert_run(*use, id, start, state_->here(), detail::since_1970(now));
            return std::make_unique<run_writer>(state_, id, std::move(lock));
        }
    }

    /// Removes the run of that id, with what nobody else needs of it: as a whole or, when it
    /// throws, not at all. Throws `run_active` when it is alive, and `repo_error`, with the nearest
    /// id, when there is none.
    ///
    /// A name with a `/`, or one that was put, is one of the store: then as in `cache_store`.
    bool remove(std::string_view id) const {
        if (id.find('/') != id.npos || (!is_run_id(id) && detail::repo_store::size(id)))
            return detail::repo_store::remove(id);
        if (is_run_id(id) && detail::repo_store::size(id) && !has_run(id))
            return detail::repo_store::remove(id);
        detail::remove_run(*state_, std::string(id));
        return true;
    }

    /// Removes several; one that fails does not keep the others.
    removal_result remove(std::span<std::string const> ids) const {
        removal_result result;
        for (std::string const& id : ids) {
            try {
                detail::remove_run(*state_, id);
                result.removed.push_back(id);
            } catch (error const& e) {
                result.failed.emplace_back(id, e.what());
            }
        }
        return result;
    }

    /// Reads everything, and tells what is damaged, lost, or had by nobody; empty when all is well.
    /// Changes nothing. O(bytes of the repo).
    std::vector<repo_damage> verify() const { return detail::verify(*state_); }

    /// Lists the runs again whose records are there and which are not listed, and writes the
    /// records again that are lost. What could not be mended. Is done by itself when the database
    /// is lost.
    std::vector<repo_damage> rebuild() const { return detail::mend_records(*state_); }

    /// Removes runs and entries of the cache until what is left is within the limits, the least
    /// recently used first, and then what nothing has. What a run or an entry that is left needs
    /// stays. Others may use the repo meanwhile: who puts values waits for a moment.
    repo_collected collect(repo_limits const& limits = {}) const {
        (void)latest(); // sees who is gone
        return detail::collect(*state_, limits);
    }

private:
    bool has_run(std::string_view id) const {
        auto const use = state_->reading("find a run in");
        if (!use) return false;
        detail::statement row(*use, "SELECT 1 FROM runs WHERE id = ? AND removing = 0");
        return row.bind(id).step();
    }
};

} // namespace leat
