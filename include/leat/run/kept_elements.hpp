// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/element_pack.hpp>
#include <leat/run/cached_node.hpp>
#include <leat/run/run_gate.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

/// Where what is known of the elements of a map is kept: in the store of the cache, one entry that
/// has what the last runs made of it; and by the record, one value of the run.
template <class State, std::size_t Item>
class kept_elements {
    using node = cached_node<State, Item>;
    static constexpr auto const& P = node::P;
    static constexpr item it = node::it;
    static constexpr auto const& policy = node::policy;
    static constexpr std::size_t value = it.first_value;
    /// Whether the cache has them; and the record, which need not where the cache does.
    static constexpr bool in_cache = node::caches && policy.behaviour[Item] == caching::cached;
    static constexpr bool in_record = node::records && policy.resumable[Item];
    static constexpr std::size_t remembered = 4; ///< runs

    struct part {
        digest content;
        std::uint64_t bytes;
        std::string type;
    };
    using parts = std::vector<part>; ///< of one run: keys and values, or a pack of both

public:
    explicit kept_elements(State& s) : gate_(s.log.gate), m_(s.memory), node_(s) {}

    bool has_key() {
        if (!m_.has_key(Item)) return false;
        key_ = elements_key<P, Item, policy>(item_types<P, Item>::call::each, m_.version,
                                             m_.kept.record.program());
        if constexpr (in_record) uses_record_ = !node_.shares_store();
        return true;
    }

    digest const& key() const noexcept { return key_; }

    /// Calls `take(bytes, load)` with what each run before has kept, the last one first, as long
    /// as it returns true: the bytes begin with keys, and `load(rest)` gives the values, where
    /// `rest` is what follows these.
    template <class Visit>
    void visit(Visit const& take) {
        inside_gate const inside(gate_);
        if (takes_cached()) {
            read_entry();
            for (parts const& one : runs_) {
                auto const bytes = share(one[0]);
                if (!bytes) continue;
                auto const load = [&](std::string_view rest) {
                    return one.size() == 1 ? std::make_shared<std::string const>(rest)
                                           : share_or_throw(one[1]);
                };
                if (!take(std::string_view(*bytes), load)) return;
            }
        }
        if constexpr (in_record && State::layout::resumes) {
            if (m_.again[Item] || State::layout::refreshed[Item]) return;
            auto const* const found = m_.kept.record.find(key_, name_);
            if (!found) return;
            std::string why;
            auto const bytes = m_.kept.record.share(found->content, found->bytes, &why);
            if (bytes)
                take(std::string_view(*bytes), [](std::string_view rest) {
                    return std::make_shared<std::string const>(rest);
                });
        }
    }

    /// Keeps the elements that are done so far, in place of what it kept of this run before.
    void save(std::string const& pack) {
        inside_gate const inside(gate_);
        [[maybe_unused]] auto const hold = node_.hold();
        if constexpr (in_cache) {
            auto& store = m_.kept.cache.store();
            digest const content = put_blob(store, pack);
            digest const before = std::exchange(saved_, content);
            write_entry({{content, pack.size(), std::string(element_pack)}}, false);
            if (before != digest{} && before != content) store.remove(blob_name(before));
        }
        if constexpr (in_record) {
            if (uses_record_) note(pack);
        }
    }

    /// What the map returned is kept as a whole: the keys go with it.
    void finish(std::string const& keys) {
        if constexpr (in_cache) {
            if (m_.phases[Item] != phase::stored) return;
            [[maybe_unused]] auto const hold = node_.hold();
            auto& store = m_.kept.cache.store();
            write_entry(
                {{put_blob(store, keys), keys.size(), std::string(element_keys)},
                 {m_.content[value], m_.bytes[value], std::string(spelled<value_t<P, value>>())}},
                true);
            if (saved_ != digest{}) store.remove(blob_name(std::exchange(saved_, {})));
            for (digest const& past : dropped_) store.remove(blob_name(past));
        }
    }

