// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/namespaces.hpp>

#include <unordered_map>

namespace leat::detail {

LEAT_DECL std::string_view namespace_of(graph_node const& node) {
    if (node.outputs.empty()) return {};
    auto const outer = [](std::string_view name) {
        std::size_t const dot = name.rfind('.');
        return dot == name.npos ? std::string_view() : name.substr(0, dot);
    };
    std::string_view common = outer(node.outputs.front());
    auto const is_in = [](std::string_view name, std::string_view space) {
        return space.empty() || (name.size() > space.size() && name[space.size()] == '.' &&
                                 name.substr(0, space.size()) == space);
    };
    for (std::string_view name : node.outputs)
        while (!is_in(name, common)) common = outer(common);
    return common;
}

LEAT_DECL namespace_tree find_namespaces(drawing const& d) {
    namespace_tree all;
    all.spaces.push_back({.name = {}});
    std::unordered_map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < d.nodes.size(); ++i) {
        std::string_view const full = namespace_of(d.nodes[i].node);
        std::size_t at = 0;
        for (std::size_t end = 1; end <= full.size(); ++end) { // each part in front of a dot
            if (end < full.size() && full[end] != '.') continue;
            auto const [found, is_new] =
                known.emplace(std::string(full.substr(0, end)), all.spaces.size());
            if (is_new) {
                all.spaces[at].inner.push_back(all.spaces.size());
                all.spaces.push_back({.name = found->first});
            }
            at = found->second;
        }
        all.spaces[at].nodes.push_back(i);
    }
    return all;
}

} // namespace leat::detail
