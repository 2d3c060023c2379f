// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/policy.hpp>
#include <leat/graph/plan.hpp>
#include <leat/support/digest.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace leat::detail {

/// What a node has come to in a run with a cache.
enum class phase : unsigned char {
    ahead,  ///< its turn has not come
    waits,  ///< it is not cached, and nothing has taken its value so far
    hit,    ///< the store has what it returned
    stored, ///< it ran, and the store has what it returned
    ran,
};

/// What a run with a cache remembers beside its values.
template <class Layout, class Cache>
struct cache_memory {
    static constexpr auto const& P = Layout::pipeline;
    static constexpr counts size = Layout::size;
    static constexpr auto const& policy = policy_of<P, typename Cache::rules>;

    Cache const& cache;
    plan<Layout::size>& laid_out;
    std::array<digest, size.values> version{}; ///< of each value, where it is known
    std::array<bool, size.values> known{};
    std::array<digest, size.values> content{};      ///< where the store has the value
    std::array<std::uint64_t, size.values> bytes{}; ///< and how long that is
    std::array<std::string, size.values> shown{};   ///< what is known of it in words
    std::array<digest, size.items> key{};
    std::array<phase, size.items> phases{};
    std::array<std::size_t, size.items> step{};
    std::array<bool, size.items> must{}; ///< runs for certain, unless it is a hit

    cache_memory(Cache const& given, plan<Layout::size>& plan) : cache(given), laid_out(plan) {
        // Backwards: what is for the caller, for a dataset or for its effect; what a key needs to
        // know by its content; and what such a node takes, unless that may be a hit.
        for (std::size_t s = plan.step_count; s-- > 0;) {
            std::size_t const t = plan.steps[s];
            item const& it = solved<P>.items[t];
            for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
                must[t] |= Layout::refreshed[t] || is_void_value<P>[v] || plan.kept[v] ||
                           is_saved(v) ||
                           (policy.behaviour[t] == caching::impure && policy.versioned[v]);
            if (!must[t] || (policy.caches(t) && !Layout::refreshed[t])) continue;
            for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
                must[solved<P>.maker[solved<P>.edges[e]]] = true;
        }
    }

    /// Whether a dataset of the catalog takes the value.
    static constexpr bool is_saved(std::size_t v) {
        return Layout::known_request.stored[v] && !Layout::known_request.bound[v];
    }

    void know(std::size_t v, digest const& by) {
        version[v] = by;
        known[v] = true;
    }

    /// Lets a node wait: what it takes stays in memory meanwhile.
    void put_off(std::size_t t) {
        item const& it = solved<P>.items[t];
        phases[t] = phase::waits;
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
            if (policy.keyed[t]) know(v, output_version(v));
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            laid_out.last_step[solved<P>.edges[e]] = npos;
    }

    /// The version of a value whose node is not cached: of its key, and which output it is.
    digest output_version(std::size_t v) const {
        std::size_t const t = solved<P>.maker[v];
        return digest_builder().add(key[t]).number(v - solved<P>.items[t].first_value).finish();
    }
};

} // namespace leat::detail
