// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/cached_node.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace leat::detail {

/// How the reason begins of which it is not known whether it will be in the cache.
inline constexpr std::string_view unknown_yet = "it depends on what '";

/// What a run with a cache would do with one node, as far as that is known before it runs.
template <class State, std::size_t Item>
class foreseen_node {
    using node = cached_node<State, Item>;
    static constexpr auto const& P = node::P;
    static constexpr item it = node::it;
    static constexpr auto const& policy = node::policy;

public:
    explicit foreseen_node(State& s) : s_(s), m_(s.memory), node_(s) {}

    /// Finds the node's key, and whether the cache has what it returns. Where something that counts
    /// comes from a node that would run, neither is known.
    void look() {
        if constexpr (!policy.caches(Item))
            node_.report_.reason = policy.behaviour[Item] == caching::impure
                                       ? "it is impure, so it runs each time"
                                       : "it is not cached";
        if constexpr (policy.keyed[Item]) {
            if (std::size_t const v = unknown_input(); v != npos) {
                if constexpr (policy.caches(Item)) {
                    m_.must[Item] = true;
                    node_.report_.reason = std::string(unknown_yet) +
                                           name_of_item<P>(solved<P>.maker[v]) + "' returns";
                }
                return;
            }
            if (!node_.know_inputs(edges_of<P, Item>{})) return;
            node_.make_key();
        }
        if constexpr (policy.caches(Item)) {
            if (node::takes_hits && !node_.refreshed() && node_.find(false)) return;
            m_.must[Item] = true;
            node_.explain();
        } else if constexpr (policy.keyed[Item]) {
            for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
                m_.know(v, m_.output_version(v));
        }
    }

private:
    std::size_t unknown_input() const {
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            std::size_t const v = solved<P>.edges[e];
            bool const at_hand = is_source<typename node::layout>(v) || s_.is_loaded(v);
            if (policy.takes_part(Item, v) && !m_.known[v] && !at_hand) return v;
        }
        return npos;
    }

    State& s_;
    typename State::memory_type& m_;
    node node_;
};

template <class State, std::size_t Item>
consteval auto look_function() -> void (*)(State&) {
    if constexpr (solved<State::layout::pipeline>.items[Item].kind == kind::node)
        return [](State& s) { foreseen_node<State, Item>(s).look(); };
    else
        return nullptr;
}
template <class State, std::size_t... Item>
consteval auto make_looks(std::index_sequence<Item...>) {
    return std::array{look_function<State, Item>()...};
}

/// Writes into the reports of a run's nodes what it would do: `hit`, `pending`, or `skipped` for
/// what only feeds hits.
template <class State>
void foresee_run(State& s) {
    constexpr auto const& g = solved<State::layout::pipeline>;
    static constexpr auto looks =
        make_looks<State>(std::make_index_sequence<State::layout::size.items>{});
    auto const& plan = s.memory.laid_out;
    for (std::size_t step = 0; step < plan.step_count && !s.failed; ++step)
        looks[plan.steps[step]](s);

    // Backwards: what runs needs what it takes; of hits the value is there.
    for (std::size_t step = plan.step_count; step-- > 0;) {
        item const& it = g.items[plan.steps[step]];
        node_report& report =
            s.info.nodes[node_position<State::layout::pipeline>[plan.steps[step]]];
        if (report.status == node_status::hit) continue;
        if (!s.memory.must[plan.steps[step]]) {
            report.status = node_status::skipped;
            report.reason = "not needed: what takes its value is in the cache";
            continue;
        }
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            s.memory.must[g.maker[g.edges[e]]] = true;
    }
}

} // namespace leat::detail
