// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/element_pack.hpp>
#include <leat/cache/entry.hpp>
#include <leat/cache/store.hpp>
#include <leat/support/digest.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// Something in a store that is not what it should be.
struct cache_damage {
    std::string name; ///< in the store
    std::string why;
};

/// What `cache_view::collect` leaves.
struct cache_limits {
    std::uint64_t max_bytes = std::numeric_limits<std::uint64_t>::max();   ///< of values, in all
    std::chrono::nanoseconds older_than = std::chrono::nanoseconds::max(); ///< since the last use
    bool dry_run = false; ///< only tells what would be taken away
};

/// What `cache_view::collect` took away.
struct cache_collected {
    std::size_t entries = 0;
    std::size_t blobs = 0;
    std::uint64_t bytes = 0;
    std::vector<std::string> removed{}; ///< the names of the entries, in the store
};

/// What a cache holds, for people and programs: `app.cache()`. Refers to the session's store.
template <cache_store Store>
class cache_view {
public:
    explicit cache_view(Store& store) noexcept : store_(&store) {}

    Store& store() const noexcept { return *store_; }

    /// All entries that can be read, the newest first. O(store).
    std::vector<cache_entry> entries() const {
        std::vector<cache_entry> found;
        for_each_entry(*store_, [&](cache_entry const& entry) { found.push_back(entry); });
        std::ranges::sort(found, std::ranges::greater(), &cache_entry::made);
        return found;
    }

    /// The entries of the node of that name, the newest first. O(store).
    std::vector<cache_entry> find(std::string_view node) const {
        std::vector<cache_entry> found = entries();
        std::erase_if(found, [&](cache_entry const& entry) { return entry.node != node; });
        return found;
    }

    /// Reads everything, and tells what is damaged or lost. What is told will be computed again,
    /// not given back; a damaged value is removed. O(bytes of the store).
    std::vector<cache_damage> verify() const {
        std::vector<cache_damage> found;
        std::vector<cache_entry> whole;
        for_each_entry(
            *store_, [&](cache_entry const& entry) { whole.push_back(entry); },
            [&](std::string_view name, std::string_view why) {
                found.push_back({std::string(name), std::string(why)});
            });
        std::set<digest> seen;
        for (cache_entry const& entry : whole)
            for (std::size_t i = 0; i < entry.contents.size(); ++i) {
                if (!seen.insert(entry.contents[i]).second) continue;
                std::string why;
                if (!share_blob(*store_, entry.contents[i], entry.sizes[i], &why))
                    found.push_back({blob_name(entry.contents[i]), why});
            }
        return found;
    }

    /// Removes an entry; its values go with the next `collect`, if nothing else has them. Whether
    /// there was one.
    bool remove(digest const& key) const { return store_->remove(entry_name(key)); }

    /// Removes all entries of a node, and what is known of the elements of a map. How many entries
    /// of the node there were. O(store).
    std::size_t remove(std::string_view node) const {
        std::size_t count = 0;
        for (cache_entry const& entry : entries()) {
            if (entry.node == node) count += remove(entry.key) ? 1 : 0;
            if (entry.node == detail::elements_node(node)) remove(entry.key);
        }
        return count;
    }

    /// Removes what was used last before the limit of age; then, the least recently used first, as
    /// much as is too much; then values that no entry has. Not to be called while a run uses the
    /// store: a value that it is about to enter could be taken for one that nothing has. O(store).
    cache_collected collect(cache_limits const& limits) const {
        cache_collected gone;
        std::vector<used_entry> all = by_use();
        auto const now = std::chrono::system_clock::now();
        std::uint64_t total = 0;
        for (used_entry const& one : all) total += one.bytes;
        for (used_entry const& one : all) {
            bool const old = now - one.used > limits.older_than;
            if (!old && total <= limits.max_bytes) continue;
            total -= one.bytes;
            std::string name = entry_name(one.entry.key);
            if (!limits.dry_run && !store_->remove(name)) continue;
            ++gone.entries;
            gone.removed.push_back(std::move(name));
        }
        std::set<std::string> held;
        std::set<std::string> const dropped(gone.removed.begin(), gone.removed.end());
        for_each_entry(*store_, [&](cache_entry const& entry) {
            if (dropped.contains(entry_name(entry.key))) return;
            for (digest const& content : entry.contents) held.insert(blob_name(content));
        });
        std::vector<std::pair<std::string, std::uint64_t>> free;
        store_->for_each([&](std::string_view name, std::uint64_t bytes) {
            if (name.starts_with(blob_prefix) && !held.contains(std::string(name)))
                free.emplace_back(name, bytes);
        });
        for (auto const& [name, bytes] : free)
            if (limits.dry_run || store_->remove(name)) {
                ++gone.blobs;
                gone.bytes += bytes;
            }
        return gone;
    }

private:
    struct used_entry {
        cache_entry entry;
        std::chrono::system_clock::time_point used;
        std::uint64_t bytes;
    };
    // The least recently used first; a value that several have counts for each.
    std::vector<used_entry> by_use() const {
        std::vector<used_entry> all;
        for (cache_entry entry : entries()) {
            std::uint64_t bytes = 0;
            for (std::uint64_t size : entry.sizes) bytes += size;
            // Not before it was made: a clock may be set back.
            auto const used =
                std::max(used_in(*store_, entry_name(entry.key)).value_or(entry.made), entry.made);
            all.push_back({std::move(entry), used, bytes});
        }
        std::ranges::stable_sort(all, std::ranges::less(), &used_entry::used);
        return all;
    }

    Store* store_;
};

} // namespace leat