    /// Drops what it has of elements of a map that has not ended well.
    void reject() {
        inside_gate const inside(gate_);
        if constexpr (in_cache) {
            auto& store = m_.kept.cache.store();
            read_entry();
            if (std::ranges::any_of(runs_, [](parts const& run) { return run.size() == 1; })) {
                write_entry({}, true);
                for (digest const& past : dropped_) store.remove(blob_name(past));
                read_entry();
                if (runs_.empty()) store.remove(entry_name(key_));
            }
            saved_ = {};
        }
        if constexpr (in_record)
            if (noted_ != digest{}) note(write_keys({}));
    }

private:
    bool takes_cached() const { return in_cache && !node_.refreshed(); }

    void note(std::string const& pack) {
        if constexpr (in_record) {
            auto& record = m_.kept.record;
            recorded_value const now{record.put(pack), {}, pack.size()};
            record.note(name_, key_, now, element_pack);
            record.flush([](std::string const& what) { throw error(what); });
            record.forget(std::exchange(noted_, now.content), now.content);
        }
    }

    std::shared_ptr<std::string const> share(part const& from) {
        if constexpr (in_cache)
            return share_blob(m_.kept.cache.store(), from.content, from.bytes);
        else
            return nullptr;
    }
    std::shared_ptr<std::string const> share_or_throw(part const& from) {
        auto bytes = share(from);
        return bytes ? bytes : throw error("what its elements returned is lost");
    }

    /// What the entry has of runs before; what has ended, and what had not.
    void read_entry() {
        runs_.clear();
        if constexpr (in_cache) {
            auto& store = m_.kept.cache.store();
            auto const entry = get_entry(store, key_);
            if (!entry) return;
            touch_in(store, entry_name(key_));
            for (std::size_t i = 0; i < entry->contents.size();) {
                std::size_t const count = entry->types[i] == element_keys   ? 2
                                          : entry->types[i] == element_pack ? 1
                                                                            : 0;
                if (count == 0 || count > entry->contents.size() - i) return;
                parts& one = runs_.emplace_back();
                for (std::size_t const end = i + count; i < end; ++i)
                    one.push_back({entry->contents[i], entry->sizes[i], entry->types[i]});
            }
        }
    }

    /// Writes the entry: what this run has, and what the last ones had. When the map has `ended`,
    /// what had not been is dropped. (The keys are those of this node, so nobody else has the blobs
    /// that they are in.)
    void write_entry(parts const& own, [[maybe_unused]] bool ended) {
        if constexpr (in_cache) {
            cache_entry entry = node_.describe();
            entry.key = key_;
            entry.node = elements_node(item_name<P, Item>.view());
            entry.made = std::chrono::system_clock::now();
            std::erase_if(entry.inputs,
                          [](cache_input const& input) { return is_each(input.name); });
            auto const add = [&](part const& one) {
                entry.contents.push_back(one.content);
                entry.versions.push_back({});
                entry.sizes.push_back(one.bytes);
                entry.types.push_back(one.type);
            };
            for (part const& one : own) add(one);
            std::size_t count = 1;
            dropped_.clear();
            for (parts const& run : runs_) {
                if (!own.empty() && run[0].content == own[0].content) continue;
                if ((ended && run.size() == 1) || count++ >= remembered)
                    dropped_.push_back(run[0].content);
                else
                    for (part const& one : run) add(one);
            }
            put_entry(m_.kept.cache.store(), entry);
        }
    }
    static bool is_each(std::string_view name) {
        for (std::size_t i = 0; i < it.edge_count; ++i)
            if (item_types<P, Item>::call::each[i] &&
                solved<P>.name(solved<P>.edges[it.first_edge + i]) == name)
                return true;
        return false;
    }

    run_gate* gate_; ///< of a run whose nodes run at the same time: this is called while they do
    typename State::memory_type& m_;
    node node_;
    digest key_{};
    std::string const name_ = elements_node(item_name<P, Item>.view());
    bool uses_record_ = false;
    std::vector<parts> runs_{};
    std::vector<digest> dropped_{}; ///< blobs that the entry has no more
    digest saved_{};                ///< the blob that has what is done of this run
    digest noted_{};                ///< the same in the record
};

} // namespace leat::detail
