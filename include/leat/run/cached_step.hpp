// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/cached_node.hpp>
#include <leat/run/stored_as.hpp>
#include <leat/run/tell_cache.hpp>
#include <leat/serial/archive.hpp>
#include <leat/support/is_copied.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
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
        if constexpr (policy.with_key[Item]) {
            if (!node_.know_inputs(edges_of<P, Item>{})) return;
            node_.make_key();
        }
        if constexpr (node::resumes)
            if (node_.find_done()) return take_kept(outputs_of<P, Item>{});
        if constexpr (policy.caches(Item)) {
            if (!m_.has_key(Item)) // a hook has altered what it depends on
                run(step);
            else if (node::takes_hits && !node_.refreshed() && node_.find())
                take_hit();
            else
                run_alone(step);
        } else if (m_.must[Item]) {
            run(step);
        } else {
            m_.put_off(Item);
            node_.report_.status = node_status::skipped;
            node_.report_.reason = node::caches
                                       ? "not needed: what takes its value was in the cache"
                                       : "not needed: what takes its value was resumed";
        }
    }

    /// Runs the node, in its turn or late. What can only be moved cannot be kept for nodes that
    /// wait: those that take it run before the node takes it over.
    void run(std::size_t step) {
        s_.uses_again(Item);
        run_who_waits(edges_of<P, Item>{});
        if (s_.failed) return;
        phase const before = std::exchange(m_.phases[Item], phase::runs);
        run_item<State, Item>(s_, step);
        if (m_.phases[Item] == phase::runs) m_.phases[Item] = before; // it has failed
        if (s_.failed && s_.failed_item == Item && s_.log.gate)
            s_.shared.late_failures.emplace_back(Item, s_.failed);
        s_.has_used(Item);
        let_go(edges_of<P, Item>{}, step);
        if (s_.log.gate) s_.log.gate->changed();
    }

    /// The node has run, and its values are in memory.
    /// They are not kept where they are not what the inputs say, or where another value was bound
    /// in place of one.
    void made(bool altered) {
        if (altered) {
            node_.report_.key = m_.key[Item] = {};
            know_by_content(outputs_of<P, Item>{});
            return static_cast<void>(m_.phases[Item] = phase::ran);
        }
        constexpr bool is_kept_type =
            policy.caches(Item) || (policy.resumable[Item] && !is_void_value<P>[output<0>]);
        if (is_kept_type && m_.has_key(Item) && !m_.has_bound_output(Item)) {
            if constexpr (is_kept_type) keep(outputs_of<P, Item>{});
        } else {
            know_outputs(outputs_of<P, Item>{});
        }
        node_.record_report();
        // Not before: until then nobody else looks at its values.
        if (m_.phases[Item] != phase::stored) m_.phases[Item] = phase::ran;
    }

    /// Takes the values from the store. Whether they were there, whole.
    template <std::size_t V>
    bool load() {
        std::string why;
        auto const bytes = share<V>(&why);
        if (!bytes) node_.template forget_entry<V>();
        if (!bytes) return node_.warn("its stored value is lost (" + why + "), so it runs again");
        try {
            s_.frame.template cell<V>().fill(
                [&] { return leat::load_from<value_t<P, V>>(std::string_view(*bytes)); });
            return true;
        } catch (error const& e) {
            node_.template forget_entry<V>();
            return node_.warn(std::string("its stored value cannot be read, so it runs again: ") +
                              e.what());
        }
    }

