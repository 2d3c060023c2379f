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
    /// What the node takes is known only when hooks have been asked, which is when it runs.
    static constexpr bool asks_hooks = may_be_replaced<P, Item, typename State::hooks_type>;
    /// Whether an entry, where there is one, is taken in place of running the node.
    static constexpr bool takes_hits =
        policy.behaviour[Item] == caching::cached && !layout::refreshed[Item] && !asks_hooks;

    static constexpr bool records = State::memory_type::records;
    static constexpr bool caches = State::memory_type::caches;
    /// Whether the run that this one resumes may have what the node returns.
    static constexpr bool resumes =
        records && layout::resumes && policy.resumable[Item] && !asks_hooks;

    /// Whether the node is to run although an entry may be there.
    bool refreshed() const noexcept {
        return layout::refreshed[Item] || m_.again[Item] || m_.anew[Item] ||
               (s_.options && s_.options->refresh);
    }

    explicit cached_node(State& s)
        : s_(s), m_(s.memory), report_(s.info.nodes[node_position<P>[Item]]) {}

    bool warn(std::string const& what) const {
        s_.log.say(item_name<P, Item>.view(), (caches ? "cache: " : "record: ") + what);
        return false;
    }

    /// The node's key, where all that counts in it is known.
    void make_key() {
        if (!knows_inputs()) return; // only the record asks for it then
        report_.key = m_.key[Item] =
            cache_key<P, Item, policy>(m_.version, m_.kept.record.program());
    }
    bool knows_inputs() const {
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            if (policy.takes_part(Item, solved<P>.edges[e]) && !m_.known[solved<P>.edges[e]])
                return false;
        return true;
    }

    /// Of the inputs that count, the version is made known where it is not.
    template <std::size_t... I>
    bool know_inputs(std::index_sequence<I...>) {
        return (know_input<I>() && ...);
    }
    template <std::size_t I>
    bool know_input() {
        constexpr std::size_t v = input<I>;
        if constexpr (policy.takes_part(Item, v) && has_fingerprint<value_t<P, v>>) {
            if (m_.known[v] || !find_input<v>()) return m_.known[v] || !s_.failed || failed();
            try {
                m_.know_content(v, value_version<v>());
            } catch (...) {                           // a file that cannot be read
                if (!policy.keyed[Item]) return true; // a record can do without
                failure why;
                why.error = std::current_exception();
                s_.fail(std::move(why), Item);
                return failed();
            }
        }
        return true;
    }
    /// Sees that an input which no node of this run makes is in memory. Whether it is.
    template <std::size_t V>
    bool find_input() {
        if constexpr (is_source<layout>(V)) {
            return true;
        } else {
            if (s_.frame.template cell<V>().full()) return true;
            if constexpr (uses_dataset<V, State>)
                if (s_.is_loaded(V)) return load_value<V, Item>(s_);
            if constexpr (layout::resumes)
                if (m_.is_given(V) || solved<P>.items[solved<P>.maker[V]].kind != kind::node)
                    return State::driver::template fetch<V>(s_);
            return false;
        }
    }
    bool failed() {
        report_.status = node_status::failed;
        report_.reason = s_.failed.message();
        return false;
    }
    template <std::size_t V>
    digest value_version() const {
        return leat::fingerprint(s_.frame.template value<V>());
    }

    /// Whether the store has an entry for the key; then it is known what the values are.
    bool find(bool aloud = true) {
        auto const entry = get_entry(m_.kept.cache.store(), m_.key[Item], &why_);
        if (!entry && !why_.empty() && aloud) warn(why_ + ", so it runs again");
        if (!entry || entry->contents.size() != it.value_count ||
            entry->versions.size() != it.value_count || entry->sizes.size() != it.value_count)
            return false;
        for (std::size_t o = 0; o < it.value_count; ++o) {
            std::size_t const v = it.first_value + o;
            if (m_.is_bound(v)) continue;
            m_.know(v, entry->versions[o]);
            m_.content[v] = entry->contents[o];
            m_.bytes[v] = entry->sizes[o];
            report_.bytes += entry->sizes[o];
        }
        m_.phases[Item] = phase::hit;
        report_.status = node_status::hit;
        return true;
    }

    /// Whether the run that is resumed has come to its end with this key; then it is known what the
    /// values are.
    bool find_done() {
        if (!m_.has_key(Item) || m_.again[Item] || layout::refreshed[Item]) return false;
        auto& record = m_.kept.record;
        if constexpr (is_void_value<P>[it.first_value]) {
            if (!record.has_done(m_.key[Item])) return false;
        } else {
            for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
                if (!record.find(m_.key[Item], solved<P>.name(v))) return false;
            for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v) {
                if (m_.is_bound(v)) continue;
                recorded_value const found = *record.find(m_.key[Item], solved<P>.name(v));
                m_.take_recorded(v, found);
                m_.know(v, found.version);
                report_.bytes += found.bytes;
            }
        }
        m_.phases[Item] = phase::hit;
        report_.status = node_status::resumed;
        report_.reason.clear();
        return true;
    }

    /// An entry of which a value is lost is none, also if the node cannot run again now.
    template <std::size_t V>
    void forget_entry() const {
        if constexpr (policy.caches(Item))
            if (!m_.in_record[V]) m_.kept.cache.store().remove(entry_name(m_.key[Item]));
    }

    /// Keeps blobs that are put while it lives.
    auto hold() {
        if constexpr (records)
            return m_.kept.record.hold();
        else
            return no_lock();
    }

    /// Puts what a value is as bytes into the record, unless the cache's store is that.
    void put_in_record([[maybe_unused]] std::string_view bytes,
                       [[maybe_unused]] digest& content) const {
        if constexpr (records && policy.resumable[Item])
            if (m_.has_key(Item) && !shares_store()) content = m_.kept.record.put(bytes);
    }
    /// Notes that the record has value `V`, which the node has made.
    template <std::size_t V>
    void record_value() {
        if constexpr (records && policy.resumable[Item]) {
            if (!m_.has_key(Item)) return;
            auto& record = m_.kept.record;
            m_.in_record[V] = true;
            record.note(solved<P>.name(V), m_.key[Item],
                        {m_.content[V], m_.version[V], m_.bytes[V]}, spelled<value_t<P, V>>());
        }
    }

    /// Notes the values that the node did not have to make, where the record has them.
    void record_kept() {
        if constexpr (records && policy.resumable[Item]) {
            if (is_void_value<P>[it.first_value]) return;
            note_kept(outputs_of<P, Item>{});
        }
    }

    void record_report() {
        if constexpr (records) m_.kept.record.report(node_position<P>[Item], report_, warner());
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
        if constexpr (!o.versioned && !o.sourced) entry.code = State::memory_type::code::version();
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
        if (asks_hooks) why_ = "a hook may replace what it takes";
        if (refreshed())
            why_ = m_.again[Item] || m_.anew[Item] ? "it was to run again" : "it is refreshed";
        if (policy.behaviour[Item] == caching::recompute) why_ = "it is recomputed each time";
        show_inputs(edges_of<P, Item>{});
        if (why_.empty()) why_ = miss_reason(m_.kept.cache.store(), describe());
        report_.reason = why_;
    }

    template <std::size_t... O>
    void note_kept(std::index_sequence<O...>) {
        (note_one<output<O>>(), ...);
    }
    template <std::size_t V>
    void note_one() {
        if (!m_.is_bound(V) && (m_.in_record[V] || shares_store()))
            m_.kept.record.note(solved<P>.name(V), m_.key[Item],
                                {m_.content[V], m_.version[V], m_.bytes[V]},
                                spelled<value_t<P, V>>());
    }
    /// Whether the cache's store is that of the record.
    bool shares_store() const {
        if constexpr (caches && policy.caches(Item))
            return m_.kept.record.is_store(m_.kept.cache.store());
        else
            return false;
    }
    auto warner() const {
        return [this](std::string const& what) {
            s_.log.say(item_name<P, Item>.view(), "record: " + what);
        };
    }

    // What came from outside can be shown; that of other values would take running their nodes.
    template <std::size_t... I>
    void show_inputs(std::index_sequence<I...>) {
        [[maybe_unused]] auto const one = [&]<std::size_t V>(index_constant<V>) {
            if constexpr (is_source<layout>(V) && policy.takes_part(Item, V))
                if (m_.shown[V].empty()) m_.shown[V] = leat::shown(s_.frame.template value<V>());
        };
        (one(index_constant<input<I>>{}), ...);
    }

    State& s_;
    typename State::memory_type& m_;
    node_report& report_;
    std::string why_{}; ///< it is no hit
};

} // namespace leat::detail
