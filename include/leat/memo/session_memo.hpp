// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache.hpp>
#include <leat/cache/check_cache.hpp>
#include <leat/engine/memo_seam.hpp>
#include <leat/graph/map_call.hpp>
#include <leat/memo/caching_memo.hpp>
#include <leat/memo/iterate_memory.hpp>
#include <leat/memo/map_memory.hpp>
#include <leat/run/schedule.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

// What a session with a cache or a record adds to a run: the tables with the types of the pipeline,
// and the store.

namespace leat::detail {

/// Whether each element that counts in the key of a map has a fingerprint, and one does count.
template <auto const& P, std::size_t Item, auto const& Policy, class Call, class... Given,
          std::size_t... I>
consteval bool tells_elements(types<Given...>, std::index_sequence<I...>) {
    bool any = false;
    bool const all =
        ((!Call::each[I] ||
          !Policy.takes_part(Item, solved<P>.edges[solved<P>.items[Item].first_edge + I]) ||
          (any = true, has_fingerprint<Given>)) &&
         ...);
    return any && all;
}

/// Whether the elements of a node are kept one by one: it is a map, what it returns is kept, and
/// its elements can be told from each other.
template <auto const& P, std::size_t Item, auto const& Policy>
consteval bool keeps_elements() {
    if constexpr (!is_operation<P>(Item)) {
        return false;
    } else {
        using call = typename item_types<P, Item>::call;
        if constexpr (!requires { typename call::element_result; })
            return false;
        else if constexpr (std::is_void_v<typename call::result> || !call::repeats ||
                           !(Policy.behaviour[Item] == caching::cached || Policy.resumable[Item]))
            return false;
        else
            return serializable<typename call::result> &&
                   tells_elements<P, Item, Policy, call>(
                       typename call::given{},
                       std::make_index_sequence<solved<P>.items[Item].edge_count>{});
    }
}

/// Whether the state of a node is kept while it goes on: it is an iterate that asks for it, and
/// what it returns is kept.
template <auto const& P, std::size_t Item, auto const& Policy>
consteval bool keeps_rounds() {
    if constexpr (solved<P>.option_of[Item]->checkpoint_every == 0)
        return false;
    else
        return serializable<result_t<P, Item>> &&
               (Policy.behaviour[Item] == caching::cached || Policy.resumable[Item]);
}

template <class Memory>
std::unique_ptr<part_memory> make_parts(caching_memo& memo, step_state& s, std::size_t item) {
    return std::make_unique<Memory>(memo, s.run, item);
}

template <auto const& P, std::size_t Item, auto const& Policy>
consteval part_factory find_part_factory() {
    if constexpr (solved<P>.items[Item].kind != kind::node)
        return nullptr;
    else if constexpr (keeps_elements<P, Item, Policy>())
        return &make_parts<map_memory<typename item_types<P, Item>::call>>;
    else if constexpr (keeps_rounds<P, Item, Policy>())
        return &make_parts<iterate_memory<result_t<P, Item>>>;
    else
        return nullptr;
}

template <auto const& P, class Rules, class Code,
          class Items = std::make_index_sequence<counts_of<P>.items>>
struct memo_tables;
template <auto const& P, class Rules, class Code, std::size_t... Item>
struct memo_tables<P, Rules, Code, std::index_sequence<Item...>> {
    using rows = memo_rows<P, Rules, std::index_sequence<Item...>,
                           std::make_index_sequence<counts_of<P>.values>>;
    static constexpr std::array<part_factory, sizeof...(Item)> parts{
        find_part_factory<P, Item, policy_of<P, Rules>>()...};
    /// Of each item whose code counts in its key, where its digest is.
    static constexpr auto code = [] {
        if constexpr (Code::of_nodes)
            return std::array<code_entry const volatile*, sizeof...(Item)>{
                code_entry_of<P, Item, policy_of<P, Rules>.with_key[Item]>()...};
        else
            return std::array<code_entry const volatile*, 0>{};
    }();
    static constexpr memo_table all{rows::view, rows::storage,  rows::static_keys, rows::key_prefix,
                                    parts,      &Code::version, Code::known,       code};
};

template <class Cache>
struct rules_of_cache {
    using type = typename Cache::rules;
};
template <>
struct rules_of_cache<no_cache> {
    using type = no_cache_rules;
};

template <class Cache>
struct held_store {
    explicit held_store(Cache const& cache) noexcept : store(cache.store()) {}
    memo_store* get() noexcept { return &store; }
    memo_store_of<std::remove_reference_t<decltype(std::declval<Cache const&>().store())>> store;
};
template <>
struct held_store<no_cache> {
    explicit held_store(no_cache const&) noexcept {}
    memo_store* get() noexcept { return nullptr; }
};

template <class Rules, class Code>
using with_code = std::conditional_t<Code::known, coded_rules<Rules>, Rules>;

template <auto const& P, class Cache, bool Records, class Code>
    requires(Records || !std::is_same_v<Cache, no_cache>)
class session_memo<P, Cache, Records, Code> {
    using cache_rules = with_code<typename rules_of_cache<Cache>::type, Code>;
    using rules = std::conditional_t<Records, recorded_rules<cache_rules>, cache_rules>;

public:
    /// Whether the cache may serve the pipeline; what is wrong the compiler says.
    static consteval bool check() {
        if constexpr (std::is_same_v<Cache, no_cache>)
            return true;
        else
            return check_cache<P, cache_rules>();
    }

    session_memo(Cache const& cache, session_record* record) noexcept
        : store_(cache), memo_(memo_tables<P, rules, Code>::all, store_.get(), record) {}
    memo* get() noexcept { return &memo_; }

private:
    held_store<Cache> store_;
    caching_memo memo_;
};

} // namespace leat::detail
