// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/node_invocation.hpp>

namespace leat::detail {

LEAT_DECL node_invocation::node_invocation(run_state& run, std::size_t item)
    : node_visit(run.hooks.all, run.hooks.nodes[item].calls, *run.ops.nodes[item].info, run.log),
      run_(run), item_(item), hooks_(run.hooks.nodes[item]), inputs_(run.graph.inputs(item)) {}

LEAT_DECL node_invocation::~node_invocation() {
    for (replacement const& one : replaced_) one.destroy(one.at);
}

LEAT_DECL void node_invocation::tell_at(std::size_t step) {
    if (!run_.told || !run_.ops.nodes[item_].ends_early) return; // only who has a context tells
    told_ = std::make_unique<told_by_steps::node>(*run_.told, step, run_.options);
    tell_points(&told_->points());
}

LEAT_DECL void node_invocation::find_moves(std::size_t step) {
    moves_ = flags(inputs_.size());
    bool const again = run_.ops.nodes[item_].called_again;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        std::size_t const v = inputs_[i];
        edge_ops const& edge = run_.ops.edges[run_.graph.items[item_].first_edge + i];
        if (!edge.takes_over) continue;
        if (!replaced_.empty() && find_replaced(v))
            moves_[i] = !(again || is_repeated(i)) || !run_.ops.slots.ops[v]->copy;
        else
            moves_[i] = !again && edge.single_use && run_.plan.last_step[v] == step &&
                        (!run_.counts_users || run_.values[v].users <= 1) &&
                        run_.may_move_outside(v);
    }
}

LEAT_DECL void node_invocation::moved(std::size_t i) {
    std::size_t const v = inputs_[i];
    if (!run_.is_outside(v) || (!replaced_.empty() && find_replaced(v))) return;
    run_.values[v].moved_from = run_.ops.slots.ops[v]->is_changed_by_move;
}

LEAT_DECL void node_invocation::replace(std::size_t input, void* at,
                                        void (*destroy)(void* at) noexcept) {
    replaced_inputs_ = true;
    for (replacement& one : replaced_)
        if (one.value == inputs_[input]) {
            one.destroy(one.at);
            one = {inputs_[input], at, destroy};
            return;
        }
    replaced_.push_back({inputs_[input], at, destroy});
}

LEAT_DECL void* node_invocation::find_replaced(std::size_t v) const {
    for (replacement const& one : replaced_)
        if (one.value == v) return one.at;
    return nullptr;
}

LEAT_DECL bool node_invocation::is_repeated(std::size_t input) const {
    std::size_t count = 0;
    for (std::size_t v : inputs_) count += v == inputs_[input];
    return count > 1;
}

LEAT_DECL moving_inputs::moving_inputs(run_state& run, node_invocation const& call)
    : run_(run), item_(call.item_index()) {
    if (!run.counts_users) return;
    auto const inputs = run.graph.inputs(item_);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (call.may_move(i)) run.values[inputs[i]].being_moved = true;
}

LEAT_DECL moving_inputs::~moving_inputs() {
    if (!run_.counts_users) return;
    for (std::size_t v : run_.graph.inputs(item_))
        if (std::exchange(run_.values[v].being_moved, false)) run_.release(v);
    run_.log.gate->changed();
}

} // namespace leat::detail
