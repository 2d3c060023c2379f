// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/element_memory.hpp>

#include <cstddef>

namespace leat::detail {

/// The cache of a session that has none.
struct no_cache {};

/// How a run uses a cache: defined for a cache by run/cached_run.hpp, which `<leat/cache.hpp>`
/// includes, so that a program without one does not pay for its headers.
template <class Cache>
struct cache_driver;

template <class State, std::size_t Item>
void run_item(State& s, std::size_t step);

template <>
struct cache_driver<no_cache> {
    static constexpr bool used = false;

    /// Whether the cache may serve the pipeline.
    template <auto const& P>
    static consteval bool check() {
        return true;
    }

    /// What a run remembers of the cache.
    template <class Layout>
    struct memory {
        template <class Plan>
        memory(no_cache const&, Plan&) noexcept {}
    };

    template <class Layout, class Request>
    static void prepare(no_cache const&, Request&) noexcept {}
    template <class State>
    static void began(State&) noexcept {}

    /// Does what the plan has at a step.
    template <class State, std::size_t Item>
    static void step(State& s, std::size_t step) {
        run_item<State, Item>(s, step);
    }

    /// Writes into the reports of the nodes what the run would do with them.
    template <class State>
    static void foresee(State&) noexcept {}

    /// What is known of the elements of a map.
    template <class State, std::size_t Item>
    static no_elements elements(State&) noexcept {
        return {};
    }

    /// Says that a node has run, and that its values are in memory; and whether they are not what
    /// its inputs say.
    template <class State, std::size_t Item>
    static void made(State&, bool) noexcept {}

    /// Waits while another thread makes value `V` out of its node's turn.
    template <std::size_t V, class State>
    static void settle(State&) noexcept {}

    /// Whether an item's node may still run, although its turn is over.
    template <class State>
    static bool waits(State const&, std::size_t) noexcept {
        return false;
    }

    /// Sees that value `V` is in memory. Whether it is.
    template <std::size_t V, class State>
    static bool fetch(State& s) {
        return s.frame.template cell<V>().full();
    }
};

} // namespace leat::detail
