// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/state.hpp>
#include <leat/support/config.hpp>
#include <leat/support/flags.hpp>

#include <cstddef>
#include <string>
#include <vector>

// What a run does with the datasets of its catalog, and the hooks that are told of it.

namespace leat::detail {

/// Loads a value from its dataset, for an item, or with npos for the caller. Whether it is there.
LEAT_DECL bool load_from_dataset(step_state& s, std::size_t v, std::size_t item);

/// Saves a value, which the item has made, to its dataset.
LEAT_DECL void save_to_dataset(step_state& s, std::size_t v, std::size_t item);

/// Where a dataset is, for people; a dataset that cannot say where does not stop the run.
LEAT_DECL std::string place_of(dataset_ops const& ops, void* dataset);

/// For each value whether its dataset holds one now; of those that `asked` names. Throws:
/// `dataset_error`, when one cannot say.
LEAT_DECL flags what_exists(graph_view const& g, session_datasets const& datasets,
                            flags const& asked);

/// The same of all when a run has failed already: a dataset that cannot say does not hold it.
LEAT_DECL flags what_is_on_disk(run_state const& run);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/dataset_use.ipp>
#endif
