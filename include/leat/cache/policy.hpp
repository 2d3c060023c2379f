// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache_rules.hpp>
#include <leat/graph/check.hpp>
#include <leat/serial/fingerprint.hpp>
#include <leat/serial/names_file.hpp>
#include <leat/serial/serializable.hpp>
#include <leat/support/borrowing.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// Whether something tells when the code of a node changes, in a session with those rules.
template <class Rules>
constexpr bool has_identity(options const& o) {
    return o.versioned || o.sourced || Rules::code_known;
}

template <class T>
inline constexpr bool can_be_cached =
    serializable<T> && fingerprintable<T> && !names_file<T> && !borrowing<T>;
template <>
inline constexpr bool can_be_cached<void> = false;
template <class T>
inline constexpr bool has_fingerprint = fingerprintable<T>;
template <>
inline constexpr bool has_fingerprint<void> = false;

template <auto const& P, std::size_t... V>
consteval auto find_cacheable(std::index_sequence<V...>) {
    return std::array<bool, sizeof...(V)>{can_be_cached<value_t<P, V>>...};
}

// Of each value, whether it can be kept with a run's record, where a sink has nothing to keep; and
// whether it has a fingerprint.
template <class T>
inline constexpr bool can_be_recorded = serializable<T> && !names_file<T> && !borrowing<T>;
template <>
inline constexpr bool can_be_recorded<void> = true;
template <auto const& P, std::size_t... V>
consteval auto find_storable(std::index_sequence<V...>) {
    return std::array<bool, sizeof...(V)>{can_be_recorded<value_t<P, V>>...};
}
template <auto const& P, std::size_t... V>
consteval auto find_hashable(std::index_sequence<V...>) {
    return std::array<bool, sizeof...(V)>{has_fingerprint<value_t<P, V>>...};
}

/// What a cache does with each node of a pipeline, where the session says `Rules`.
///
/// A *version* of a value is what stands for it in the keys of the nodes that take it. Where a node
/// needs its own key, and which versions it takes, is known to the compiler.
template <auto const& P, class Rules>
struct cache_policy {
    static constexpr counts size = counts_of<P>;

    std::array<caching, size.items> behaviour{};
    std::array<bool, size.items> keyed{};      ///< the cache needs the node's key
    std::array<bool, size.values> versioned{}; ///< and the value's version
    std::array<bool, size.items> resumable{};  ///< a run that resumes may take what it returned
    std::array<bool, size.items> with_key{};   ///< the cache or the record needs the key
    std::array<bool, size.values> with_version{};

    constexpr bool caches(std::size_t t) const {
        return behaviour[t] == caching::cached || behaviour[t] == caching::recompute;
    }
    /// Whether a node's input counts in its key.
    static constexpr bool takes_part(std::size_t t, std::size_t v) {
        return !solved<P>.option_of[t]->labels.contains(label_list::use::not_in_key,
                                                        solved<P>.name(v));
    }
};

/// Backwards through the graph: a node's key is needed when it is cached, or when it is not and a
/// key further on needs the version of what it makes, which is its key then.
template <auto const& P, class Rules>
consteval cache_policy<P, Rules> find_policy() {
    constexpr auto const& g = solved<P>;
    using policy = cache_policy<P, Rules>;
    policy made;
    auto const cacheable = find_cacheable<P>(std::make_index_sequence<policy::size.values>{});
    // Of each node, whether something tells of its code and of that of all that is in its key.
    std::array<bool, policy::size.items> identified{};
    for (std::size_t t : g.order) {
        item const& it = g.items[t];
        options const& o = *g.option_of[t];
        identified[t] =
            it.kind != kind::node || has_identity<Rules>(o) || o.behaviour == caching::impure;
        if (it.kind != kind::node || o.behaviour == caching::impure) continue;
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            identified[t] &= identified[g.maker[g.edges[e]]] || !policy::takes_part(t, g.edges[e]);
    }
    for (std::size_t step = g.order.size(); step-- > 0;) {
        std::size_t const t = g.order[step];
        item const& it = g.items[t];
        if (it.kind != kind::node) continue;
        options const& o = *g.option_of[t];
        bool can_be = identified[t];
        bool is_taken = false;
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v) {
            can_be &= cacheable[v];
            is_taken |= made.versioned[v];
        }
        caching behaviour = o.behaviour;
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
            behaviour = Rules::of(g.name(v), behaviour);
        made.behaviour[t] = behaviour != caching::unspecified ? behaviour
                            : Rules::all && can_be            ? caching::cached
                                                              : caching::uncached;
        made.keyed[t] = made.caches(t) || (is_taken && made.behaviour[t] != caching::impure);
        if (!made.keyed[t]) continue;
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            if (policy::takes_part(t, g.edges[e])) made.versioned[g.edges[e]] = true;
    }
    return made;
}

/// Forwards: a node has a key for the record where all that counts in it has a version; and it can
/// be resumed where, beside, all that it returns can be stored.
template <auto const& P, class Rules>
consteval cache_policy<P, Rules> find_recorded_policy() {
    constexpr auto const& g = solved<P>;
    using policy = cache_policy<P, Rules>;
    policy made = find_policy<P, Rules>();
    made.with_key = made.keyed;
    made.with_version = made.versioned;
    if (!Rules::records) return made;
    constexpr auto indices = std::make_index_sequence<policy::size.values>{};
    auto const storable = find_storable<P>(indices);
    auto const hashable = find_hashable<P>(indices);
    std::array<bool, policy::size.values> has_version{};
    for (std::size_t v = 0; v < has_version.size(); ++v)
        has_version[v] = g.items[g.maker[v]].kind != kind::node && hashable[v];
    for (std::size_t t : g.order) {
        item const& it = g.items[t];
        if (it.kind != kind::node) continue;
        bool all = true, stores = true;
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            all &= has_version[g.edges[e]] || !policy::takes_part(t, g.edges[e]);
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v) {
            has_version[v] = made.behaviour[t] == caching::impure ? hashable[v] : all;
            stores &= storable[v];
        }
        made.with_key[t] |= all;
        made.resumable[t] = made.with_key[t] && stores;
    }
    for (std::size_t t : g.order) {
        if (!made.with_key[t]) continue;
        for (std::size_t e = g.items[t].first_edge;
             e < g.items[t].first_edge + g.items[t].edge_count; ++e)
            if (policy::takes_part(t, g.edges[e])) made.with_version[g.edges[e]] = true;
    }
    return made;
}

template <auto const& P, class Rules>
inline constexpr cache_policy<P, Rules> policy_of = find_recorded_policy<P, Rules>();

} // namespace leat::detail
