// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/request.hpp>
#include <leat/info/errors.hpp>
#include <leat/support/config.hpp>
#include <leat/support/flags.hpp>

#include <cstddef>
#include <vector>

namespace leat::detail {

/// What a run that failed did not come to, and the slice that runs the rest of it.
///
/// `done`: items that ran; `skipped`: items that a hook skipped, which are not advised; `failed`:
/// the item that did not finish, or npos; `on_disk`: values that a dataset holds, as this run or,
/// where it did not make them, an earlier one left them. The advice holds every item that is left
/// and, of what these need, what was made and is in no dataset; it never counts on a stored value
/// that is not there. It is empty when it would be the whole run again, or nothing. O(items +
/// edges).
LEAT_DECL left_over remaining_work(graph_view const& g, run_request const& r, run_plan const& p,
                                   flags const& done, flags const& skipped, std::size_t failed,
                                   flags const& on_disk);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/remaining_work.ipp>
#endif
