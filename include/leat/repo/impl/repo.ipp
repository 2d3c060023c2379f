// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/errors.hpp>
#include <leat/repo/liveness.hpp>
#include <leat/repo/points.hpp>
#include <leat/repo/repo.hpp>
#include <leat/repo/run_id.hpp>
#include <leat/repo/run_rows.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/sweep.hpp>
#include <leat/repo/transaction.hpp>

#include <chrono>
#include <utility>

namespace leat {

LEAT_DECL repo::repo(std::filesystem::path const& folder)
    : detail::repo_reader(std::make_shared<detail::repo_state>(folder)) {
    detail::finish_removals(*state_);
    if (!state_->read_only()) detail::tidy_locks(*state_);
}

LEAT_DECL std::filesystem::path const& repo::path() const noexcept { return state_->shown(); }

LEAT_DECL std::unique_ptr<run_writer> repo::begin(run_start const& start) const {
    std::string const doing = "begin a run in";
    auto const use = state_->writing(doing);
    // Nobody else begins one meanwhile, so that ids are in the order in which runs are made.
    detail::transaction change(*use);
    std::string newest;
    {
        detail::statement row(*use, "SELECT coalesce(max(id), '') FROM runs");
        if (row.step()) newest = row.text(0);
    }
    auto const now = std::chrono::system_clock::now();
    std::string const id = detail::make_run_id(now, newest);
    detail::run_lock lock(state_->locks(true), id);
    if (!lock)
        throw repo_error("cannot begin a run in '" + path().string() +
                         "': its folder 'locks' cannot be written to; allow it");
    detail::insert_run(*use, id, start, state_->here(), detail::since_1970(now));
    change.commit();
    return std::make_unique<run_writer>(state_, id, std::move(lock));
}

LEAT_DECL bool repo::remove(std::string_view id) const {
    if (id.find('/') != id.npos || (!is_run_id(id) && detail::repo_store::size(id)))
        return detail::repo_store::remove(id);
    if (is_run_id(id) && detail::repo_store::size(id) && !has_run(id))
        return detail::repo_store::remove(id);
    detail::remove_run(*state_, std::string(id));
    return true;
}

LEAT_DECL removal_result repo::remove(std::span<std::string const> ids) const {
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

LEAT_DECL std::vector<repo_damage> repo::verify() const { return detail::verify(*state_); }

LEAT_DECL std::vector<repo_damage> repo::rebuild() const { return detail::mend_records(*state_); }

LEAT_DECL repo_collected repo::collect(repo_limits const& limits) const {
    (void)latest(); // sees who is gone
    return detail::collect(*state_, limits);
}

LEAT_DECL bool repo::has_run(std::string_view id) const {
    auto const use = state_->reading("find a run in");
    if (!use) return false;
    detail::statement row(*use, "SELECT 1 FROM runs WHERE id = ? AND removing = 0");
    return row.bind(id).step();
}

} // namespace leat
