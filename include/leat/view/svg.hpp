// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/structure.hpp>
#include <leat/info/info.hpp>
#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/layout.hpp>
#include <leat/view/placement.hpp>

#include <string>
#include <string_view>

namespace leat {
namespace detail {

/// Appends a name for a picture: in one line.
LEAT_DECL void print_xml(std::string& out, std::string_view text);

/// Appends ` name="12.3"`.
LEAT_DECL void print_length(std::string& out, std::string_view name, double value);

LEAT_DECL void print_outline(std::string& out, node_kind kind, placed_node const& at);

LEAT_DECL void print_svg_text(std::string& out, double x, double y, int size,
                              std::string_view text);

LEAT_DECL void print_svg_node(std::string& out, drawing const& d, drawn_node const& drawn,
                              placed_node const& at);

} // namespace detail

/// The drawing as a picture in SVG, placed as `placed` says: kinds by shape, what is cached with a
/// thick border; of a run the status in words and by colour, times and bytes. No script, no style
/// sheet, nothing from elsewhere. A node's title has its name in full, its doc, and why it ran or
/// failed. Requires: `placed` is a layout of this drawing. O(size of the text).
LEAT_DECL std::string svg(drawing const& d, graph_layout const& placed);

/// That of a layout that is made for it. See `lay_out`.
inline std::string svg(drawing const& d) { return svg(d, lay_out(d)); }

/// That of a run.
inline std::string svg(run_info const& info) { return svg(draw(info)); }

/// That of a pipeline, or of a part of it. See `draw`.
template <auto const& P, class... Arguments>
std::string svg(Arguments const&... arguments) {
    return svg(draw<P>(arguments...));
}

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/svg.ipp>
#endif
