// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/graph_view.hpp>

namespace leat::detail {

LEAT_DECL std::size_t graph_view::find(std::string_view name) const {
    for (std::size_t v = 0; v < names.size(); ++v)
        if (names[v] == name) return v;
    return npos;
}

LEAT_DECL std::string graph_view::name_of(std::size_t t) const {
    std::string text;
    for (std::size_t v : outputs(t)) text.append(text.empty() ? "" : ", ").append(names[v]);
    return text;
}

} // namespace leat::detail
