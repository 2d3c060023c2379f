// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/entry.hpp>
#include <leat/cache/store.hpp>
#include <leat/support/digest.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// Where the store remembers the last entry of a node of a pipeline, for `miss_reason`.
inline std::string last_entry_name(cache_entry const& entry) {
    return "last/" + digest_builder().text(entry.pipeline).text(entry.node).finish().to_string();
}

/// Remembers the entry as the last one of its node.
template <cache_store Store>
void remember_last(Store& store, cache_entry const& entry) {
    std::string const name = last_entry_name(entry);
    std::string const key = entry.key.to_string();
    if (store.get(name) != key) store.put(name, key);
}

// As in " (0.1 -> 0.2)", where both are known and tell the difference.
inline std::string from_to(std::string const& old, std::string const& now) {
    return old.empty() || now.empty() || old == now ? "" : " (" + old + " -> " + now + ")";
}

/// What has changed between two entries of one node, in words.
inline std::string changes_between(cache_entry const& old, cache_entry const& now) {
    if (old.static_key != now.static_key)
        return old.version != now.version
                   ? "its version was " + std::to_string(old.version) + " and is " +
                         std::to_string(now.version)
                   : "its declaration or the text of its function has changed";
    if (old.code != now.code) return "the program's code has changed";
    std::vector<std::string> changed;
    for (cache_input const& input : now.inputs) {
        auto const before = std::ranges::find(old.inputs, input.name, &cache_input::name);
        if (before == old.inputs.end())
            changed.push_back("'" + input.name + "', which is new");
        else if (before->version != input.version)
            changed.push_back("'" + input.name + "'" + from_to(before->shown, input.shown));
    }
    if (changed.empty())
        return old.inputs.size() > now.inputs.size() ? "one of its inputs does not count any more"
                                                     : "the store has lost what it returned";
    std::string text = changed.size() == 1 ? "input " : "inputs ";
    for (std::string const& one : changed) text += (&one == changed.data() ? "" : ", ") + one;
    return text + (changed.size() == 1 ? " has changed" : " have changed");
}

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
