// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache.hpp>
#include <leat/cache/check_cache.hpp>
#include <leat/run/cache_memory.hpp>
#include <leat/run/cached_plan.hpp>
#include <leat/run/cached_step.hpp>

#include <cstddef>

namespace leat::detail {

/// A run with a cache goes through its nodes in order, and runs only what it must: a cached node
/// whose key the store knows is a hit, and its value stays there until something takes it; a node
/// that is not cached waits until something takes its value. So what only feeds hits never runs.
template <class Store, class Rules>
struct cache_driver<basic_cache<Store, Rules>> {
    static constexpr bool used = true;

    template <auto const& P>
    static consteval bool check() {
        return check_cache<P, Rules>();
    }

    template <class Layout>
    using memory = cache_memory<Layout, basic_cache<Store, Rules>>;

    template <class State, std::size_t Item>
    static void step(State& s, std::size_t step) {
        cached_step<State, Item>(s).take(step);
    }

    template <class State>
    static void foresee(State& s) {
        foresee_run(s);
    }

    template <class State, std::size_t Item>
    static void made(State& s) {
        cached_step<State, Item>(s).made();
    }

    template <std::size_t V, class State>
    static bool fetch(State& s) {
        constexpr std::size_t t = solved<State::layout::pipeline>.maker[V];
        auto& cell = s.frame.template cell<V>();
        if (cell.full()) return true;
        if (s.skipped[t] || s.failed) return false;
        if constexpr (solved<State::layout::pipeline>.items[t].kind != kind::node) {
            return false;
        } else {
            phase const was = s.memory.phases[t];
            if constexpr (State::memory_type::policy.caches(t))
                if ((was == phase::hit || was == phase::stored) &&
                    cached_step<State, t>(s).template load<V>())
                    return true;
            if (was == phase::ahead) return false;
            run_item<State, t>(s, s.memory.step[t]);
            return cell.full();
        }
    }
};

} // namespace leat::detail
