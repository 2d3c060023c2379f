// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// The steps of a run with a cache or a record: what is done at a node's turn, and when its value is
// needed late.

#include <leat/engine/dataset_use.hpp>
#include <leat/engine/run_node.hpp>
#include <leat/memo/caching_memo.hpp>

#include <exception>
#include <utility>

namespace leat::detail {

LEAT_DECL void caching_memo::take_step(step_state& s, std::size_t t, std::size_t step) {
    run_state& run = s.run;
    run.nodes[t].step = step;
    if (!skipped_input(run, t).empty()) return run_node(s, t, step);
    if (policy_.with_key[t]) {
        if (!find_versions(s, t)) return;
        make_key(run, t);
    }
    if (find_done(run, t)) return take_stored(s, t);
    if (policy_.caches(t)) {
        if (!has_key(run, t)) // a hook has altered what it depends on
            run_now(s, t, step);
        else
            run_locked(s, t, step);
    } else if (run.nodes[t].required) {
        run_now(s, t, step);
    } else {
        defer(run, t);
        run.report(t).status = node_status::skipped;
        run.report(t).reason = store_ ? "not needed: what takes its value was in the cache"
                                      : "not needed: what takes its value was resumed";
    }
}

/// Takes the result of a cached node from the store, or runs the node, unless another process that
/// uses the same store does so at this time.
LEAT_DECL void caching_memo::run_locked(step_state& s, std::size_t t, std::size_t step) {
    run_state& run = s.run;
    bool const takes = takes_hits(run, t) && !is_refreshed(run, t);
    std::string why;
    if (takes && find_entry(run, t, why)) return take_entry(s, t);
    std::unique_ptr<memo_store::held_lock> held;
    {
        // The process that has the lock may wait for one that waits for this run.
        outside_gate const outside(run.log.gate);
        held = store_->lock(entry_name(run.nodes[t].key));
    }
    if (held->holds && takes && find_entry(run, t, why, false)) return take_entry(s, t);
    explain(run, t, why);
    tell(s, t, cache_point::miss, why);
    if (!s.failed) run_now(s, t, step);
}

/// Runs a node, in its turn or late.
LEAT_DECL void caching_memo::run_now(step_state& s, std::size_t t, std::size_t step) {
    run_state& run = s.run;
    run.retain_inputs(t);
    run_deferred_users(s, t);
    if (s.failed) return;
    node_state& node = run.nodes[t];
    node_phase const before = std::exchange(node.phase, node_phase::running);
    run_node(s, t, step);
    if (node.phase == node_phase::running) node.phase = before; // it has failed
    if (s.failed && s.failed_item == t && run.log.gate)
        run.deferred_failures.emplace_back(t, s.failed);
    run.release_inputs(t);
    release_inputs(run, t, step);
    if (run.log.gate) run.log.gate->changed();
}

/// A value that can only be moved cannot be kept for deferred nodes: those that need it run now,
/// before this node moves it away.
LEAT_DECL void caching_memo::run_deferred_users(step_state& s, std::size_t t) {
    run_state& run = s.run;
    graph_view const& g = run.graph;
    auto const inputs = g.inputs(t);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (run.ops.edges[g.items[t].first_edge + i].by_reference) continue;
        if (run.ops.slots.ops[inputs[i]]->copy) continue;
        for (std::size_t other : g.consumers_of(inputs[i]))
            if (other != t) run_if_deferred(s, other);
    }
    for (std::size_t v : inputs) allow_move(run, t, v);
}

/// A node was not needed so far, and is now.
inline void expect(run_state& run, std::size_t t) {
    run.report(t).status = node_status::pending;
    run.report(t).reason.clear();
}

LEAT_DECL void caching_memo::run_if_deferred(step_state& s, std::size_t other) {
    run_state& run = s.run;
    node_state const& node = run.nodes[other];
    if (run.log.gate && node.phase == node_phase::running)
        run.log.gate->wait([&] { return node.phase != node_phase::running; });
    if (node.phase != node_phase::deferred || s.failed) return;
    expect(run, other);
    run_now(s, other, node.step);
}

/// A node may move from a value when no other node will need it any more. What was stored may get
/// lost, so that its node needs the value again; where it can be copied, it stays for that.
LEAT_DECL void caching_memo::allow_move(run_state& run, std::size_t t, std::size_t v) {
    bool const is_copied = run.ops.slots.ops[v]->copy != nullptr;
    bool needed = run.plan.kept[v];
    for (std::size_t other : run.graph.consumers_of(v)) {
        node_phase const now = run.nodes[other].phase;
        bool const is_stored = now == node_phase::cached || now == node_phase::stored;
        needed |= other != t && run.plan.runs[other] && now != node_phase::executed &&
                  (is_copied || !is_stored);
    }
    if (!needed) run.plan.last_step[v] = run.nodes[t].step;
}

// The node may run out of its turn: then nothing else releases what it took over.
LEAT_DECL void caching_memo::release_inputs(run_state& run, std::size_t t, std::size_t step) {
    for (std::size_t v : run.graph.inputs(t)) {
        std::size_t const last = run.plan.last_step[v];
        bool const ends =
            run.counts_users ? run.values[v].users == 0 && last != npos : last == step;
        if (ends) run.release(v);
    }
}

