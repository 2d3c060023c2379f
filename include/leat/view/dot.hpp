// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/structure.hpp>
#include <leat/info/info.hpp>
#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/namespaces.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace leat {
namespace detail {

/// Appends text as it stands between the quotes of a label: Graphviz takes backslashes for its
/// escapes and "&...;" for a character.
LEAT_DECL void print_dot_text(std::string& out, std::string_view text);

constexpr std::string_view dot_shape(node_kind kind) {
    switch (kind) {
    case node_kind::input:
        return "ellipse";
    case node_kind::param:
        return "note";
    case node_kind::sink:
        return "invhouse";
    case node_kind::map:
        return "box3d";
    case node_kind::choose:
        return "hexagon";
    case node_kind::iterate:
        return "octagon";
    case node_kind::node:
        break;
    }
    return "box";
}

LEAT_DECL void print_dot_node(std::string& out, drawing const& d, std::size_t i);

LEAT_DECL void print_dot_space(std::string& out, drawing const& d, namespace_tree const& all,
                               std::size_t at, std::size_t& clusters, std::string indent);

} // namespace detail

/// The drawing in the language of Graphviz: namespaces as clusters, kinds by shape, what is cached
/// with a thick border; of a run the status in words and by colour, times and bytes. Ids are n0,
/// n1, ... in the order of the drawing, and names stand in labels alone, so any name will do.
/// O(size of the text).
LEAT_DECL std::string dot(drawing const& d);

/// That of a run.
LEAT_DECL std::string dot(run_info const& info, view_options options = {});

/// That of a pipeline, or of a part of it: `dot<forecast>(leat::to("model"_n))`. See `draw`.
template <auto const& P, class... Arguments>
std::string dot(Arguments const&... arguments) {
    return dot(draw<P>(arguments...));
}

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/dot.ipp>
#endif
