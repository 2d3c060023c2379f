// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/view/rows.hpp>

#include <cstddef>
#include <vector>

namespace leat::detail {

/// The number of pairs of lines that cross. O(lines * log lines).
LEAT_DECL std::size_t count_crossings(row_graph const& g, std::vector<std::size_t> const& position);

/// Orders each row by the barycentres of its neighbours, down and up a few times, and keeps the
/// orders with the fewest crossings.
LEAT_DECL void order_rows(row_graph& g);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/crossings.ipp>
#endif
