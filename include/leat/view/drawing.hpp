// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/describe.hpp>
#include <leat/graph/slice.hpp>
#include <leat/graph/slice_error.hpp>
#include <leat/graph/structure.hpp>
#include <leat/graph/types.hpp>
#include <leat/info/info.hpp>
#include <leat/run/check_run.hpp>
#include <leat/support/config.hpp>
#include <leat/support/type_name.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// What a view shows beyond the graph.
struct view_options {
    bool types = false; ///< the types of values, on the edges
};

struct drawn_node {
    graph_node node{};
    std::optional<node_report> report{}; ///< none in a static view, and of inputs and params
};

/// A value that flows from one node to another.
struct drawn_edge {
    std::size_t from = 0; ///< an index in the nodes of the drawing, as `to`
    std::size_t to = 0;
    std::string value{};
    std::string type{}; ///< empty where it is not known
};

/// A pipeline or a run as plain data: what all views are written from.
struct drawing {
    std::string pipeline{};
    std::vector<drawn_node> nodes{}; ///< in the order of the graph
    std::vector<drawn_edge> edges{}; ///< by `to`, then in the order of its inputs; each value once
    std::optional<run_info> run{};   ///< none in a static view
    bool types = false;              ///< see `view_options`
};

namespace detail {

/// The edges between the nodes that are there. O(nodes + edges).
LEAT_DECL void add_edges(drawing& d);

/// The drawing of the nodes that `holds` marks, and of the inputs and params that they take.
/// `types` has the spelling of each output, node after node. Requires: `holds` has a flag for each
/// node of the graph.
LEAT_DECL drawing draw_static(structure const& graph, std::vector<bool> holds,
                              std::vector<std::string_view> const& types, bool show_types);

template <auto const& P, std::size_t... V>
std::vector<std::string_view> spell_values(std::index_sequence<V...>) {
    static constexpr std::array<std::string_view, sizeof...(V)> all{spelled<value_t<P, V>>()...};
    std::vector<std::string_view> in_order;
    in_order.reserve(all.size());
    for (std::size_t t : solved<P>.order)
        for (std::size_t i = 0; i < solved<P>.items[t].value_count; ++i)
            in_order.push_back(all[solved<P>.items[t].first_value + i]);
    return in_order;
}

/// Narrows the nodes to be drawn by one slice.
template <auto const& P, class Slice>
void narrow_view(std::array<bool, counts_of<P>.items>& holds, Slice const& s) {
    if constexpr (!Slice::is_static)
        if (s.names.empty()) return;
    auto const m = members(solved<P>, s);
    check_slice_names(solved<P>, P.name.view(), s, m);
    for (std::size_t t = 0; t < counts_of<P>.items; ++t) holds[t] = holds[t] && m.holds[t];
}

template <class Argument>
concept view_argument = slice_like<Argument> || std::same_as<Argument, view_options>;

/// Reports what is wrong with one argument of a view.
template <auto const& P, class Argument>
consteval bool check_view_argument() {
    using where = typename mistake::pipeline<pipeline_name<P>>::run;
    if constexpr (!view_argument<Argument>) {
        static_assert(refused_because<typename where::template takes_no<Argument>>,
                      "leat: a view takes slices (only, from, to, tagged, namespaced) and "
                      "view_options. Leave out the rest.");
        return false;
    } else if constexpr (std::same_as<Argument, view_options>) {
        return true;
    } else if constexpr (Argument::is_static) {
        return check_slice<P, Argument>();
    } else {
        return true;
    }
}

} // namespace detail

/// The pipeline as it is declared, or the part of it that is in all of the slices, together with
/// the inputs and params that this part takes. Slices are those of a run; `view_options` may stand
/// among them. A name by constant that the pipeline does not have does not compile.
/// Throws: `error` with the nearest name for such a name by string; `error` when the slices have no
/// node in common. Cost: O(nodes + edges) for each slice.
template <auto const& P, class... Arguments>
drawing draw(Arguments const&... arguments) {
    if constexpr (!valid<P> || !detail::is_pipeline<P>) {
        return {};
    } else if constexpr (!(detail::check_view_argument<P, Arguments>() && ...)) {
        return {};
    } else {
        constexpr std::size_t items = detail::counts_of<P>.items;
        std::array<bool, items> holds;
        holds.fill(true);
        bool types = false;
        [[maybe_unused]] auto const take = [&]<class Argument>(Argument const& argument) {
            if constexpr (detail::slice_like<Argument>)
                detail::narrow_view<P>(holds, argument);
            else
                types = argument.types;
        };
        (take(arguments), ...);
        std::vector<bool> in_order;
        for (std::size_t t : detail::solved<P>.order) in_order.push_back(holds[t]);
        return detail::draw_static(
            *detail::structure_of<P>(), std::move(in_order),
            detail::spell_values<P>(std::make_index_sequence<detail::counts_of<P>.values>{}),
            types);
    }
}

/// What a run did: the whole pipeline with the report of each node, or, where the graph is not
/// known, its nodes without edges. O(nodes + edges).
LEAT_DECL drawing draw(run_info const& info, view_options options = {});

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/drawing.ipp>
#endif
