// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// What nodes tell of themselves: kept with what they return, and told again where that is taken
// from a store.

#include <leat/engine/told_by_steps.hpp>
#include <leat/memo/caching_memo.hpp>

#include <exception>
#include <utility>

namespace leat::detail {

LEAT_DECL run_sink* caching_memo::book(run_state& run, std::size_t t) {
    told_[t].reset();
    bool const can_be_taken = policy_.caches(t) || (record_ && policy_.resumable[t]);
    if (!can_be_taken || !has_key(run, t)) return nullptr;
    told_[t] = std::make_unique<told_things>();
    return told_[t].get();
}

/// Notes in the record what a node has told, under the node's key.
LEAT_DECL void caching_memo::keep_told(run_state& run, std::size_t t) {
    if (!told_[t]) return;
    if (told_[t]->is_cut())
        run.log.say(run.graph.name_of(t),
                    "it told more of itself than is kept: a run that takes its result from a store "
                    "tells the first 4 MiB of its metrics and tags");
    if (told_[t]->is_empty() || !record_ || !policy_.resumable[t]) return;
    try {
        std::shared_ptr<void const> const held = record_->hold();
        std::string const text = told_[t]->write();
        record_->note(told_node(run.graph.name_of(t)), run.nodes[t].key,
                      {record_->put(text), {}, text.size()}, told_text);
    } catch (std::exception const& e) {
        warn(run, t, std::string("what it told is not kept: ") + e.what());
    }
}

/// What a node has told in the run that is resumed.
LEAT_DECL void caching_memo::find_told(run_state const& run, std::size_t t) {
    told_[t].reset();
    recorded_value const* const found =
        record_->find(run.nodes[t].key, told_node(run.graph.name_of(t)));
    if (!found) return;
    auto const text = record_->share(found->content, found->bytes, nullptr);
    auto told = text ? told_things::read(*text) : std::nullopt;
    if (told) told_[t] = std::make_unique<told_things>(std::move(*told));
}

/// A node does not run, as a store has its result: what it told when it ran is part of this run,
/// and the report says that it is told again.
LEAT_DECL void caching_memo::tell_again(step_state& s, std::size_t t) {
    run_state& run = s.run;
    if (!told_[t] || told_[t]->is_empty()) return;
    try {
        if (run.told) {
            told_by_steps::node in_order(*run.told, s.step, run.options);
            told_[t]->tell(in_order.options()->sink, nullptr);
            told_[t]->tell(&in_order.points(), nullptr);
        } else {
            told_[t]->tell(run.options ? run.options->sink : nullptr, run.log.metrics);
        }
        run.report(t).reason = told_[t]->describe();
    } catch (std::exception const& e) {
        warn(run, t, std::string("what it told when it ran cannot be told again: ") + e.what());
    }
    keep_told(run, t);
}

} // namespace leat::detail
