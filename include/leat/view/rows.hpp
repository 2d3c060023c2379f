// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>

#include <cstddef>
#include <vector>

namespace leat::detail {

/// A graph in rows, whose lines go from a row to the next: the vertices are boxes, which are the
/// nodes of a drawing, and passings, where a line goes on through a row. All lines from one box
/// pass through the same vertices, as far as they go.
struct row_graph {
    std::size_t boxes = 0;
    std::vector<std::vector<std::size_t>> rows{};
    std::vector<std::size_t> row_of{}; ///< npos for a box without lines
    std::vector<std::vector<std::size_t>> up{}, down{};
    std::vector<std::vector<std::size_t>> passings{}; ///< of each box, by row

    bool is_box(std::size_t v) const { return v < boxes; }

    LEAT_DECL std::size_t add(std::size_t row);
    LEAT_DECL void connect(std::size_t upper, std::size_t lower);

    /// What a line from one box to another passes through.
    LEAT_DECL std::vector<std::size_t> between(std::size_t from, std::size_t to) const;
};

/// The most vertices where lines pass. Lines of the boxes for which there is none left go straight.
inline constexpr std::size_t most_passings = 20'000;

/// The row of each box: the length of the longest path to it; a box that takes nothing is right
/// above the first that takes from it. npos for boxes without edges. Edges that are not in the
/// order of the nodes are left out, as there would be cycles.
LEAT_DECL std::vector<std::size_t> choose_rows(std::size_t boxes,
                                               std::vector<std::vector<std::size_t>> const& below);

LEAT_DECL row_graph make_rows(drawing const& d);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/rows.ipp>
#endif
