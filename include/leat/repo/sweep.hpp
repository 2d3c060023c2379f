// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/fwd.hpp>
#include <leat/repo/process.hpp>
#include <leat/support/config.hpp>

#include <set>
#include <string>
#include <string_view>

namespace leat::detail {

inline constexpr std::string_view crash_reason = "its process is gone";

/// Where a process is noted in a row: from column `at` on.
LEAT_DECL process_mark process_of(statement const& row, int at);

/// The runs that have not ended, and whose process is gone.
LEAT_DECL std::set<std::string> find_crashed(repo_state const& state, database& db);

/// Marks a run as crashed unless it has ended meanwhile, and keeps its record.
LEAT_DECL void mark_crashed(repo_state const& state, database& db, std::string const& id);

/// Marks the runs whose process is gone as crashed. Those that could not be marked are returned, so
/// that they can be shown so.
LEAT_DECL std::set<std::string> sweep(repo_state& state, database& db, bool read_only);

/// Removes the files of locks whose process was killed just before its run was listed, or after it
/// had ended.
LEAT_DECL void tidy_locks(repo_state& state);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/sweep.ipp>
#endif
