// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/failure.hpp>
#include <leat/engine/memo.hpp>
#include <leat/engine/ops.hpp>
#include <leat/engine/request.hpp>
#include <leat/engine/value_slots.hpp>
#include <leat/hook/hook_list.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

struct seen_file;
class told_by_steps;
/// The files that count in a value, as they were when its version was found; or null.
using seen_files = std::shared_ptr<std::vector<seen_file> const>;

/// What a node has come to in a run.
enum class node_phase : unsigned char {
    pending,  ///< its turn has not come
    deferred, ///< it is not cached, and nothing has taken its value so far
    running,
    cached,   ///< a store has what it returned, and it did not run
    stored,   ///< it ran, and a store has what it returned
    executed, ///< it ran
};

/// A node in a run.
struct node_state {
    node_phase phase = node_phase::pending;
    bool skipped = false;
    bool inputs_released =
        false;                ///< it does not need its inputs any more, unless its result is lost
    bool required = false;    ///< it runs for certain, unless a store has what it returns
    bool force_rerun = false; ///< it runs, although the run that is resumed has finished it
    bool ignore_stored =
        false; ///< it is not taken from a cache: the run that is resumed was told not to
    std::size_t step = npos;         ///< in the plan
    digest key{};                    ///< of what it returns; zero where it is not known
    std::vector<seen_files> files{}; ///< of the inputs that count in the key
};

/// A value in a run. What lies in memory is in its slot, or outside.
struct value_state {
    void* outside = nullptr;  ///< where it is, when it came with the call or by default
    bool owned = false;       ///< the run may move from that
    bool given = false;       ///< the caller gave it, and it is not a default
    bool moved_from = false;  ///< it came from outside, and a node has taken it over
    bool unsaved = false;     ///< it was made, and its dataset does not have it
    bool in_dataset = false;  ///< its dataset has it and gives it again
    bool being_moved = false; ///< a node that runs at this time moves from it
    bool inherited = false;   ///< it came with the call of the run that is resumed
    bool has_version = false;
    bool in_record =
        false; ///< `content` is in the store of the record, and not in that of the cache
    std::size_t users = 0;   ///< nodes that may still need it, where several run at the same time
    digest version{};        ///< stands for it in keys
    digest content{};        ///< where a store has it
    std::uint64_t bytes = 0; ///< and how long that is
    std::string shown{};     ///< what is known of it in words
    seen_files files{};
    outside_value const* source = nullptr;
    dataset_ops const* dataset = nullptr; ///< its dataset, if the catalog has one
    void* dataset_at = nullptr;
};

/// The state of a run of a session: a struct for each node and each value, and what it is made
/// with.
struct run_state {
    pipeline_ops const& ops;
    graph_view const& graph;
    run_request request;
    run_plan plan{};
    session_hooks const& hooks;
    session_datasets const& datasets;
    memo* store; ///< what a cache or a record does for the run; null without them
    run_log& log;
    run_options const* options;
    run_info info{};
    std::vector<node_state> nodes; ///< of each item
    std::vector<value_state> values;
    value_slots slots;
    std::span<std::size_t const> asked_in_order{};
    std::span<bool const> refreshed{}; ///< of each item: it runs, whatever a cache has
    told_by_steps* told =
        nullptr; ///< what nodes tell is put in order, as several run at the same time
    bool resumes = false;
    bool counts_users = false;                ///< several nodes run at the same time
    bool has_files = false;                   ///< files count in the versions of values
    std::vector<std::string> changed_files{}; ///< which have changed while it runs
    /// What nodes that ran out of their turn failed with: who needs them fails with it, too.
    std::vector<std::pair<std::size_t, failure>> deferred_failures{};

    run_state(pipeline_ops const& with, call_form const& form, session_hooks const& hear,
              session_datasets const& stored, memo* keep, run_log& into)
        : ops(with), graph(with.graph), request(form), hooks(hear), datasets(stored), store(keep),
          log(into), options(into.options), nodes(with.graph.item_count()),
          values(with.graph.value_count()), slots(with.slots), asked_in_order(form.asked_in_order),
          refreshed(form.refreshed), resumes(form.resumes) {}
    run_state(run_state const&) = delete;

    node_report& report(std::size_t t) { return info.nodes[graph.position[t]]; }
    bool is_outside(std::size_t v) const { return values[v].outside != nullptr; }
    /// Where the value is: outside, or in its slot.
    void* at(std::size_t v) { return values[v].outside ? values[v].outside : slots.at(v); }
    /// Whether the catalog has a dataset for the value, and nothing from outside stands in its
    /// place.
    bool uses_dataset(std::size_t v) const { return values[v].dataset && !values[v].outside; }
    bool comes_from_dataset(std::size_t v) const { return plan.loaded[v]; }
    bool may_move_outside(std::size_t v) const { return !values[v].outside || values[v].owned; }

    /// An item needs its inputs once more, as its result was stored and is lost.
    LEAT_DECL void retain_inputs(std::size_t t);
    /// An item does not need its inputs any more, unless its result is stored and gets lost.
    LEAT_DECL void release_inputs(std::size_t t);
    /// Ends the life of a value.
    LEAT_DECL void release(std::size_t v);
};

/// A run as one step sees it, while it goes on. A step never throws: it notes the first failure
/// here.
struct step_state {
    run_state& run;
    failure failed{};
    std::size_t failed_item = npos;
    bool stopped_inside = false; ///< a node has ended that was asked to stop:
    std::size_t stopped_item = npos;
    std::size_t step = npos; ///< which it is, where several are taken at the same time

    explicit step_state(run_state& of) noexcept : run(of) {}

    LEAT_DECL void fail(failure&& why, std::size_t item);
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/state.ipp>
#endif