private:
    template <std::size_t... I>
    void run_who_waits(std::index_sequence<I...>) {
        (run_who_waits_for<node::template input<I>,
                           item_types<P, Item>::call::passings[I] != passing::shared>(),
         ...);
        (m_.let_take_over(Item, node::template input<I>,
                          is_copied<value_t<P, node::template input<I>>>),
         ...);
    }
    // The node may run out of its turn: nobody else lets go then of what it took over.
    template <std::size_t... I>
    void let_go(std::index_sequence<I...>, [[maybe_unused]] std::size_t step) {
        (let_go_of<node::template input<I>>(step), ...);
    }
    template <std::size_t V>
    void let_go_of(std::size_t step) {
        std::size_t const last = m_.laid_out.last_step[V];
        if (s_.frame.uses ? s_.frame.uses[V] == 0 && last != npos : last == step)
            release_dynamic<V>(s_.frame);
    }
    template <std::size_t V, bool TakenOver>
    void run_who_waits_for() {
        if constexpr (TakenOver && !is_copied<value_t<P, V>>)
            [&]<std::size_t... C>(std::index_sequence<C...>) {
                (run_if_it_waits<solved<P>.consumers[solved<P>.first_consumer[V] + C]>(), ...);
            }(std::make_index_sequence<solved<P>.first_consumer[V + 1] -
                                       solved<P>.first_consumer[V]>{});
    }
    template <std::size_t Other>
    void run_if_it_waits() {
        if constexpr (Other != Item) {
            if (s_.log.gate && m_.phases[Other] == phase::runs)
                s_.log.gate->wait([&] { return m_.phases[Other] != phase::runs; });
            if (m_.phases[Other] == phase::waits && !s_.failed) {
                s_.info.nodes[node_position<P>[Other]].reason.clear(); // it was not needed so far
                cached_step<State, Other>(s_).run(m_.step[Other]);
            }
        }
    }

    template <std::size_t V>
    std::shared_ptr<std::string const> share(std::string* why) {
        if constexpr (node::records)
            if (m_.in_record[V]) return m_.kept.record.share(m_.content[V], m_.bytes[V], why);
        if constexpr (node::caches)
            return share_blob(m_.kept.cache.store(), m_.content[V], m_.bytes[V], why);
        else
            return nullptr;
    }

    /// Runs a cached node, unless somebody else, who uses the same store, does so at this time.
    void run_alone(std::size_t step) {
        auto& store = m_.kept.cache.store();
        auto const held = wait_for_lock(store);
        if (held && node::takes_hits && !node_.refreshed() && node_.find(false)) return take_hit();
        node_.explain();
        tell_cache<on_cache_miss_point>(s_, node_);
        if (!s_.failed) run(step);
    }

    // Who has the lock may wait for somebody who waits for this run.
    template <class Store>
    auto wait_for_lock(Store& store) {
        outside_gate const outside(s_.log.gate);
        return lock_in(store, entry_name(m_.key[Item]));
    }

    void take_hit() {
        tell_cache<on_cache_hit_point>(s_, node_);
        take_kept(outputs_of<P, Item>{});
    }

    /// What was kept need not be made. What the catalog stores is to be there and right, also then:
    /// what a dataset holds is looked at, and saved anew only if it is something else.
    template <std::size_t... O>
    void take_kept(std::index_sequence<O...>) {
        node_.record_kept();
        node_.record_report();
        [[maybe_unused]] auto const one = [&]<std::size_t V>(index_constant<V>) {
            if constexpr (uses_dataset<V, State>)
                if (!is_stored_as<V>(s_, m_.version[V]) && State::driver::template fetch<V>(s_) &&
                    m_.phases[Item] == phase::hit)
                    save_value<V, Item>(s_);
        };
        (one(index_constant<output<O>>{}), ...);
    }
    template <std::size_t... O>
    void know_by_content(std::index_sequence<O...>) {
        (know_one_by_content<output<O>>(), ...);
    }
    template <std::size_t V>
    void know_one_by_content() {
        m_.known[V] = false;
        if constexpr (policy.with_version[V] && has_fingerprint<value_t<P, V>>)
            m_.know(V, node_.template value_version<V>());
    }

    template <std::size_t... O>
    void know_outputs(std::index_sequence<O...>) {
        [[maybe_unused]] auto const one = [&]<std::size_t V>(index_constant<V>) {
            if constexpr (policy.with_version[V] || policy.caches(Item)) {
                if constexpr (policy.behaviour[Item] == caching::impure || policy.caches(Item))
                    m_.know(V, version_outside<V>());
                else if (m_.has_key(Item))
                    m_.know(V, m_.output_version(V));
            }
        };
        (one(index_constant<output<O>>{}), ...);
    }

    template <std::size_t V>
    digest version_outside() {
        outside_gate const outside(s_.log.gate);
        return node_.template value_version<V>();
    }

    /// Keeps what the node returned, for the cache, the record or both. What fails is a warning:
    /// the run has its values.
    template <std::size_t... O>
    void keep(std::index_sequence<O...> outputs) {
        know_outputs(outputs);
        [[maybe_unused]] auto const hold = node_.hold();
        node_.report_.bytes = 0;
        (keep_one<output<O>>(), ...);
        if constexpr (policy.caches(Item)) {
            if (!is_kept(outputs)) return;
            try {
                auto& to = m_.kept.cache.store();
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
            } catch (std::exception const& e) {
                node_.warn(std::string("its value is not kept: ") + e.what());
                return;
            }
            tell_cache<on_cache_store_point>(s_, node_);
        }
    }

    template <std::size_t... O>
    bool is_kept(std::index_sequence<O...>) const {
        return ((m_.content[output<O>] != digest{}) && ...);
    }
    template <std::size_t V>
    void keep_one() {
        m_.content[V] = {};
        try {
            std::ostringstream bytes;
            digest content;
            {
                outside_gate const outside(s_.log.gate);
                leat::save_to(bytes, s_.frame.template value<V>());
                if constexpr (policy.caches(Item))
                    content = put_blob(m_.kept.cache.store(), bytes.view());
                node_.put_in_record(bytes.view(), content);
            }
            m_.content[V] = content;
            m_.bytes[V] = bytes.view().size();
            node_.report_.bytes += m_.bytes[V];
            node_.template record_value<V>();
        } catch (std::exception const& e) {
            node_.warn(std::string("its value is not kept: ") + e.what());
        }
    }

    State& s_;
    typename State::memory_type& m_;
    node node_;
};

} // namespace leat::detail
