// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/collect.hpp>
#include <leat/repo/fwd.hpp>
#include <leat/repo/removal.hpp>
#include <leat/repo/repo_reader.hpp>
#include <leat/repo/run_writer.hpp>
#include <leat/repo/verify.hpp>
#include <leat/support/config.hpp>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
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
    LEAT_DECL explicit repo(std::filesystem::path const& folder = ".leat");

    /// As it was given.
    LEAT_DECL std::filesystem::path const& path() const noexcept;

    /// Begins to record a run, which is alive while the returned object lives and is not closed.
    LEAT_DECL std::unique_ptr<run_writer> begin(run_start const& start) const;

    /// Removes the run of that id, with what nobody else needs of it: as a whole or, when it
    /// throws, not at all. Throws `run_active` when it is alive, and `repo_error`, with the nearest
    /// id, when there is none.
    ///
    /// A name with a `/`, or one that was put, is one of the store: then as in `cache_store`.
    LEAT_DECL bool remove(std::string_view id) const;

    /// Removes several; one that fails does not keep the others.
    LEAT_DECL removal_result remove(std::span<std::string const> ids) const;

    /// Reads everything, and tells what is damaged, lost, or had by nobody; empty when all is well.
    /// Changes nothing. O(bytes of the repo).
    LEAT_DECL std::vector<repo_damage> verify() const;

    /// Lists the runs again whose records are there and which are not listed, and writes the
    /// records again that are lost. What could not be mended. Is done by itself when the database
    /// is lost.
    LEAT_DECL std::vector<repo_damage> rebuild() const;

    /// Removes runs and entries of the cache until what is left is within the limits, the least
    /// recently used first, and then what nothing has. What a run or an entry that is left needs
    /// stays; so does the newest run, but for `keep_runs = 0`. Others may use the repo meanwhile:
    /// who puts values waits for a moment.
    LEAT_DECL repo_collected collect(repo_limits const& limits = {}) const;

private:
    LEAT_DECL bool has_run(std::string_view id) const;
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/repo.ipp>
#endif
