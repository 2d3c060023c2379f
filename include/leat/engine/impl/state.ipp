// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/state.hpp>

namespace leat::detail {

LEAT_DECL void run_state::retain_inputs(std::size_t t) {
    if (!counts_users || !nodes[t].inputs_released) return;
    nodes[t].inputs_released = false;
    for_each_input(graph, t, [&](std::size_t v) { ++values[v].users; });
}

LEAT_DECL void run_state::release_inputs(std::size_t t) {
    if (!counts_users || nodes[t].inputs_released) return;
    nodes[t].inputs_released = true;
    for_each_input(graph, t, [&](std::size_t v) { --values[v].users; });
}

LEAT_DECL void run_state::release(std::size_t v) {
    slots.reset(v);
    value_state& value = values[v];
    if (!value.outside || !value.owned) return;
    // What the caller gave up is moved out and destroyed.
    if (auto const discard = ops.slots.ops[v]->discard) {
        value.moved_from = true;
        discard(value.outside);
    }
}

LEAT_DECL void step_state::fail(failure&& why, std::size_t item) {
    if (!why) return;
    if (failed) {
        run.log.say(run.graph.name_of(item), "failed too: " + why.message());
        return;
    }
    failed = std::move(why);
    failed_item = item;
}

} // namespace leat::detail
