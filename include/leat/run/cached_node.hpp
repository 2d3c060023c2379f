// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/cache.hpp>
#include <leat/cache/cache_key.hpp>
#include <leat/cache/check_cache.hpp>
#include <leat/cache/entry.hpp>
#include <leat/cache/miss_reason.hpp>
#include <leat/run/cache_memory.hpp>
#include <leat/run/dynamic_step.hpp>
#include <leat/serial/fingerprint.hpp>
#include <leat/serial/shown.hpp>

#include <cstddef>
#include <exception>
#include <string>
#include <utility>

namespace leat::detail {

template <auto const& P, std::size_t Item>
using edges_of = std::make_index_sequence<solved<P>.items[Item].edge_count>;
template <auto const& P, std::size_t Item>
using outputs_of = std::make_index_sequence<solved<P>.items[Item].value_count>;

/// What the cache knows of one node in a run: its key, its entry, and why there is none.
template <class State, std::size_t Item>
struct cached_node {
    using layout = typename State::layout;
    static constexpr auto const& P = layout::pipeline;
    static constexpr item it = solved<P>.items[Item];
    static constexpr auto const& policy = State::memory_type::policy;
    template <std::size_t O>
    static constexpr std::size_t output = it.first_value + O;
    template <std::size_t I>
    static constexpr std::size_t input = solved<P>.edges[it.first_edge + I];
    /// Whether an entry, where there is one, is taken in place of running the node.
    static constexpr bool takes_hits =
        policy.behaviour[Item] == caching::cached && !layout::refreshed[Item];

    explicit cached_node(State& s)
        : s_(s), m_(s.memory), report_(s.info.nodes[node_position<P>[Item]]) {}

    bool warn(std::string const& what) const {
        s_.log.say(item_name<P, Item>.view(), "cache: " + what);
        return false;
    }

    /// The node's key, once `know_inputs`.
    void make_key() { report_.key = m_.key[Item] = cache_key<P, Item, policy>(m_.version); }

    /// Of the inputs that count, the version is made known where it is not.
    template <std::size_t... I>
    bool know_inputs(std::index_sequence<I...>) {
        return (know_input<I>() && ...);
    }
    template <std::size_t I>
    bool know_input() {
        constexpr std::size_t v = input<I>;
        if constexpr (policy.takes_part(Item, v)) {
            if (m_.known[v]) return true;
            if constexpr (uses_dataset<v, State>)
                if (s_.is_loaded(v) && !s_.frame.template cell<v>().full() &&
                    !load_value<v, Item>(s_))
                    return failed();
            if constexpr (has_fingerprint<value_t<P, v>>) {
                try {
                    m_.know(v, value_version<v>());
                } catch (...) { // a file that cannot be read
                    failure why;
                    why.error = std::current_exception();
                    s_.fail(std::move(why), Item);
                    return failed();
                }
            }
        }
        return true;
    }
    bool failed() {
        report_.status = node_status::failed;
        report_.reason = message_of(s_.failed.error);
        return false;
    }
    template <std::size_t V>
    digest value_version() const {
        return fingerprint(s_.frame.template value<V>());
    }

    /// Whether the store has an entry for the key; then it is known what the values are.
    bool find(bool aloud = true) {
        auto const entry = get_entry(m_.cache.store(), m_.key[Item], &why_);
        if (!entry && !why_.empty() && aloud) warn(why_ + ", so it runs again");
        if (!entry || entry->contents.size() != it.value_count ||
            entry->versions.size() != it.value_count || entry->sizes.size() != it.value_count)
            return false;
        for (std::size_t o = 0; o < it.value_count; ++o) {
            m_.know(it.first_value + o, entry->versions[o]);
            m_.content[it.first_value + o] = entry->contents[o];
            m_.bytes[it.first_value + o] = entry->sizes[o];
            report_.bytes += entry->sizes[o];
        }
        m_.phases[Item] = phase::hit;
        report_.status = node_status::hit;
        return true;
    }

    /// All that an entry says but for what was returned.
    cache_entry describe() const {
        constexpr options const& o = *solved<P>.option_of[Item];
        cache_entry entry;
        entry.key = m_.key[Item];
        entry.node = item_name<P, Item>.view();
        entry.pipeline = P.name.view();
        entry.static_key = static_key<P, it.first_value>();
        entry.version = o.version;
        if constexpr (!o.versioned && !o.sourced) entry.code = code_version();
        for (std::size_t e = 0; e < it.edge_count; ++e) {
            std::size_t const v = solved<P>.edges[it.first_edge + e];
            if (policy.takes_part(Item, v))
                entry.inputs.push_back(
                    {std::string(solved<P>.name(v)), m_.version[v], m_.shown[v]});
        }
        return entry;
    }

    /// Says in `why_` why the node runs, unless that is known.
    void explain() {
        if (layout::refreshed[Item]) why_ = "it is refreshed";
        if (policy.behaviour[Item] == caching::recompute) why_ = "it is recomputed each time";
        show_inputs(edges_of<P, Item>{});
        if (why_.empty()) why_ = miss_reason(m_.cache.store(), describe());
        report_.reason = why_;
    }

    // What came from outside can be shown; that of other values would take running their nodes.
    template <std::size_t... I>
    void show_inputs(std::index_sequence<I...>) {
        [[maybe_unused]] auto const one = [&]<std::size_t V>(index_constant<V>) {
            if constexpr (is_source<layout>(V) && policy.takes_part(Item, V))
                if (m_.shown[V].empty()) m_.shown[V] = shown(s_.frame.template value<V>());
        };
        (one(index_constant<input<I>>{}), ...);
    }

    State& s_;
    typename State::memory_type& m_;
    node_report& report_;
    std::string why_{}; ///< it is no hit
};

} // namespace leat::detail
