// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// What a run was given from outside, kept with its record, so that it can be resumed without it;
// and what a run that is resumed gives to the new one.

#include <leat/cache/element_pack.hpp>
#include <leat/memo/caching_memo.hpp>
#include <leat/support/error.hpp>
#include <leat/support/nearest.hpp>

#include <exception>
#include <sstream>
#include <utility>

namespace leat::detail {

/// The items that run in any case, as the call of resume named them.
LEAT_DECL flags caching_memo::find_rerun(graph_view const& g) const {
    std::vector<std::string> const& from = record_->rerun_from();
    if (from.empty()) return flags(g.item_count());
    std::vector<std::string_view> const names(from.begin(), from.end());
    std::size_t unknown = npos;
    flags items = items_of_slice(g, slice_kind::from, names, &unknown);
    if (unknown == npos) return items;
    std::size_t const near =
        nearest(names[unknown], g.value_count(), [&](std::size_t v) { return g.name(v); });
    record_->refuse_rerun(g.pipeline, names[unknown],
                          near == npos ? std::string_view() : g.name(near));
    __builtin_unreachable(); // it throws
}

LEAT_DECL std::vector<std::string> caching_memo::names_to_rerun(run_state const& run) const {
    std::vector<std::string> names;
    if (!run.resumes) return names;
    graph_view const& g = run.graph;
    flags const rerun = find_rerun(g);
    for (std::size_t v = 0; v < g.value_count(); ++v) {
        if (!rerun[g.maker[v]] || !g.is_node(g.maker[v])) continue;
        names.emplace_back(g.name(v));
        names.push_back(elements_node(g.name(v)));
    }
    return names;
}

LEAT_DECL void caching_memo::prepare(run_state& run) {
    check_code();
    if (!run.resumes) return;
    graph_view const& g = run.graph;
    run_request& request = run.request;
    bool const was_asked = request.any_asked;
    flags const rerun = find_rerun(g);
    for (std::size_t v = 0; v < g.value_count(); ++v) {
        bool const is_remade = rerun[g.maker[v]] && g.is_node(g.maker[v]);
        if (record_->inherited(g.name(v)) && !is_remade) request.bound[v] = true;
        if (was_asked || !record_->is_asked(g.name(v))) continue;
        request.any_asked = true;
        request.asked[v] = true;
    }
    if (was_asked) return;
    std::optional<std::vector<std::string>> const part = record_->slice();
    if (!part) return;
    std::vector<std::string_view> const names(part->begin(), part->end());
    std::size_t unknown = npos;
    flags const holds = items_of_slice(g, slice_kind::only, names, &unknown);
    if (unknown != npos)
        throw error("run '" + *record_->origin() + "' was one of a part of the pipeline with '" +
                    (*part)[unknown] +
                    "', which the pipeline has no more; give the part to resume(...) anew, as " +
                    "leat::to(...) or leat::only(...)");
    request.narrow(holds);
}

LEAT_DECL void caching_memo::attach(run_state& run) {
    told_.resize(run.graph.item_count());
    if (run.resumes) inherit(run);
    find_required(run);
}

LEAT_DECL void caching_memo::inherit(run_state& run) {
    graph_view const& g = run.graph;
    flags const rerun = find_rerun(g);
    for (std::size_t t = 0; t < g.item_count(); ++t) {
        run.nodes[t].force_rerun = rerun[t];
        run.nodes[t].ignore_stored =
            g.is_node(t) && record_->is_hidden(g.name(g.items[t].first_value));
    }
    for (std::size_t v = 0; v < g.value_count(); ++v) {
        if (rerun[g.maker[v]] && g.is_node(g.maker[v])) continue;
        value_state& value = run.values[v];
        recorded_value const* const was = record_->inherited(g.name(v));
        value.inherited = was && !value.given;
        if (!value.inherited) continue;
        value.content = was->content;
        value.bytes = was->bytes;
        value.in_record = true;
    }
}

/// Which nodes run for certain, unless a store has their result. Backwards: what is for the caller,
/// for a dataset or for its effect; what a key needs to know by its content; and what such a node
/// takes, unless that node may not have to run.
LEAT_DECL void caching_memo::find_required(run_state& run) {
    graph_view const& g = run.graph;
    if (!store_ && !run.resumes) {
        for (node_state& node : run.nodes) node.required = true;
        return;
    }
    for (std::size_t s = run.plan.step_count; s-- > 0;) {
        std::size_t const t = run.plan.steps[s];
        bool required = run.nodes[t].required;
        for (std::size_t v : g.outputs(t)) {
            bool const is_saved = run.values[v].dataset && !run.values[v].given;
            required |= run.refreshed[t] || g.is_void[v] || run.plan.kept[v] || is_saved ||
                        (policy_.behaviour[t] == caching::impure && policy_.with_version[v]);
        }
        run.nodes[t].required = required;
        bool const can_be_stored =
            (policy_.caches(t) && !run.refreshed[t]) || (run.resumes && policy_.resumable[t]);
        if (!required || can_be_stored) continue;
        for (std::size_t v : g.inputs(t)) run.nodes[g.maker[v]].required = true;
    }
}

LEAT_DECL void caching_memo::began(run_state& run) {
    if (run.options && run.options->refresh)
        for (node_state& node : run.nodes) node.required = true;
    if (!record_) return;
    for (std::size_t v = 0; v < run.graph.value_count(); ++v) {
        value_state const& value = run.values[v];
        try {
            if (value.outside)
                record_outside(run, v);
            else if (value.inherited)
                record_->note_inherited(run.graph.name(v), {value.content, {}, value.bytes});
        } catch (std::exception const& e) {
            run.log.say(run.graph.name(v),
                        std::string("record: its value is not kept: ") + e.what());
        }
    }
    std::string const trouble = record_->flush();
    if (!trouble.empty()) run.log.say(run.graph.pipeline, trouble);
}

/// Notes a value that came with the call or by default. What cannot be stored is to be given again
/// when the run is resumed. A default is one of the code: if that is edited, the new one counts.
LEAT_DECL void caching_memo::record_outside(run_state& run, std::size_t v) {
    value_state const& value = run.values[v];
    std::string_view const name = run.graph.name(v);
    bool const is_given = value.given && !(run.options && run.options->is_by_default(name));
    if (!is_given && !run.plan.needed[v]) return;
    record_->note_param(name, value.source->param(value.outside), run.ops.slots.ops[v]->type,
                        is_given);
    storage_ops const& storage = *table_.storage[v];
    if (!is_given || !storage.save_given) return;
    std::ostringstream bytes;
    storage.save_given(bytes, value.outside);
    std::shared_ptr<void const> const held = record_->hold();
    recorded_value const kept{record_->put(bytes.view()), digest{}, bytes.view().size()};
    record_->note(name, digest{}, kept, storage.given_type);
}

/// Takes a value from the run that is resumed, which was given it. Whether it is there.
LEAT_DECL bool caching_memo::load_inherited(step_state& s, std::size_t v) {
    run_state& run = s.run;
    value_state const& value = run.values[v];
    std::string why = "its type cannot be stored";
    if (auto const load = table_.storage[v]->load_given) {
        auto const bytes = record_->share(value.content, value.bytes, &why);
        if (bytes) {
            try {
                load(run.slots.at(v), *bytes);
                run.slots.mark_full(v);
                return true;
            } catch (error const& e) {
                why = e.what();
            }
        }
    }
    failure lost;
    lost.error = std::make_exception_ptr(error("value '" + std::string(run.graph.name(v)) +
                                               "' that the run '" + record_->origin().value_or("") +
                                               "' was given cannot be loaded: " + why +
                                               "; give it to resume(...) anew"));
    s.fail(std::move(lost), run.graph.maker[v]);
    return false;
}

} // namespace leat::detail
