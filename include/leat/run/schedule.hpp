// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/source.hpp>

#include <array>
#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>

namespace leat::detail {

// What the schedule needs to know of types, as flags. Each is an array in the order of the items.

template <auto const& P, std::size_t Item>
using result_t = typename item_types<P, Item>::result;

// The compiler's own trait: that of the standard library instantiates seven classes.
#if defined(__clang__)
template <class T>
inline constexpr bool needs_no_end = __is_trivially_destructible(T);
#else
template <class T>
inline constexpr bool needs_no_end = __has_trivial_destructor(T);
#endif
template <>
inline constexpr bool needs_no_end<void> = true;

template <auto const& P, std::size_t... Item>
consteval auto find_trivial(std::index_sequence<Item...>) {
    return std::array<bool, sizeof...(Item)>{needs_no_end<result_t<P, Item>>...};
}
/// The items whose results need no destructor.
template <auto const& P>
inline constexpr auto is_trivial = find_trivial<P>(std::make_index_sequence<counts_of<P>.items>{});

/// For every value of a run, the steps at which it is moved from and released: all that the steps
/// need, computed in one pass. Steps are counted from 0. npos is the end of the run, when the value
/// is handed over.
template <counts C>
struct schedule {
    std::array<bool, C.edges> taken{}; ///< the node may move from the value: its last use

    // When the result of an item is made and destroyed. The result of several outputs lives as long
    // as any of them.
    std::array<std::size_t, C.items> born{};
    std::array<std::size_t, C.items> gone{};

    // After step s: values released[first_released[s]] up to released[first_released[s + 1]].
    std::array<std::size_t, C.items + 1> first_released{};
    std::array<std::size_t, C.edges + C.values> released{};
};

/// What happens to a value at its last use. `whole` is a result with several outputs, of which the
/// value is the last one alive.
enum class ending : unsigned char { nothing, destroyed, part_moved_out, whole };

template <class Layout>
constexpr ending ending_of(schedule<Layout::size> const& s, std::size_t v, std::size_t step) {
    constexpr auto const& P = Layout::pipeline;
    if (source_flags<Layout>[v])
        return is_owned_source<Layout>[v] ? ending::part_moved_out : ending::nothing;
    std::size_t const t = solved<P>.maker[v];
    if (is_trivial<P>[t]) return ending::nothing;
    if (solved<P>.items[t].value_count == 1) return ending::destroyed;
    return s.gone[t] == step ? ending::whole : ending::part_moved_out;
}

template <class Layout>
consteval auto make_schedule() {
    constexpr auto const& g = solved<Layout::pipeline>;
    constexpr auto const& p = Layout::laid_out;
    constexpr auto const& bound = Layout::known_request.bound;
    schedule<Layout::size> s;
    auto const each_output = [&](std::size_t t, auto visit) {
        for (std::size_t i = 0; i < g.items[t].value_count; ++i) visit(g.items[t].first_value + i);
    };
    for (std::size_t step = 0; step < p.step_count; ++step) {
        std::size_t const t = p.steps[step];
        s.born[t] = s.gone[t] = step;
        each_output(t, [&](std::size_t v) { // a bound value is used instead of this one
            if (!bound[v] && s.gone[t] != npos &&
                (p.last_step[v] == npos || p.last_step[v] > s.gone[t]))
                s.gone[t] = p.last_step[v];
        });
    }
    std::size_t count = 0;
    for (std::size_t step = 0; step < p.step_count; ++step) {
        item const it = g.items[p.steps[step]];
        s.first_released[step] = count;
        auto const release = [&](std::size_t v) {
            ending const how = ending_of<Layout>(s, v, step);
            if (how == ending::nothing) return;
            for (std::size_t i = s.first_released[step]; i < count; ++i)
                if (s.released[i] == v ||
                    (how == ending::whole && !source_flags<Layout>[s.released[i]] &&
                     g.maker[s.released[i]] == g.maker[v]))
                    return;
            s.released[count++] = v;
        };
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            std::size_t const v = g.edges[e];
            if (p.last_step[v] != step) continue;
            std::size_t uses = 0;
            for (std::size_t f = it.first_edge; f < it.first_edge + it.edge_count; ++f)
                if (g.edges[f] == v)
                    uses += used_together<Layout::pipeline>(p.steps[step], e, f) ? 1 : 0;
            s.taken[e] = uses == 1 && (!source_flags<Layout>[v] || is_owned_source<Layout>[v]);
            release(v);
        }
        each_output(p.steps[step], [&](std::size_t v) {
            if (!bound[v] && p.last_step[v] == step) release(v);
        });
    }
    s.first_released[p.step_count] = count;
    return s;
}

