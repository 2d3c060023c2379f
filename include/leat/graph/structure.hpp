// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <string>
#include <vector>

namespace leat {

/// What a declaration is, as views tell it apart.
enum class node_kind : unsigned char { input, param, node, sink, map, choose, iterate };

/// One declaration of a pipeline, as plain data.
struct graph_node {
    std::string name{}; ///< that of its value, or of all of its values with commas
    node_kind kind = node_kind::node;
    std::vector<std::string> outputs{}; ///< the values it makes; a sink's own name
    std::vector<std::string> inputs{};  ///< the values it takes, in the order of its function
    std::vector<std::string> types{};   ///< of its outputs, where they are known
    std::vector<std::string> tags{};
    std::string doc{};
    std::string caching{}; ///< "cached", "recompute", "impure", "uncached", or nothing
    bool guarded = false;  ///< has a retry, a timeout, a check or a fallback

    friend bool operator==(graph_node const&, graph_node const&) = default;
};

/// A pipeline, or a part of one, as plain data: what views and records show of it.
struct structure {
    std::string pipeline{};
    std::vector<graph_node> nodes{}; ///< in the order of the graph, inputs and params among them

    friend bool operator==(structure const&, structure const&) = default;
};

} // namespace leat
