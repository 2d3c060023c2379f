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
#include <leat/serial/archive.hpp>
#include <leat/serial/fingerprint.hpp>

#include <cstddef>
#include <exception>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace leat::detail {

template <auto const& P, std::size_t Item>
using edges_of = std::make_index_sequence<solved<P>.items[Item].edge_count>;
template <auto const& P, std::size_t Item>
using outputs_of = std::make_index_sequence<solved<P>.items[Item].value_count>;

/// One node of a run with a cache.
template <class State, std::size_t Item>
class cached_step {
    using layout = typename State::layout;
    static constexpr auto const& P = layout::pipeline;
    static constexpr item it = solved<P>.items[Item];
    static constexpr auto const& policy = State::memory_type::policy;
    template <std::size_t O>
    static constexpr std::size_t output = it.first_value + O;
    template <std::size_t I>
    static constexpr std::size_t input = solved<P>.edges[it.first_edge + I];

public:
    explicit cached_step(State& s)
        : s_(s), m_(s.memory), report_(s.info.nodes[node_position<P>[Item]]) {}

    void take(std::size_t step) {
        m_.step[Item] = step;
        if (!skipped_input<Item>(s_).empty()) return run_item<State, Item>(s_, step);
        if constexpr (policy.keyed[Item]) {
            if (!know_inputs(edges_of<P, Item>{})) return;
            report_.key = m_.key[Item] = cache_key<P, Item, policy>(m_.version);
        }
        if constexpr (policy.caches(Item)) {
            if (policy.behaviour[Item] == caching::cached && find())
                take_hit(outputs_of<P, Item>{});
            else
                run_alone(step);
        } else if (m_.must[Item]) {
            run_item<State, Item>(s_, step);
        } else {
            m_.put_off(Item);
            report_.status = node_status::skipped;
            report_.reason = "not needed: what takes its value was in the cache";
        }
    }

    /// The node has run, and its values are in memory.
    void made() {
        m_.phases[Item] = phase::ran;
        if constexpr (policy.caches(Item))
            store(outputs_of<P, Item>{});
        else if constexpr (policy.keyed[Item] || policy.behaviour[Item] == caching::impure)
            know_outputs(outputs_of<P, Item>{});
    }

    /// Takes the values from the store. Whether they were there, whole.
    template <std::size_t V>
    bool load() {
        auto& store = m_.cache.store();
        std::string why;
        auto const bytes = get_blob(store, m_.content[V], m_.bytes[V], &why);
        if (!bytes) return warn("its stored value is lost (" + why + "), so it runs again");
        try {
            s_.frame.template cell<V>().fill(
                [&] { return leat::load_from<value_t<P, V>>(std::string_view(*bytes)); });
            return true;
        } catch (error const& e) {
            return warn(std::string("its stored value cannot be read, so it runs again: ") +
                        e.what());
        }
    }

private:
    /// Runs a cached node, unless somebody else, who uses the same store, does so at this time.
    void run_alone(std::size_t step) {
        auto& store = m_.cache.store();
        auto const held = lock_in(store, entry_name(m_.key[Item]));
        if (held && policy.behaviour[Item] == caching::cached && find(false))
            return take_hit(outputs_of<P, Item>{});
        if (policy.behaviour[Item] == caching::recompute) why_ = "it is recomputed each time";
        if (why_.empty()) why_ = miss_reason(store, describe());
        report_.reason = why_;
        tell_cache<on_cache_miss_point>();
        if (!s_.failed) run_item<State, Item>(s_, step);
    }

    struct scene {
        digest const& key_;
        std::string_view reason_;
        std::size_t size_;
        digest const& key() const noexcept { return key_; }
        std::string_view reason() const noexcept { return reason_; }
        std::size_t size() const noexcept { return size_; }
    };
    template <class Point>
    void tell_cache() {
        if constexpr (any_told<Point, P, Item, typename State::hooks_type>) {
            failure why;
            scene const told{m_.key[Item], why_, report_.bytes};
            timed const spent(s_.log.hook_time);
            s_.hooks.forward([&]<class H>(H& hook, auto) {
                if constexpr (is_told<Point, H, P, Item>) {
                    try {
                        tell_node<Point, P, Item>(hook, told, [](auto call) { call(); });
                    } catch (...) {
                        hook_threw(why, s_.log, spelled<H>(), Point::name,
                                   "node '" + std::string(item_name<P, Item>.view()) + "'");
                    }
                }
            });
            s_.fail(std::move(why), Item);
        }
    }

    bool warn(std::string const& what) const {
        s_.log.say(item_name<P, Item>.view(), "cache: " + what);
        return false;
    }

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

    /// What the catalog stores is to be there and right, also when it did not have to be made: what
    /// a dataset holds is looked at, and saved anew only if it is something else.
    template <std::size_t... O>
    void take_hit(std::index_sequence<O...>) {
        tell_cache<on_cache_hit_point>();
        [[maybe_unused]] auto const one = [&]<std::size_t V>(index_constant<V>) {
            if constexpr (uses_dataset<V, State>)
                if (!is_stored_rightly<V>() && State::driver::template fetch<V>(s_) &&
                    m_.phases[Item] == phase::hit)
                    save_value<V, Item>(s_);
        };
        (one(index_constant<output<O>>{}), ...);
    }
    template <std::size_t V>
    bool is_stored_rightly() const {
        auto& dataset = dataset_of<P, V>(s_.catalog);
        try {
            return dataset.exists() &&
                   fingerprint(load_from<value_t<P, V>>(dataset)) == m_.version[V];
        } catch (...) { // then it is saved, which says what is wrong if that fails too
            return false;
        }
    }

    template <std::size_t... O>
    void know_outputs(std::index_sequence<O...>) {
        [[maybe_unused]] auto const one = [&]<std::size_t V>(index_constant<V>) {
            if constexpr (policy.versioned[V]) {
                if constexpr (policy.behaviour[Item] == caching::impure)
                    m_.know(V, value_version<V>());
                else
                    m_.know(V, m_.output_version(V));
            }
        };
        (one(index_constant<output<O>>{}), ...);
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
                entry.inputs.emplace_back(solved<P>.name(v), m_.version[v]);
        }
        return entry;
    }

    /// Keeps what the node returned. A store that fails is a warning: the run has its values.
    template <std::size_t... O>
    void store(std::index_sequence<O...>) {
        (m_.know(output<O>, value_version<output<O>>()), ...);
        try {
            auto& to = m_.cache.store();
            (store_one<output<O>>(to), ...);
            cache_entry entry = describe();
            entry.contents = {m_.content[output<O>]...};
            entry.versions = {m_.version[output<O>]...};
            entry.sizes = {m_.bytes[output<O>]...};
            entry.types = {std::string(spelled<value_t<P, output<O>>>())...};
            entry.made = std::chrono::system_clock::now();
            entry.took = report_.time;
            put_entry(to, entry);
            remember_last(to, entry);
            m_.phases[Item] = phase::stored;
            for (auto size : entry.sizes) report_.bytes += size;
            tell_cache<on_cache_store_point>();
        } catch (std::exception const& e) {
            warn(std::string("its value is not kept: ") + e.what());
        }
    }
    template <std::size_t V, class Store>
    void store_one(Store& to) {
        std::ostringstream bytes;
        save_to(bytes, s_.frame.template value<V>());
        m_.content[V] = put_blob(to, bytes.view());
        m_.bytes[V] = bytes.view().size();
    }

    State& s_;
    typename State::memory_type& m_;
    node_report& report_;
    std::string why_{}; ///< it is no hit
};

} // namespace leat::detail
