// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/slice.hpp>
#include <leat/support/error.hpp>
#include <leat/support/nearest.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// What a slice of that kind could name.
template <class Graph>
std::vector<std::string_view> names_for(Graph const& g, slice_kind kind) {
    std::vector<std::string_view> all;
    if (kind == slice_kind::tagged) {
        for (options const* o : g.option_of)
            o->labels.for_each(label_list::use::tag,
                               [&](std::string_view tag) { all.push_back(tag); });
    } else {
        for (std::size_t v = 0; v < g.maker.size(); ++v) {
            std::string_view const name = g.name(v);
            if (kind != slice_kind::namespaced) {
                all.push_back(name);
                continue;
            }
            for (std::size_t dot = name.find('.'); dot != name.npos; dot = name.find('.', dot + 1))
                all.push_back(name.substr(0, dot));
        }
    }
    return all;
}

/// Throws `error`, as a slice of that kind names what the pipeline does not have, with the nearest
/// that it has.
template <class Graph>
[[noreturn]] void refuse_slice_name(Graph const& g, std::string_view pipeline, slice_kind kind,
                                    std::string_view wanted) {
    char const* const what = kind == slice_kind::tagged       ? "tag '"
                             : kind == slice_kind::namespaced ? "namespace '"
                                                              : "'";
    std::vector<std::string_view> const all = names_for(g, kind);
    std::size_t const near = nearest(wanted, all.size(), [&](std::size_t i) { return all[i]; });
    std::string text = "pipeline '" + std::string(pipeline) + "' has no " + what +
                       std::string(wanted) + "' for a slice to name";
    throw error(near == npos ? text : text + "; did you mean '" + std::string(all[near]) + "'?");
}

/// Throws: `error`, when the slice names something that the pipeline does not have.
template <counts C, class Slice>
void check_slice_names(solution<C> const& g, std::string_view pipeline, Slice const& s,
                       slice_members<C> const& m) {
    if (m.unknown != npos) refuse_slice_name(g, pipeline, Slice::kind, s.names[m.unknown]);
}

} // namespace leat::detail
