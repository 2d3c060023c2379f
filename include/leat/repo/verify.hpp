// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/fwd.hpp>
#include <leat/repo/rebuild.hpp>
#include <leat/support/config.hpp>

#include <vector>

namespace leat::detail {

/// The records of runs: damaged ones, those without a run, and runs that have ended without one.
LEAT_DECL void verify_records(repo_state& state, std::vector<repo_damage>& found);

/// The values and artifacts of runs, and those of the cache, each read once.
LEAT_DECL void verify_blobs(repo_state& state, std::vector<repo_damage>& found);

/// Reads everything, and tells what is damaged, lost, or had by nobody. Changes nothing.
LEAT_DECL std::vector<repo_damage> verify(repo_state& state);

/// Lists the runs again that have a record and are not listed, and writes the records again that
/// are lost or damaged. What could not be mended.
LEAT_DECL std::vector<repo_damage> mend_records(repo_state& state);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/verify.ipp>
#endif
