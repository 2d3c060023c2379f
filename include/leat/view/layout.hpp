// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/placement.hpp>

namespace leat {

/// Places the nodes and the edges of a drawing: by Graphviz where its program is installed and
/// quick enough, else by `lay_out_layered`. Never fails for want of Graphviz.
/// Cost: that of Graphviz, at most `options.time_limit`, then some milliseconds.
LEAT_DECL graph_layout lay_out(drawing const& d, layout_options const& options = {});

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/layout.ipp>
#endif
