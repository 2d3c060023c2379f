// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/placement.hpp>
#include <leat/view/rows.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace leat {
namespace detail {

inline constexpr double row_gap = 56;
inline constexpr double box_gap = 28;
inline constexpr double line_gap = 14; // between a line that passes and its neighbour

/// Moves the vertices of a row as near to where they want to be as their order and their distances
/// allow: least squares, by pooling those that would overlap. `place` has the wishes, and then the
/// answer; `weight` says how much each insists. O(size).
LEAT_DECL void settle(std::vector<double>& place, std::vector<double> const& weight,
                      std::vector<double> const& offset);

/// The x of each vertex: lines straight where that can be.
LEAT_DECL std::vector<double> place_rows(row_graph const& g, std::vector<double> const& widths);

/// Moves what is connected nowhere, and stands far apart, together: where no box and no line is
/// over the whole height, at most a gap is left.
LEAT_DECL void close_gaps(row_graph const& g, std::vector<double> const& widths,
                          std::vector<double>& x);

/// The line from one box to another, by the rows in between.
LEAT_DECL std::string edge_path(row_graph const& g, graph_layout const& made,
                                std::vector<double> const& x, std::vector<double> const& top,
                                std::vector<double> const& heights, std::size_t from,
                                std::size_t to);

} // namespace detail

/// Lays a drawing out in rows from top to bottom, each node below all that it takes from: longest
/// paths, orders with few crossings by barycentres, lines drawn straight (Sugiyama, Tagawa and
/// Toda, "Methods for visual understanding of hierarchical system structures", 1981). Nodes without
/// edges stand below, in a grid. The same for the same drawing; no two boxes overlap.
/// Cost: some tens of milliseconds for 1,000 nodes.
LEAT_DECL graph_layout lay_out_layered(drawing const& d);

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/layered.ipp>
#endif
