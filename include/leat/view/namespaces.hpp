// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// The namespaces of a drawing as a tree.
struct namespace_tree {
    struct space {
        std::string name;                 ///< in full, as "eu.de"; that of the root is empty
        std::vector<std::size_t> nodes{}; ///< those in no inner one
        std::vector<std::size_t> inner{}; ///< indices in `spaces`
    };
    std::vector<space> spaces{}; ///< the first is the root
};

/// The namespace that all outputs of a node share: "eu.de" of "eu.de.model".
LEAT_DECL std::string_view namespace_of(graph_node const& node);

/// Namespaces and nodes in the order in which the drawing first has them. O(nodes).
LEAT_DECL namespace_tree find_namespaces(drawing const& d);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/namespaces.ipp>
#endif
