// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/placement.hpp>

#include <optional>
#include <string>
#include <vector>

namespace leat {
namespace detail {

/// What Graphviz has to place: boxes of a given size and lines, without names. In points, of which
/// it takes 72 for an inch; one of them is a pixel here.
LEAT_DECL std::string boxes_as_dot(drawing const& d, std::vector<placed_node> const& boxes);

/// The layout that Graphviz wrote as "plain" text, or nothing if it is not one of this drawing.
LEAT_DECL std::optional<graph_layout> read_plain(std::string const& text, drawing const& d,
                                                 graph_layout made);

} // namespace detail

/// Lays a drawing out by Graphviz, whose program is run as another process; nothing when it is not
/// there, fails or takes too long. No name is handed to it. Cost: 10 ms for a small graph.
LEAT_DECL std::optional<graph_layout> lay_out_by_graphviz(drawing const& d,
                                                          layout_options const& options);

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/graphviz.ipp>
#endif
