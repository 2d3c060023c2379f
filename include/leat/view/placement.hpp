// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace leat {

/// Where the box of a node is: its centre, in pixels; y grows downwards.
struct placed_node {
    double x = 0, y = 0, width = 0, height = 0;
};

/// Where everything of a drawing is, in a rectangle from (0, 0) to (width, height).
struct graph_layout {
    double width = 0, height = 0;
    std::vector<placed_node> nodes{}; ///< one for each node of the drawing
    std::vector<std::string> edges{}; ///< SVG path data, one for each edge, from border to border;
                                      ///< an arrow goes at the end
    std::string by{};                 ///< "graphviz" or "leat"
};

struct layout_options {
    bool graphviz = true; ///< ask Graphviz, where there is one
    std::string program = "dot";
    std::chrono::milliseconds time_limit{5000}; ///< for Graphviz
    std::size_t graphviz_most = 1500;           ///< nodes and edges; it takes too long for more
};

namespace detail {

inline constexpr double page_margin = 16; // around everything

/// The box that a node needs for its label, as drawn with a sans-serif font of 13 px and a second
/// line of 11 px; of lines longer than `label_columns` for what is left of them.
LEAT_DECL placed_node box_of(drawing const& d, drawn_node const& node);

/// Appends a coordinate with at most one decimal.
LEAT_DECL void print_pixels(std::string& out, double value);

LEAT_DECL void print_point(std::string& out, double x, double y);

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/placement.ipp>
#endif
