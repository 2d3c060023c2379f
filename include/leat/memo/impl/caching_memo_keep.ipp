// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// What a run stores in the cache and in its record, and takes from them.

#include <leat/memo/caching_memo.hpp>
#include <leat/support/error.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <sstream>
#include <utility>

namespace leat::detail {

LEAT_DECL bool caching_memo::shares_store(std::size_t t) const {
    return store_ && record_ && policy_.caches(t) && record_->is_store(*store_);
}

/// Whether the store has an entry for the node's key; then it is known what its values are.
LEAT_DECL bool caching_memo::find_entry(run_state& run, std::size_t t, std::string& why,
                                        bool aloud) {
    std::optional<cache_entry> const entry = store_->get_entry(run.nodes[t].key, &why);
    if (!entry && !why.empty() && aloud) warn(run, t, why + ", so it runs again");
    item const& it = run.graph.items[t];
    if (!entry || entry->contents.size() != it.value_count ||
        entry->versions.size() != it.value_count || entry->sizes.size() != it.value_count)
        return false;
    node_report& report = run.report(t);
    for (std::size_t o = 0; o < it.value_count; ++o) {
        value_state& value = run.values[it.first_value + o];
        if (value.given || value.inherited) continue;
        set_version(run, it.first_value + o, entry->versions[o]);
        value.content = entry->contents[o];
        value.bytes = entry->sizes[o];
        report.bytes += entry->sizes[o];
    }
    run.nodes[t].phase = node_phase::cached;
    report.status = node_status::hit;
    told_[t].reset();
    if (auto told = told_things::read(entry->told); told && !told->is_empty())
        told_[t] = std::make_unique<told_things>(std::move(*told));
    return true;
}

/// Whether the run that is resumed has finished the node with this key; then it is known what its
/// values are.
LEAT_DECL bool caching_memo::find_done(run_state& run, std::size_t t) {
    node_state& node = run.nodes[t];
    if (!record_ || !run.resumes || !policy_.resumable[t] || run_asks_hooks(run, t)) return false;
    if (!has_key(run, t) || node.force_rerun || run.refreshed[t]) return false;
    graph_view const& g = run.graph;
    node_report& report = run.report(t);
    if (g.is_void[g.items[t].first_value]) {
        if (!record_->has_done(node.key)) return false;
    } else {
        for (std::size_t v : g.outputs(t))
            if (!record_->find(node.key, g.name(v))) return false;
        for (std::size_t v : g.outputs(t)) {
            value_state& value = run.values[v];
            if (value.given || value.inherited) continue;
            recorded_value const found = *record_->find(node.key, g.name(v));
            value.content = found.content;
            value.bytes = found.bytes;
            value.in_record = true;
            set_version(run, v, found.version);
            report.bytes += found.bytes;
        }
    }
    node.phase = node_phase::cached;
    report.status = node_status::resumed;
    report.reason.clear();
    find_told(run, t);
    return true;
}

/// Takes a value from the store. Whether it was there, whole.
LEAT_DECL bool caching_memo::load(step_state& s, std::size_t v) {
    run_state& run = s.run;
    std::size_t const t = run.graph.maker[v];
    std::string why;
    std::shared_ptr<std::string const> const bytes = share(run, v, &why);
    if (!bytes) {
        forget_entry(run, v);
        return warn(run, t, "its stored value is lost (" + why + "), so it runs again");
    }
    try {
        table_.storage[v]->load(run.slots.at(v), *bytes);
        run.slots.mark_full(v);
        return true;
    } catch (error const& e) {
        forget_entry(run, v);
        return warn(run, t,
                    std::string("its stored value cannot be read, so it runs again: ") + e.what());
    }
}

LEAT_DECL std::shared_ptr<std::string const> caching_memo::share(run_state const& run,
                                                                 std::size_t v,
                                                                 std::string* why) const {
    value_state const& value = run.values[v];
    if (record_ && value.in_record) return record_->share(value.content, value.bytes, why);
    return store_ ? store_->share_blob(value.content, value.bytes, why) : nullptr;
}

/// If a blob of an entry is missing, the entry is dropped, even when the node cannot be rerun now.
LEAT_DECL void caching_memo::forget_entry(run_state const& run, std::size_t v) const {
    std::size_t const t = run.graph.maker[v];
    if (policy_.caches(t) && !run.values[v].in_record) store_->remove(entry_name(run.nodes[t].key));
}

/// What a node has returned is stored, unless it is not what its inputs say, or another value was
/// bound in place of an output.
LEAT_DECL void caching_memo::made(step_state& s, std::size_t t, bool altered) {
    run_state& run = s.run;
    node_state& node = run.nodes[t];
    auto const outputs = run.graph.outputs(t);
    if (!altered && !key_holds(run, t)) {
        std::string& reason = run.report(t).reason;
        reason.append(reason.empty() ? "" : "; ")
            .append("a file has changed meanwhile, so its value is not kept");
        altered = true;
    }
    if (altered) {
        run.report(t).key = node.key = {};
        for (std::size_t v : outputs) {
            run.values[v].has_version = false;
            auto const fingerprint = table_.storage[v]->fingerprint;
            if (policy_.with_version[v] && fingerprint)
                set_version(run, v, find_fingerprint(run, v, false));
        }
        node.phase = node_phase::executed;
        return;
    }
    bool is_bound = false;
    for (std::size_t v : outputs) is_bound |= run.values[v].given || run.values[v].inherited;
    bool const is_stored =
        policy_.caches(t) || (policy_.resumable[t] && !run.graph.is_void[*outputs.begin()]);
    if (is_stored && has_key(run, t) && !is_bound)
        keep_outputs(s, t);
    else
        set_versions(run, t);
    keep_told(run, t);
    record_report(run, t);
    // Not before: until then no other thread looks at its values.
    if (node.phase != node_phase::stored) node.phase = node_phase::executed;
}

/// Stores what a node has returned, for the cache, the record or both. What fails is a warning: the
/// run has the values.
LEAT_DECL void caching_memo::keep_outputs(step_state& s, std::size_t t) {
    run_state& run = s.run;
    set_versions(run, t);
    std::shared_ptr<void const> const held = hold();
    run.report(t).bytes = 0;
    for (std::size_t v : run.graph.outputs(t)) keep_output(run, t, v);
    if (policy_.caches(t)) keep_entry(s, t);
}

LEAT_DECL void caching_memo::keep_output(run_state& run, std::size_t t, std::size_t v) {
    value_state& value = run.values[v];
    value.content = {};
    try {
        std::ostringstream bytes;
        digest content;
        {
            outside_gate const outside(run.log.gate);
            table_.storage[v]->save(bytes, run.at(v));
            if (policy_.caches(t)) content = store_->put_blob(bytes.view());
            if (record_ && policy_.resumable[t] && !shares_store(t))
                content = record_->put(bytes.view());
        }
        value.content = content;
        value.bytes = bytes.view().size();
        run.report(t).bytes += value.bytes;
        if (!record_ || !policy_.resumable[t]) return;
        value.in_record = true;
        note(run, v);
    } catch (std::exception const& e) {
        warn(run, t, std::string("its value is not kept: ") + e.what());
    }
}

LEAT_DECL void caching_memo::keep_entry(step_state& s, std::size_t t) {
    run_state& run = s.run;
    try {
        cache_entry entry = describe(run, t);
        for (std::size_t v : run.graph.outputs(t)) {
            value_state const& value = run.values[v];
            if (value.content == digest{}) return; // it could not be stored
            entry.contents.push_back(value.content);
            entry.versions.push_back(value.version);
            entry.sizes.push_back(value.bytes);
            entry.types.emplace_back(run.ops.slots.ops[v]->type);
        }
        entry.made = std::chrono::system_clock::now();
        entry.took = run.report(t).time;
        if (told_[t]) entry.told = told_[t]->write();
        store_->put_entry(entry);
        store_->remember_last(entry);
        run.nodes[t].phase = node_phase::stored;
    } catch (std::exception const& e) {
        warn(run, t, std::string("its value is not kept: ") + e.what());
        return;
    }
    tell(s, t, cache_point::store, {});
}

LEAT_DECL cache_entry caching_memo::describe(run_state const& run, std::size_t t) const {
    graph_view const& g = run.graph;
    item const& it = g.items[t];
    options const& o = *g.option_of[t];
    cache_entry entry;
    entry.key = run.nodes[t].key;
    entry.node = g.name_of(t);
    entry.pipeline = g.pipeline;
    entry.static_key = table_.static_keys[it.first_value];
    entry.version = o.version;
    if (!o.versioned && !o.sourced) entry.code = table_.has_code ? code_of(t) : digest{};
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
        if (policy_.counts[e]) {
            value_state const& value = run.values[g.edges[e]];
            entry.inputs.push_back({std::string(g.name(g.edges[e])), value.version, value.shown});
        }
    return entry;
}

/// Notes in the record a value of a node that has a key.
LEAT_DECL void caching_memo::note(run_state const& run, std::size_t v) {
    value_state const& value = run.values[v];
    record_->note(run.graph.name(v), run.nodes[run.graph.maker[v]].key,
                  {value.content, value.version, value.bytes}, run.ops.slots.ops[v]->type);
}

/// Notes the values that a node did not have to make, where the record has them.
LEAT_DECL void caching_memo::record_stored(run_state& run, std::size_t t) {
    if (!record_ || !policy_.resumable[t] || run.graph.is_void[run.graph.items[t].first_value])
        return;
    for (std::size_t v : run.graph.outputs(t)) {
        value_state const& value = run.values[v];
        if (!value.given && !value.inherited && (value.in_record || shares_store(t))) note(run, v);
    }
}

LEAT_DECL void caching_memo::record_report(run_state& run, std::size_t t) {
    if (!record_) return;
    std::string const trouble = record_->report(run.graph.position[t], run.report(t));
    if (!trouble.empty()) run.log.say(run.graph.name_of(t), "record: " + trouble);
}

} // namespace leat::detail
