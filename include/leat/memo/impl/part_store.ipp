// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/memo/part_store.hpp>
#include <leat/support/error.hpp>

#include <algorithm>
#include <chrono>

namespace leat::detail {

LEAT_DECL part_store::part_store(caching_memo& memo, run_state& run, std::size_t item)
    : memo_(memo), run_(run), item_(item), name_(run.graph.name_of(item)),
      parts_name_(elements_node(name_)),
      in_cache_(memo.store() && memo.policy().behaviour[item] == caching::cached),
      in_record_(memo.record() && memo.policy().resumable[item]) {}

LEAT_DECL bool part_store::has_key() {
    if (!memo_.has_key(run_, item_)) return false;
    key_ = memo_.elements_key(run_, item_);
    item const& it = run_.graph.items[item_];
    files_.clear();
    for (std::size_t e = it.first_edge; run_.has_files && e < it.first_edge + it.edge_count; ++e)
        if (seen_files const& files = run_.values[run_.graph.edges[e]].files;
            files && memo_.policy().counts[e] && !memo_.policy().by_element[e])
            files_.push_back(files);
    if (in_record_) uses_record_ = !memo_.shares_store(item_);
    return true;
}

LEAT_DECL std::shared_ptr<std::string const> part_store::find_in_record() const {
    if (!in_record_ || !run_.resumes || run_.nodes[item_].force_rerun || run_.refreshed[item_])
        return nullptr;
    recorded_value const* const found = memo_.record()->find(key_, parts_name_);
    std::string why;
    return found ? memo_.record()->share(found->content, found->bytes, &why) : nullptr;
}

LEAT_DECL void part_store::save(std::string const& pack) {
    inside_gate const inside(run_.log.gate);
    if (!memo_.have_stayed(run_, item_, files_)) return;
    std::shared_ptr<void const> const held = memo_.hold();
    if (in_cache_) {
        memo_store& store = *memo_.store();
        digest const content = store.put_blob(pack);
        digest const before = std::exchange(saved_, content);
        write_entry({{content, pack.size(), std::string(element_pack)}}, false);
        if (before != digest{} && before != content) store.remove(blob_name(before));
    }
    if (in_record_ && uses_record_) note(pack);
}

LEAT_DECL void part_store::finish(std::string const& keys) {
    if (!in_cache_ || run_.nodes[item_].phase != node_phase::stored) return;
    std::shared_ptr<void const> const held = memo_.hold();
    memo_store& store = *memo_.store();
    std::size_t const v = run_.graph.items[item_].first_value;
    value_state const& value = run_.values[v];
    write_entry({{store.put_blob(keys), keys.size(), std::string(element_keys)},
                 {value.content, value.bytes, std::string(run_.ops.slots.ops[v]->type)}},
                true);
    if (saved_ != digest{}) store.remove(blob_name(std::exchange(saved_, {})));
    remove_dropped();
}

LEAT_DECL void part_store::reject() {
    inside_gate const inside(run_.log.gate);
    if (in_cache_) {
        read_entry();
        if (std::ranges::any_of(runs_, [](parts const& run) { return run.size() == 1; })) {
            write_entry({}, true);
            remove_dropped();
            read_entry();
            if (runs_.empty()) memo_.store()->remove(entry_name(key_));
        }
        saved_ = {};
    }
    if (in_record_ && noted_ != digest{}) note(write_keys({}));
}

LEAT_DECL void part_store::remove_dropped() {
    for (digest const& past : dropped_) memo_.store()->remove(blob_name(past));
}

LEAT_DECL void part_store::note(std::string const& pack) {
    session_record& record = *memo_.record();
    recorded_value const now{record.put(pack), {}, pack.size()};
    record.note(parts_name_, key_, now, element_pack);
    if (std::string const trouble = record.flush(); !trouble.empty()) throw error(trouble);
    record.forget(std::exchange(noted_, now.content), now.content);
}

LEAT_DECL std::shared_ptr<std::string const> part_store::share_or_throw(part const& from) const {
    auto bytes = share(from);
    return bytes ? bytes : throw error("what its elements returned is lost");
}

/// What the entry has of runs before; what has ended, and what had not.
LEAT_DECL void part_store::read_entry() {
    runs_.clear();
    if (!in_cache_) return;
    memo_store& store = *memo_.store();
    std::optional<cache_entry> const entry = store.get_entry(key_, nullptr);
    if (!entry) return;
    store.touch(entry_name(key_));
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

/// Writes the entry: what this run has, and what the last ones had. When the node has `ended`, what
/// had not been is dropped. (The keys are those of this node, so nothing else has the blobs that
/// they are in.)
LEAT_DECL void part_store::write_entry(parts const& own, bool ended) {
    cache_entry entry = memo_.describe(run_, item_);
    entry.key = key_;
    entry.node = parts_name_;
    entry.made = std::chrono::system_clock::now();
    std::erase_if(entry.inputs, [&](cache_input const& input) { return is_each(input.name); });
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
    memo_.store()->put_entry(entry);
}

LEAT_DECL bool part_store::is_each(std::string_view name) const {
    item const& it = run_.graph.items[item_];
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
        if (memo_.policy().by_element[e] && run_.graph.name(run_.graph.edges[e]) == name)
            return true;
    return false;
}

} // namespace leat::detail
