// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/cached_node.hpp>
#include <leat/serial/archive.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace leat::detail {

/// One node of a run with a cache.
template <class State, std::size_t Item>
class cached_step {
    using node = cached_node<State, Item>;
    static constexpr auto const& P = node::P;
    static constexpr item it = node::it;
    static constexpr auto const& policy = node::policy;
    template <std::size_t O>
    static constexpr std::size_t output = it.first_value + O;

public:
    explicit cached_step(State& s) : s_(s), m_(s.memory), node_(s) {}

    void take(std::size_t step) {
        m_.step[Item] = step;
        if (!skipped_input<Item>(s_).empty()) return run_item<State, Item>(s_, step);
        if constexpr (policy.keyed[Item]) {
            if (!node_.know_inputs(edges_of<P, Item>{})) return;
            node_.make_key();
        }
        if constexpr (policy.caches(Item)) {
            if (node::takes_hits && node_.find())
                take_hit(outputs_of<P, Item>{});
            else
                run_alone(step);
        } else if (m_.must[Item]) {
            run_item<State, Item>(s_, step);
        } else {
            m_.put_off(Item);
            node_.report_.status = node_status::skipped;
            node_.report_.reason = "not needed: what takes its value was in the cache";
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
        auto const bytes = share_blob(store, m_.content[V], m_.bytes[V], &why);
        if (!bytes) return node_.warn("its stored value is lost (" + why + "), so it runs again");
        try {
            s_.frame.template cell<V>().fill(
                [&] { return leat::load_from<value_t<P, V>>(std::string_view(*bytes)); });
            return true;
        } catch (error const& e) {
            return node_.warn(std::string("its stored value cannot be read, so it runs again: ") +
                              e.what());
        }
    }

private:
    /// Runs a cached node, unless somebody else, who uses the same store, does so at this time.
    void run_alone(std::size_t step) {
        auto& store = m_.cache.store();
        auto const held = lock_in(store, entry_name(m_.key[Item]));
        if (held && node::takes_hits && node_.find(false)) return take_hit(outputs_of<P, Item>{});
        node_.explain();
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
            scene const told{m_.key[Item], node_.why_, node_.report_.bytes};
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
                    m_.know(V, node_.template value_version<V>());
                else
                    m_.know(V, m_.output_version(V));
            }
        };
        (one(index_constant<output<O>>{}), ...);
    }

    /// Keeps what the node returned. A store that fails is a warning: the run has its values.
    template <std::size_t... O>
    void store(std::index_sequence<O...>) {
        (m_.know(output<O>, node_.template value_version<output<O>>()), ...);
        try {
            auto& to = m_.cache.store();
            (store_one<output<O>>(to), ...);
            cache_entry entry = node_.describe();
            entry.contents = {m_.content[output<O>]...};
            entry.versions = {m_.version[output<O>]...};
            entry.sizes = {m_.bytes[output<O>]...};
            entry.types = {std::string(spelled<value_t<P, output<O>>>())...};
            entry.made = std::chrono::system_clock::now();
            entry.took = node_.report_.time;
            put_entry(to, entry);
            remember_last(to, entry);
            m_.phases[Item] = phase::stored;
            for (auto size : entry.sizes) node_.report_.bytes += size;
            tell_cache<on_cache_store_point>();
        } catch (std::exception const& e) {
            node_.warn(std::string("its value is not kept: ") + e.what());
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
    node node_;
};

} // namespace leat::detail
