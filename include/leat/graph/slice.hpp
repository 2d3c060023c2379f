// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>
#include <leat/graph/plan.hpp>
#include <leat/support/nearest.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leat {
namespace detail {

enum class slice_kind : unsigned char { only, from, to, tagged, namespaced };

/// A slice named by strings, which the run checks.
template <slice_kind Kind, std::size_t Count>
struct slice {
    static constexpr bool is_static = false;
    static constexpr slice_kind kind = Kind;
    std::array<std::string_view, Count> names;
};

/// The same for any number of strings; without one it is no slice, and leaves the run as it is.
template <slice_kind Kind>
struct listed_slice {
    static constexpr bool is_static = false;
    static constexpr slice_kind kind = Kind;
    std::vector<std::string_view> names{};
};

/// A slice named by constants, which the compiler checks.
template <slice_kind Kind, fixed_string... Names>
struct static_slice {
    static constexpr bool is_static = true;
    static constexpr slice_kind kind = Kind;
    static constexpr std::array<std::string_view, sizeof...(Names)> names{Names.view()...};
};

template <class T>
concept slice_like = requires {
    { T::kind } -> std::convertible_to<slice_kind>;
    T::is_static;
};

template <slice_kind Kind, fixed_string... Names>
constexpr auto make_slice(name_constant<Names>...) -> static_slice<Kind, Names...> {
    return {};
}

template <slice_kind Kind, class... Names>
    requires(sizeof...(Names) > 0 && (std::convertible_to<Names const&, std::string_view> && ...))
constexpr auto make_slice(Names const&... names) -> slice<Kind, sizeof...(Names)> {
    return {{std::string_view(names)...}};
}

/// Which items a slice holds; `unknown` is the index of a name of it that nothing has.
template <counts C>
struct slice_members {
    std::array<bool, C.items> holds{};
    std::size_t unknown = npos;
};

template <class Graph, class Flags>
constexpr bool any_output(Graph const& g, std::size_t t, Flags const& flags) {
    for (std::size_t i = 0; i < g.items[t].value_count; ++i)
        if (flags[g.items[t].first_value + i]) return true;
    return false;
}

/// Adds to `reached` all values that follow from those in it.
template <class Graph, class Flags>
constexpr void reach_down(Graph const& g, Flags& reached) {
    for (std::size_t t : g.order) {
        bool below = any_output(g, t, reached);
        for (std::size_t e = 0; e < g.items[t].edge_count; ++e) {
            std::size_t const v = g.edges[g.items[t].first_edge + e];
            below |= v != npos && reached[v];
        }
        if (!below) continue;
        for (std::size_t i = 0; i < g.items[t].value_count; ++i)
            reached[g.items[t].first_value + i] = true;
    }
}

/// Adds to `reached` all values that those in it need.
template <class Graph, class Flags>
constexpr void reach_up(Graph const& g, Flags& reached) {
    for (std::size_t step = g.items.size(); step-- > 0;) {
        item const& it = g.items[g.order[step]];
        if (!any_output(g, g.order[step], reached)) continue;
        for (std::size_t e = 0; e < it.edge_count; ++e)
            if (std::size_t const v = g.edges[it.first_edge + e]; v != npos) reached[v] = true;
    }
}

constexpr bool is_in_namespace(std::string_view name, std::string_view wanted) {
    return name.size() > wanted.size() && name.substr(0, wanted.size()) == wanted &&
           name[wanted.size()] == '.';
}

/// Adds to `holds` the items that one name of a slice stands for. `reached`: no value. Whether
/// there is one.
template <class Graph, class Items, class Values>
constexpr bool add_members(Graph const& g, slice_kind kind, std::string_view wanted, Items& holds,
                           Values reached) {
    bool found = false;
    if (kind == slice_kind::tagged) {
        for (std::size_t t = 0; t < g.items.size(); ++t)
            if (g.option_of[t]->labels.contains(label_list::use::tag, wanted))
                found = holds[t] = true;
        return found;
    }
    for (std::size_t v = 0; v < g.maker.size(); ++v) {
        bool const named = kind == slice_kind::namespaced ? is_in_namespace(g.name(v), wanted)
                                                          : g.name(v) == wanted;
        if (named) found = reached[v] = true;
    }
    if (kind == slice_kind::from) reach_down(g, reached);
    if (kind == slice_kind::to) reach_up(g, reached);
    for (std::size_t t = 0; t < g.items.size(); ++t)
        if (any_output(g, t, reached)) holds[t] = true;
    return found;
}

template <counts C, class Slice>
constexpr slice_members<C> members(solution<C> const& g, Slice const& s) {
    slice_members<C> m;
    for (std::size_t n = 0; n < s.names.size(); ++n)
        if (!add_members(g, Slice::kind, s.names[n], m.holds, std::array<bool, C.values>{}) &&
            m.unknown == npos)
            m.unknown = n;
    return m;
}

/// Narrows a request by a slice: slices intersect, in any order.
template <counts C>
constexpr void narrow(request<C>& r, slice_members<C> const& m) {
    for (std::size_t t = 0; t < C.items; ++t) r.slice[t] = m.holds[t] && (!r.sliced || r.slice[t]);
    r.sliced = true;
}

} // namespace detail

// A slice is an argument of a run. Its names are constants ("clean"_n), which the compiler checks,
// or strings, which the run checks; with strings, what the result holds is known at run time only.
// Slices intersect, in any order; an empty intersection is an error.

/// Only the nodes that make these values.
template <class... Names>
constexpr auto only(Names const&... names) {
    return detail::make_slice<detail::slice_kind::only>(names...);
}

/// The nodes that make these values, and all that follows from them.
template <class... Names>
constexpr auto from(Names const&... names) {
    return detail::make_slice<detail::slice_kind::from>(names...);
}

/// The nodes that make these values, and all that they need.
template <class... Names>
constexpr auto to(Names const&... names) {
    return detail::make_slice<detail::slice_kind::to>(names...);
}

/// The nodes with one of these tags.
template <class... Tags>
constexpr auto tagged(Tags const&... tags) {
    return detail::make_slice<detail::slice_kind::tagged>(tags...);
}

/// The nodes in one of these namespaces.
template <class... Namespaces>
constexpr auto namespaced(Namespaces const&... namespaces) {
    return detail::make_slice<detail::slice_kind::namespaced>(namespaces...);
}

} // namespace leat
