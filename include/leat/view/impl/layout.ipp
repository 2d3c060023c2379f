// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/graphviz.hpp>
#include <leat/view/layered.hpp>
#include <leat/view/layout.hpp>

#include <utility>

namespace leat {

LEAT_DECL graph_layout lay_out(drawing const& d, layout_options const& options) {
    if (options.graphviz && !d.nodes.empty() &&
        d.nodes.size() + d.edges.size() <= options.graphviz_most)
        if (auto made = lay_out_by_graphviz(d, options)) return std::move(*made);
    return lay_out_layered(d);
}

} // namespace leat