/// Lets a node wait until its value is needed: its inputs stay in memory meanwhile.
LEAT_DECL void caching_memo::defer(run_state& run, std::size_t t) {
    run.nodes[t].phase = node_phase::deferred;
    if (has_key(run, t))
        for (std::size_t v : run.graph.outputs(t)) set_version(run, v, output_version(run, v));
    for (std::size_t v : run.graph.inputs(t)) run.plan.last_step[v] = npos;
}

LEAT_DECL void caching_memo::take_entry(step_state& s, std::size_t t) {
    tell(s, t, cache_point::hit, {});
    take_stored(s, t);
}

/// What is stored need not be made. What the catalog stores is to be there and right, also then:
/// what a dataset holds is looked at, and saved anew only if it is something else.
LEAT_DECL void caching_memo::take_stored(step_state& s, std::size_t t) {
    run_state& run = s.run;
    record_stored(run, t);
    tell_again(s, t);
    record_report(run, t);
    for (std::size_t v : run.graph.outputs(t))
        if (run.uses_dataset(v) && !dataset_matches(run, v) && fetch(s, v) &&
            run.nodes[t].phase == node_phase::cached)
            save_to_dataset(s, v, t);
}

/// Whether the dataset of a value holds one with its version. No when it cannot be read: then the
/// value is saved anew, which says what is wrong if that fails too.
LEAT_DECL bool caching_memo::dataset_matches(run_state& run, std::size_t v) const {
    value_state const& value = run.values[v];
    auto const fingerprint = table_.storage[v]->fingerprint;
    value_ops const& ops = *run.ops.slots.ops[v];
    if (!fingerprint) return false;
    try {
        if (!value.dataset->exists(value.dataset_at)) return false;
        std::size_t const offset = 0;
        slot_table const table{{&run.ops.slots.ops[v], 1}, {&offset, 1}, ops.size, ops.align};
        value_slots there(table);
        value.dataset->load(value.dataset_at, there.at(0));
        there.mark_full(0);
        return fingerprint(there.at(0)) == value.version;
    } catch (...) {
        return false;
    }
}

LEAT_DECL bool caching_memo::fetch(step_state& s, std::size_t v) {
    run_state& run = s.run;
    std::size_t const t = run.graph.maker[v];
    wait_until_settled(run, v);
    if (run.slots.is_full(v)) return true;
    if (s.failed) return false;
    if (run.values[v].inherited) return load_inherited(s, v);
    if (!run.graph.is_node(t)) {
        if (!run.resumes || !run.ops.make_default[v]) return false;
        run.ops.make_default[v](run.slots.at(v)); // a param that is new
        run.slots.mark_full(v);
        return true;
    }
    if (run.nodes[t].skipped) return false;
    node_phase const was = run.nodes[t].phase;
    if ((was == node_phase::cached || was == node_phase::stored) && load(s, v)) return true;
    if (was == node_phase::pending) return false;
    for (auto const& [item, why] : run.deferred_failures)
        if (item == t) {
            s.fail(failure(why), t);
            return false;
        }
    expect(run, t);
    run_now(s, t, run.nodes[t].step);
    return run.slots.is_full(v);
}

LEAT_DECL void caching_memo::wait_until_settled(run_state& run, std::size_t v) {
    node_state const& node = run.nodes[run.graph.maker[v]];
    auto const settled = [&] {
        return node.phase != node_phase::running && !run.values[v].being_moved;
    };
    if (run.log.gate && !settled()) run.log.gate->wait(settled);
}

LEAT_DECL std::unique_ptr<part_memory> caching_memo::parts(step_state& s, std::size_t t) {
    auto const make = table_.parts[t];
    return make && !run_asks_hooks(s.run, t) ? make(*this, s, t) : nullptr;
}

LEAT_DECL void caching_memo::tell(step_state& s, std::size_t t, cache_point point,
                                  std::string_view why) const {
    static constexpr char const* names[] = {on_cache_hit_point::name, on_cache_miss_point::name,
                                            on_cache_store_point::name};
    run_state& run = s.run;
    auto const* const calls = run.hooks.nodes[t].cache_calls;
    if (!calls) return;
    std::size_t const at = static_cast<std::size_t>(point);
    failure failed;
    cache_event const event{*run.ops.nodes[t].info, run.nodes[t].key, why, run.report(t).bytes};
    timed const spent(run.log.hook_time);
    for (std::size_t i = 0; i < run.hooks.all.count; ++i) {
        if (!calls[i][at]) continue;
        try {
            calls[i][at](run.hooks.all.hooks[i], event);
        } catch (...) {
            hook_threw(failed, run.log, run.hooks.all.types[i], names[at],
                       "node '" + std::string(event.node_.name) + "'");
        }
    }
    s.fail(std::move(failed), t);
}

LEAT_DECL bool caching_memo::warn(run_state const& run, std::size_t t,
                                  std::string const& what) const {
    run.log.say(run.graph.name_of(t), (store_ ? "cache: " : "record: ") + what);
    return false;
}

} // namespace leat::detail
