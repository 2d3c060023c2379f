// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/folder_store.hpp>
#include <leat/repo/fwd.hpp>
#include <leat/support/config.hpp>

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
LEAT_DECL void insert_damaged_run(database& db, std::string_view id, std::string const& why);

/// Makes the rows of one run from its record in the store. Requires an open transaction, and no
/// such run. Why it was not possible; empty when it was.
LEAT_DECL std::string restore_run(database& db, folder_store const& store, std::string const& id);

/// Makes the rows of all runs that have a record in the store and no row. Those whose record is
/// damaged become runs that say so.
LEAT_DECL std::vector<repo_damage> restore_runs(database& db, folder_store const& store);

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/rebuild.ipp>
#endif
