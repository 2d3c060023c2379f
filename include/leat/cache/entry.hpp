// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/store.hpp>
#include <leat/cache/store_entry_text.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

inline constexpr std::string_view entry_prefix = "entries/";

/// The name of an entry in a store, as "entries/99aa06d3014798d86001c324468d497f".
LEAT_DECL std::string entry_name(digest const& key);

/// Keeps `entry` under its key, in place of what is there. Throws what `store.put` and
/// `write_entry` throw.
template <cache_store Store>
void put_entry(Store& store, cache_entry const& entry) {
    store.put(entry_name(entry.key), write_entry(entry));
}

/// The entry that was put under `key`, or nothing. Then `*why`, if given, is empty when there is
/// none, and else says in a sentence what was found instead.
///
/// Cost: `store.get`. One that cannot be an entry, being too large, is not read where the store has
/// `size`.
template <cache_store Store>
std::optional<cache_entry> get_entry(Store& store, digest const& key, std::string* why = nullptr) {
    std::string const name = entry_name(key);
    auto const too_large = [&](std::uint64_t there) {
        return detail::nothing(why, "'" + name + "' is no entry of a cache: it has " +
                                        std::to_string(there) + " bytes");
    };
    if (why) why->clear();
    if constexpr (requires { store.size(name); })
        if (std::optional<std::uint64_t> const there = store.size(name);
            there && *there > max_entry_size)
            return too_large(*there);
    std::optional<std::string> const text = store.get(name);
    if (!text) return std::nullopt;
    if (text->size() > max_entry_size) return too_large(text->size());
    std::optional<cache_entry> entry = read_entry(*text);
    if (!entry) return detail::nothing(why, "'" + name + "' is damaged");
    if (entry->key != key)
        return detail::nothing(why, "'" + name + "' holds the entry of another key");
    return entry;
}

/// Calls `visit(entry)` for each entry in `store`, in any order, and `damaged(name, why)`, if
/// given, for each name that looks like one and has none. Both may use the store.
template <cache_store Store, class Visit, class Damaged>
void for_each_entry(Store& store, Visit visit, Damaged damaged) {
    std::vector<std::string> names; // first, as reading is slow and others go on
    store.for_each([&](std::string_view name, std::uint64_t) {
        if (name.starts_with(entry_prefix)) names.emplace_back(name);
    });
    for (std::string const& name : names) {
        std::string why = "'" + name + "' is no name of an entry";
        std::optional<cache_entry> entry;
        if (auto const key =
                detail::read_digest(std::string_view(name).substr(entry_prefix.size())))
            entry = get_entry(store, *key, &why);
        if (entry)
            visit(std::as_const(*entry));
        else if (!why.empty()) // else it went meanwhile
            damaged(std::string_view(name), std::string_view(why));
    }
}

template <cache_store Store, class Visit>
void for_each_entry(Store& store, Visit visit) {
    for_each_entry(store, visit, [](std::string_view, std::string_view) {});
}

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/entry.ipp>
#endif
