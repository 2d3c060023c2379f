// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/text.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/label.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
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
inline placed_node box_of(drawing const& d, drawn_node const& node) {
    std::string const second = second_line(d, node);
    auto const columns = [](std::string_view text) {
        return static_cast<double>(std::min(label_columns, columns_of(text)));
    };
    double const text = std::max(7.6 * columns(label_of(node.node.name)), 6.6 * columns(second));
    double const least = node.report ? 100 : 72; // with a mark before what became of it
    return {0, 0, std::max(least, text + 32), second.empty() ? 36.0 : 52.0};
}

/// Appends a coordinate with at most one decimal.
inline void print_pixels(std::string& out, double value) {
    std::array<char, 40> text;
    auto const end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 1)
            .ptr;
    std::string_view written(text.data(), static_cast<std::size_t>(end - text.data()));
    if (written.substr(written.size() - 2) == ".0") written.remove_suffix(2);
    out += written == "-0" ? std::string_view("0") : written;
}

inline void print_point(std::string& out, double x, double y) {
    print_pixels(out, x);
    print_pixels(out += ' ', y);
}

} // namespace detail
} // namespace leat
