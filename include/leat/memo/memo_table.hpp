// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/code_version.hpp>
#include <leat/cache/policy.hpp>
#include <leat/engine/graph_view.hpp>
#include <leat/engine/memo.hpp>
#include <leat/graph/key.hpp>
#include <leat/memo/code_slot.hpp>
#include <leat/memo/storage_ops.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>

// What a cache and a record must know of a pipeline, made by the compiler: one row for each item,
// value and edge.

namespace leat::detail {

class caching_memo;

/// What is kept of the parts of a node: of the elements of a map, or of the rounds of an iterate.
using part_factory = std::unique_ptr<part_memory> (*)(caching_memo& memo, step_state& s,
                                                      std::size_t item);

/// `cache_policy` without its types.
struct policy_view {
    std::span<caching const> behaviour{}; ///< of each item
    std::span<bool const> keyed{};        ///< of each item: the cache needs its key
    std::span<bool const> with_key{};     ///< of each item: the cache or the record needs its key
    std::span<bool const>
        resumable{}; ///< of each item: a run that resumes may take what it returned
    std::span<bool const> with_version{}; ///< of each value
    std::span<bool const> counts{};       ///< of each edge: the value counts in the key of the item
    std::span<bool const> by_element{}; ///< of each edge: a map takes the value element by element

    bool caches(std::size_t t) const {
        return behaviour[t] == caching::cached || behaviour[t] == caching::recompute;
    }
};

struct memo_table {
    policy_view policy{};
    std::span<storage_ops const* const> storage{}; ///< of each value
    std::span<digest const> static_keys{};         ///< of each value of an item with a key
    std::span<digest_builder const>
        key_prefix{}; ///< of each item with a key: what of its key is a constant
    std::span<part_factory const> parts{}; ///< of each item, or null
    digest (*code)() = nullptr;            ///< the digest of all of the program's code
    bool has_code = false;                 ///< whether that, or one of each node, is known
    std::span<code_entry const volatile* const>
        code_of_nodes{}; ///< of each item whose code counts in its key, or null; empty: not known
};

/// A constant for each value: Clang counts the steps of one constant, and has a limit for them.
template <auto const& P, std::size_t V, bool Keyed>
inline constexpr digest static_key_if = static_key<P, V>();
template <auto const& P, std::size_t V>
inline constexpr digest static_key_if<P, V, false>{};

/// Whether an item is a map that takes that input element by element.
template <auto const& P, std::size_t Item, std::size_t Count>
constexpr void fill_by_element(std::array<bool, Count>& flags) {
    if constexpr (is_operation<P>(Item)) {
        using call = typename item_types<P, Item>::call;
        if constexpr (requires { call::each; })
            for (std::size_t i = 0; i < solved<P>.items[Item].edge_count; ++i)
                flags[solved<P>.items[Item].first_edge + i] = call::each[i];
    }
}

template <auto const& P, class Rules, class Items, class Values>
struct memo_rows;
template <auto const& P, class Rules, std::size_t... Item, std::size_t... V>
struct memo_rows<P, Rules, std::index_sequence<Item...>, std::index_sequence<V...>> {
    static constexpr counts size = counts_of<P>;
    static constexpr auto const& policy = policy_of<P, Rules>;

    static constexpr bool stores(std::size_t v) {
        std::size_t const t = solved<P>.maker[v];
        return Rules::records || policy.caches(t) || policy.resumable[t];
    }
    static constexpr bool hashes(std::size_t v) {
        std::size_t const t = solved<P>.maker[v];
        return policy.with_version[v] || policy.caches(t) || policy.resumable[t];
    }
    static constexpr std::array<storage_ops const*, size.values> storage{
        &storage_ops_of<value_t<P, V>, stores(V), hashes(V)>...};
    static constexpr std::array<digest, size.values> static_keys{
        static_key_if<P, V, policy.with_key[solved<P>.maker[V]]>...};
    // A key begins with the text "leat cache 2" and the static keys of all values of the item.
    static constexpr auto key_prefix = [] {
        std::array<digest_builder, size.items> all{};
        for (std::size_t t = 0; t < size.items; ++t) {
            if (!policy.with_key[t]) continue;
            all[t].text("leat cache 2");
            for (std::size_t i = 0; i < solved<P>.items[t].value_count; ++i)
                all[t].add(static_keys[solved<P>.items[t].first_value + i]);
        }
        return all;
    }();
    static constexpr auto edge_flags = [] {
        std::array<std::array<bool, size.edges>, 2> all{};
        for (std::size_t t = 0; t < size.items; ++t)
            for (std::size_t e = solved<P>.items[t].first_edge;
                 e < solved<P>.items[t].first_edge + solved<P>.items[t].edge_count; ++e)
                all[0][e] = policy.takes_part(t, solved<P>.edges[e]);
        [[maybe_unused]] bool const done[] = {true, (fill_by_element<P, Item>(all[1]), true)...};
        return all;
    }();
    static constexpr policy_view view{policy.behaviour, policy.keyed,        policy.with_key,
                                      policy.resumable, policy.with_version, edge_flags[0],
                                      edge_flags[1]};
};

} // namespace leat::detail