template <class Layout>
inline constexpr auto schedule_of = make_schedule<Layout>();

/// For each edge, how the node takes the value.
template <auto const& P, std::size_t... Item>
consteval auto find_passings(std::index_sequence<Item...>) {
    std::array<passing, counts_of<P>.edges> made{};
    auto const fill = [&](std::size_t t, passing const* how) {
        for (std::size_t e : solved<P>.edges_of(t)) made[e] = *how++;
        return true;
    };
    [[maybe_unused]] bool const done[] = {true, fill(Item, std::data(item_types<P, Item>::how))...};
    return made;
}
template <auto const& P>
inline constexpr auto passing_of_edge =
    find_passings<P>(std::make_index_sequence<counts_of<P>.items>{});

// An output may be a const part of a result, which cannot be moved from. Only such values are
// asked.
template <auto const& P>
inline constexpr auto part_flags = [] {
    std::array<bool, counts_of<P>.values> flags{};
    for (std::size_t v = 0; v < flags.size(); ++v)
        flags[v] = solved<P>.items[solved<P>.maker[v]].value_count > 1;
    return flags;
}();
template <auto const& P, std::size_t V>
constexpr bool is_const_part() {
    constexpr std::size_t t = solved<P>.maker[V];
    return std::is_const_v<std::remove_reference_t<
        decltype(part<V - solved<P>.items[t].first_value>(std::declval<result_t<P, t>&>()))>>;
}
template <auto const& P, std::size_t... V>
consteval auto find_const_parts(std::index_sequence<V...>) {
    std::array<bool, counts_of<P>.values> found{};
    [[maybe_unused]] auto const set = [&](std::size_t v, bool is) { return found[v] = is; };
    [[maybe_unused]] bool const done[] = {true, set(V, is_const_part<P, V>())...};
    return found;
}
template <auto const& P>
inline constexpr auto const_parts =
    find_const_parts<P>(typename indices_where<part_flags<P>>::type{});

/// What a run in order gives a node's function for one of its inputs: a reference to const, the
/// value to move from, or a copy.
enum class giving : unsigned char { shared, moved, copied };

template <class T, giving How>
struct passed_as {
    using type = T const&;
};
template <class T>
struct passed_as<T, giving::moved> {
    using type = T&&;
};
template <class T>
struct passed_as<T, giving::copied> {
    using type = T;
};

/// The same for each edge. A function that takes a value makes its copy from a reference.
/// check_taken.hpp has checked that the value can be copied.
template <class Layout>
inline constexpr auto giving_of_edge = [] {
    constexpr auto const& P = Layout::pipeline;
    std::array<giving, Layout::size.edges> made{};
    for (std::size_t t = 0; t < Layout::size.items; ++t) {
        if (!Layout::laid_out.runs[t]) continue;
        for (std::size_t e : solved<P>.edges_of(t)) {
            passing const how = passing_of_edge<P>[e];
            if (how == passing::shared) continue;
            if (schedule_of<Layout>.taken[e] && !is_called_again<P>(t) &&
                !const_parts<P>[solved<P>.edges[e]])
                made[e] = giving::moved;
            else if (how == passing::rvalue)
                made[e] = giving::copied;
        }
    }
    return made;
}();

} // namespace leat::detail
