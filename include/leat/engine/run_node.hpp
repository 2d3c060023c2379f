// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/state.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <string_view>

namespace leat::detail {

/// Runs one node: loads what it needs, tells the hooks, calls it, saves what it made.
LEAT_DECL void run_node(step_state& s, std::size_t item, std::size_t step);

/// Reports that the item has failed, if the failure is its own; after that of a node that it takes
/// from it has not run.
LEAT_DECL void report_failure(step_state& s, std::size_t item);

/// The name of an input of the item that is not there because its node was skipped; or empty.
LEAT_DECL std::string_view skipped_input(run_state const& run, std::size_t item);

/// Sees that a value which the run keeps, and which is not in memory, is loaded.
LEAT_DECL void load_kept(step_state& s, std::size_t v);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/run_node.ipp>
#endif
