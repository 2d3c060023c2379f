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
#include <utility>

namespace leat {
namespace detail {

/// Appends text as it stands between the quotes of a label: what may mean something to Mermaid, to
/// Markdown or to HTML as the number of the character.
LEAT_DECL void print_mermaid_text(std::string& out, std::string_view text);

constexpr std::pair<std::string_view, std::string_view> mermaid_shape(node_kind kind) {
    switch (kind) {
    case node_kind::input:
        return {"([", "])"};
    case node_kind::param:
        return {"[/", "/]"};
    case node_kind::sink:
        return {"[[", "]]"};
    case node_kind::map:
        return {"[/", "\\]"};
    case node_kind::choose:
        return {"{{", "}}"};
    case node_kind::iterate:
        return {"[\\", "/]"};
    case node_kind::node:
        break;
    }
    return {"[", "]"};
}

LEAT_DECL void print_mermaid_node(std::string& out, drawing const& d, std::size_t i);

LEAT_DECL void print_mermaid_space(std::string& out, drawing const& d, namespace_tree const& all,
                                   std::size_t at, std::size_t& graphs, std::string indent);

/// The classes that the nodes have, and which are cached.
LEAT_DECL void print_mermaid_classes(std::string& out, drawing const& d);

} // namespace detail

/// The drawing as a flowchart of Mermaid, for a README or a wiki: namespaces as subgraphs, kinds by
/// shape, what is cached with a thick border; of a run the status in words and by colour, times and
/// bytes. Ids are n0, n1, ... in the order of the drawing, and names stand in labels alone, so any
/// name will do. Mermaid draws at most 500 edges, unless it is configured to draw more.
/// O(size of the text).
LEAT_DECL std::string mermaid(drawing const& d);

/// That of a run.
LEAT_DECL std::string mermaid(run_info const& info, view_options options = {});

/// That of a pipeline, or of a part of it: `mermaid<forecast>(leat::to("model"_n))`. See `draw`.
template <auto const& P, class... Arguments>
std::string mermaid(Arguments const&... arguments) {
    return mermaid(draw<P>(arguments...));
}

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/mermaid.ipp>
#endif
