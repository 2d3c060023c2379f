// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/entry.hpp>
#include <leat/cache/store.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <optional>
#include <string>

namespace leat::detail {

/// Where the store remembers the last entry of a node of a pipeline, for `miss_reason`.
LEAT_DECL std::string last_entry_name(cache_entry const& entry);

/// Remembers the entry as the last one of its node.
template <cache_store Store>
void remember_last(Store& store, cache_entry const& entry) {
    std::string const name = last_entry_name(entry);
    std::string const key = entry.key.to_string();
    if (store.get(name) != key) store.put(name, key);
}

// As in " (0.1 -> 0.2)", where both are known and tell the difference.
LEAT_DECL std::string from_to(std::string const& old, std::string const& now);

/// What has changed between two entries of one node, in words.
LEAT_DECL std::string changes_between(cache_entry const& old, cache_entry const& now);

/// Why the store has nothing for the key of `now`, in words: what has changed since the node's last
/// entry. Cost: two readings of the store.
template <cache_store Store>
std::string miss_reason(Store& store, cache_entry const& now) {
    std::string const nothing = "the store has nothing of this node";
    std::optional<std::string> const last = store.get(last_entry_name(now));
    if (!last) return nothing;
    std::optional<digest> const key = read_digest(*last);
    if (!key) return nothing;
    std::optional<cache_entry> const old = get_entry(store, *key);
    return old ? changes_between(*old, now) : nothing;
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/miss_reason.ipp>
#endif
