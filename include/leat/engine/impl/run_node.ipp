// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/dataset_use.hpp>
#include <leat/engine/node_invocation.hpp>
#include <leat/engine/run_node.hpp>
#include <leat/support/error.hpp>

#include <exception>
#include <memory>
#include <string>
#include <utility>

namespace leat::detail {

LEAT_DECL std::string_view skipped_input(run_state const& run, std::size_t item) {
    for (std::size_t v : run.graph.inputs(item))
        if (run.nodes[run.graph.maker[v]].skipped && !run.is_outside(v)) return run.graph.name(v);
    return {};
}

/// A node runs out of its turn, as its result was stored and is lost; by then an input of it has
/// been given up to another node.
[[gnu::cold]] LEAT_DECL bool fail_by_lost_input(step_state& s, std::size_t item, std::size_t v) {
    failure lost;
    lost.error = std::make_exception_ptr(
        error("its stored value was lost, so it has to run again, and its input '" +
              std::string(s.run.graph.name(v)) +
              "' was moved into another node by then; run the pipeline again"));
    s.fail(std::move(lost), item);
    return false;
}

/// Sees that one input of an item is in memory. May run other nodes, which come back to this
/// function. Whether it is.
LEAT_DECL bool ensure_input(step_state& s, std::size_t item, std::size_t v) {
    run_state& run = s.run;
    if (run.store) run.store->wait_until_settled(run, v);
    if (run.uses_dataset(v)) {
        if (run.slots.is_full(v)) return true;
        if (!run.store || run.comes_from_dataset(v) || run.values[v].in_dataset)
            return load_from_dataset(s, v, item);
    }
    if (run.store && !run.is_outside(v)) return run.store->fetch(s, v);
    return !run.values[v].moved_from || fail_by_lost_input(s, item, v);
}

LEAT_DECL bool ensure_inputs(step_state& s, std::size_t item) {
    for (std::size_t v : s.run.graph.inputs(item))
        if (!ensure_input(s, item, v)) return false;
    return true;
}

LEAT_DECL void report_failure(step_state& s, std::size_t item) {
    if (s.failed_item != item) return; // a node that it takes from has failed: it has not run
    s.run.report(item).status = node_status::failed;
    s.run.report(item).reason = s.failed.message();
}

LEAT_DECL void run_node(step_state& s, std::size_t item, std::size_t step) {
    run_state& run = s.run;
    node_report& report = run.report(item);
    node_invocation call(run, item);

    std::string_view lost = skipped_input(run, item);
    if (lost.empty() && !ensure_inputs(s, item)) {
        lost = skipped_input(run, item); // a node that ran just now may have been skipped
        if (lost.empty()) {
            if (!s.failed) {
                failure why;
                why.error = std::make_exception_ptr(
                    error("an input of it is not there any more; run again"));
                s.fail(std::move(why), item);
            }
            report_failure(s, item);
            return;
        }
    }
    if (s.stopped_inside) return; // an input of it may be a part only
    std::unique_ptr<part_memory> const parts = run.store ? run.store->parts(s, item) : nullptr;
    if (parts) call.recall(parts->known());
    if (!lost.empty()) {
        call.skip("'" + std::string(lost) + "', which it needs, was skipped");
    } else if (call.before()) {
        call.find_moves(step);
        call.tell_at(s.step);
        if (run.store) call.keep_told(run.store->book(run, item));
        moving_inputs const moves(run, call);
        call.run([&] { run.ops.nodes[item].call(call); });
    }

    run.nodes[item].skipped = call.skipped();
    call.describe(report);
    if (parts) parts->describe(report);
    call.after(&report);
    bool const ran = call.ran();
    s.fail(std::move(call.failed()), item);
    if (!ran) return;
    // What a node returns that was asked to stop may be a part of its value only.
    if (run.ops.nodes[item].ends_early && run.options && run.options->stop.stop_requested()) {
        s.stopped_inside = true;
        s.stopped_item = item;
    }
    if (run.store)
        run.store->made(s, item, call.replaced() || call.has_fallen_back() || s.stopped_inside);
    if (s.stopped_inside) return;
    if (parts) parts->finish();
    for (std::size_t v : run.graph.outputs(item))
        if (run.uses_dataset(v)) save_to_dataset(s, v, item);
}

LEAT_DECL void load_kept(step_state& s, std::size_t v) {
    run_state& run = s.run;
    bool const fetched = run.store && !run.is_outside(v) && !run.graph.is_void[v];
    if (!run.uses_dataset(v) && !fetched) return;
    if (run.slots.is_full(v)) return;
    if (run.uses_dataset(v) &&
        (!run.store || run.comes_from_dataset(v) || run.values[v].in_dataset)) {
        load_from_dataset(s, v, npos);
        return;
    }
    if (run.store) run.store->fetch(s, v);
}

} // namespace leat::detail
