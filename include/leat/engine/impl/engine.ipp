// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/dataset_use.hpp>
#include <leat/engine/engine.hpp>
#include <leat/engine/remaining_work.hpp>
#include <leat/engine/run_node.hpp>
#include <leat/info/errors.hpp>

#include <chrono>
#include <utility>

namespace leat::detail {

LEAT_DECL void engine::narrow(slice_kind kind, std::span<std::string_view const> names) {
    if (!names.empty()) state_.request.narrow(items_of_slice(state_.graph, kind, names));
}

LEAT_DECL void engine::make_plan() {
    run_state& run = state_;
    run.log.metrics = &metrics_;
    connect_datasets();
    if (run.request.only_missing) {
        flags asked = run.request.bound;
        for (std::size_t v = 0; v < asked.size(); ++v) asked[v] = !asked[v];
        run.request.exists = what_exists(run.graph, run.datasets, asked);
    }
    if (run.store) run.store->prepare(run);
    run.plan = make_run_plan(run.graph, run.request);
    check_plan();
    run.info.pipeline = run.graph.pipeline;
    run.info.graph = run.ops.describe();
    run.info.nodes = make_reports(run.graph, run.request, run.plan);
    run.info.status = run_status::running;
    run.info.began = std::chrono::system_clock::now();
    if (run.request.only_missing) say_what_exists();
}

LEAT_DECL void engine::connect_datasets() {
    for (std::size_t i = 0; i < state_.datasets.ops.size(); ++i) {
        value_state& value = state_.values[state_.datasets.ops[i].value];
        value.dataset = &state_.datasets.ops[i];
        value.dataset_at = state_.datasets.at[i];
    }
}

LEAT_DECL void engine::set_outside(std::span<outside_value const> values) {
    for (outside_value const& one : values) {
        // With a dataset, or in a run that goes on from another one, the default of a param comes
        // last.
        bool const stands = one.given || (!state_.resumes && !state_.request.stored[one.value]);
        if (!stands) continue;
        value_state& value = state_.values[one.value];
        value.outside = one.at;
        value.owned = one.owned;
        value.given = one.given;
        value.source = &one;
    }
}

LEAT_DECL void engine::check_plan() const {
    graph_view const& g = state_.graph;
    run_plan const& p = state_.plan;
    std::string const name(g.pipeline);
    if (p.empty)
        throw error("the slices of a run of pipeline '" + name +
                    "' have no node in common, so nothing would run; widen one of them");
    if (p.missing != npos) {
        std::size_t const needs = p.missing_for == npos ? g.maker[p.missing] : p.missing_for;
        throw error(
            "node '" + g.name_of(needs) + "' of pipeline '" + name + "' needs value '" +
            std::string(g.name(p.missing)) +
            "', which is neither bound nor made in this slice; bind it, or widen the slice");
    }
    flags const exists = what_exists(g, state_.datasets, p.loaded);
    for (std::size_t v = 0; v < g.value_count(); ++v)
        if (p.loaded[v] && !exists[v])
            throw error(
                "a run of pipeline '" + name + "' needs value '" + std::string(g.name(v)) +
                "' from its dataset (" +
                place_of(*state_.values[v].dataset, state_.values[v].dataset_at) +
                "), which does not exist yet; " +
                (g.is_node(g.maker[v])
                     ? "make it, bind the value, or widen the slice to the node that makes it"
                     : "make it, or bind the value"));
}

LEAT_DECL void engine::say_what_exists() {
    graph_view const& g = state_.graph;
    for (std::size_t t = 0; t < g.item_count(); ++t) {
        if (!g.is_node(t)) continue;
        node_report& node = state_.report(t);
        bool exist = true;
        for (std::size_t v : g.outputs(t)) exist = exist && state_.request.exists[v];
        if (node.status == node_status::skipped)
            node.reason = exist ? "not needed: its outputs exist" : "not needed";
    }
}

LEAT_DECL void engine::identify(std::string id, std::optional<std::string> origin) {
    state_.info.id = std::move(id);
    state_.info.origin = std::move(origin);
}

LEAT_DECL run_info engine::predict() {
    state_.options = state_.log.options;
    if (state_.store) {
        step_state s(state_);
        state_.store->attach(state_);
        state_.store->predict(s);
        if (s.failed) fail(s);
    }
    return state_.info;
}

LEAT_DECL void engine::run() {
    run_state& run = state_;
    run.options = run.log.options;
    step_state s(run);
    if (run.store) run.store->attach(run);
    note_params();
    if (run.store) run.store->began(run);
    std::size_t stopped = npos;
    if (executor_)
        stopped = executor_->take_steps(s);
    else
        take_steps(s);
    if (executor_ && !s.failed) {
        if (s.stopped_inside) stop("in", s.stopped_item);
        if (stopped != npos) stop("before", run.plan.steps[stopped]);
    }
    for (std::size_t v = 0; v < run.graph.value_count() && !s.failed; ++v)
        if (run.plan.kept[v]) keep(s, v);
    if (s.stopped_inside && !s.failed) stop("in", s.stopped_item);
    if (s.failed) fail(s);
    end(run_status::completed);
}

LEAT_DECL void engine::note_params() {
    for (value_state const& value : state_.values) {
        if (!value.outside) continue;
        std::size_t const v = value.source->value;
        if (!state_.plan.needed[v]) continue;
        bool const given =
            value.given && !(state_.options && state_.options->is_by_default(state_.graph.name(v)));
        state_.info.params.push_back({std::string(state_.graph.name(v)),
                                      value.source->show(value.outside),
                                      std::string(state_.ops.slots.ops[v]->type), given});
    }
}

LEAT_DECL void engine::take_steps(step_state& s) {
    for (std::size_t step = 0; step < state_.plan.step_count && !s.failed; ++step) {
        std::size_t const item = state_.plan.steps[step];
        if (state_.options && state_.options->stop.stop_requested()) stop("before", item);
        if (state_.store)
            state_.store->take_step(s, item, step);
        else
            run_node(s, item, step);
        if (s.stopped_inside && !s.failed) stop("in", s.stopped_item);
        release_after(step);
    }
}

LEAT_DECL void engine::release_after(std::size_t step) {
    std::size_t const item = state_.plan.steps[step];
    auto const one = [&](std::size_t v) {
        if (state_.plan.last_step[v] == step) state_.release(v);
    };
    for (std::size_t v : state_.graph.outputs(item)) one(v);
    for (std::size_t v : state_.graph.inputs(item)) one(v);
}

// A value that is kept is there; or came with the call; or is in its dataset.
LEAT_DECL void engine::keep(step_state& s, std::size_t v) {
    value_state const& value = state_.values[v];
    value_ops const& ops = *state_.ops.slots.ops[v];
    if (value.outside && (value.owned ? ops.move != nullptr : ops.copy != nullptr)) {
        state_.slots.reset(v);
        if (value.owned)
            ops.move(state_.slots.at(v), value.outside);
        else
            ops.copy(state_.slots.at(v), value.outside);
        state_.slots.mark_full(v);
    }
    if (!state_.nodes[state_.graph.maker[v]].skipped) load_kept(s, v);
}

LEAT_DECL void engine::stop(char const* where, std::size_t item) {
    end(run_status::stopped);
    throw run_stopped("the run of pipeline '" + std::string(state_.graph.pipeline) +
                      "' was asked to stop, and did " + where + " node '" +
                      state_.graph.name_of(item) + "'");
}

LEAT_DECL void engine::end(run_status status) {
    state_.info.status = status;
    state_.info.wall = clock::now() - state_.log.began;
    state_.info.hook_time = state_.log.hook_time;
    state_.info.metrics = metrics_.lines();
}

LEAT_DECL void engine::fail(step_state const& s) {
    end(run_status::failed);
    run_state const& run = state_;
    flags done(run.graph.item_count());
    flags skipped(run.graph.item_count());
    for (std::size_t t = 0; t < done.size(); ++t) {
        skipped[t] = run.nodes[t].skipped;
        if (!run.plan.runs[t]) continue;
        node_status const was = state_.report(t).status;
        done[t] = was == node_status::ran || was == node_status::hit || was == node_status::resumed;
    }
    flags on_disk = what_is_on_disk(run);
    for (std::size_t v = 0; v < on_disk.size(); ++v)
        on_disk[v] = on_disk[v] && !run.values[v].unsaved;
    std::size_t const at = s.failed_item;
    std::size_t const unfinished = at != npos && done[at] ? npos : at;
    left_over left =
        remaining_work(run.graph, run.request, run.plan, done, skipped, unfinished, on_disk);
    if (run.datasets.ops.empty()) left.advice.clear();
    left.run_id = run.log.id;
    raise(s.failed, run.graph.pipeline, at == npos ? std::string() : run.graph.name_of(at),
          std::move(left));
}

} // namespace leat::detail
