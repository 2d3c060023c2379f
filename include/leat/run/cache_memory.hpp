// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/policy.hpp>
#include <leat/graph/plan.hpp>
#include <leat/run/kept.hpp>
#include <leat/support/digest.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leat::detail {

/// What a node has come to in a run with a cache.
enum class phase : unsigned char {
    ahead, ///< its turn has not come
    waits, ///< it is not cached, and nothing has taken its value so far
    runs,
    hit,    ///< the store has what it returned
    stored, ///< it ran, and the store has what it returned
    ran,
};

/// What hooks are told of at a point of the cache.
struct cache_scene {
    digest const& key_;
    std::string_view reason_;
    std::size_t size_;
    digest const& key() const noexcept { return key_; }
    std::string_view reason() const noexcept { return reason_; }
    std::size_t size() const noexcept { return size_; }
};

/// What a run with a cache remembers beside its values.
template <class Layout, class Kept>
struct cache_memory {
    static constexpr auto const& P = Layout::pipeline;
    static constexpr counts size = Layout::size;
    static constexpr auto const& policy = policy_of<P, typename Kept::rules>;
    static constexpr bool caches = Kept::caches, records = Kept::records;
    using code = typename Kept::code;
    /// Whether a node may not have to run, so that what only feeds it waits.
    static constexpr bool may_spare(std::size_t t) {
        return (policy.caches(t) && !Layout::refreshed[t]) ||
               (Layout::resumes && policy.resumable[t]);
    }

    Kept const& kept;
    plan<Layout::size>& laid_out;
    std::array<digest, size.values> version{}; ///< of each value, where it is known
    std::array<bool, size.values> known{};
    std::array<digest, size.values> content{};      ///< where the store has the value
    std::array<std::uint64_t, size.values> bytes{}; ///< and how long that is
    std::array<bool, size.values> in_record{};      ///< that is the store of the record
    std::array<std::string, size.values> shown{};   ///< what is known of it in words
    std::array<digest, size.items> key{};
    std::array<phase, size.items> phases{};
    std::array<std::size_t, size.items> step{};
    std::array<bool, size.items> again{};  ///< runs although the run that is resumed has come to it
    std::array<bool, size.items> anew{};   ///< or is not taken from a cache, as that run was not to
    std::array<bool, size.values> given{}; ///< came with the call of the run that is resumed
    std::array<bool, size.items> must{};   ///< runs for certain, unless it is a hit

    cache_memory(Kept const& where, plan<Layout::size>& plan) : kept(where), laid_out(plan) {
        if constexpr (Layout::resumes) {
            again = kept.record.template again<P>();
            for (std::size_t t = 0; t < size.items; ++t)
                anew[t] = solved<P>.items[t].kind == kind::node &&
                          kept.record.is_hidden(solved<P>.name(solved<P>.items[t].first_value));
            for (std::size_t v = 0; v < size.values; ++v) {
                std::size_t const t = solved<P>.maker[v];
                if (again[t] && solved<P>.items[t].kind == kind::node) continue; // runs in any case
                auto const* const was = kept.record.given(solved<P>.name(v));
                given[v] = was && !Layout::known_request.bound[v];
                if (given[v]) take_recorded(v, *was);
            }
        }
        if constexpr (!caches && !Layout::resumes) {
            must.fill(true);
            return;
        }
        // Backwards: what is for the caller, for a dataset or for its effect; what a key needs to
        // know by its content; and what such a node takes, unless that may be spared.
        for (std::size_t s = plan.step_count; s-- > 0;) {
            std::size_t const t = plan.steps[s];
            item const& it = solved<P>.items[t];
            for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
                must[t] |= Layout::refreshed[t] || is_void_value<P>[v] || plan.kept[v] ||
                           is_saved(v) ||
                           (policy.behaviour[t] == caching::impure && policy.with_version[v]);
            if (!must[t] || may_spare(t)) continue;
            for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
                must[solved<P>.maker[solved<P>.edges[e]]] = true;
        }
    }

    /// Whether a dataset of the catalog takes the value.
    static constexpr bool is_saved(std::size_t v) {
        return Layout::known_request.stored[v] && !Layout::known_request.bound[v];
    }

    bool is_given(std::size_t v) const { return given[v]; }
    /// Whether another value stands for what the value's node returns.
    bool is_bound(std::size_t v) const { return Layout::known_request.bound[v] || given[v]; }
    bool has_bound_output(std::size_t t) const {
        item const& it = solved<P>.items[t];
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
            if (is_bound(v)) return true;
        return false;
    }

    void take_recorded(std::size_t v, recorded_value const& from) {
        content[v] = from.content;
        bytes[v] = from.bytes;
        in_record[v] = true;
    }

    void know(std::size_t v, digest const& by) {
        if (is_bound(v)) return; // it is known by its content
        know_content(v, by);
    }
    void know_content(std::size_t v, digest const& by) {
        version[v] = by;
        known[v] = true;
    }

    /// Lets a node wait: what it takes stays in memory meanwhile.
    void put_off(std::size_t t) {
        item const& it = solved<P>.items[t];
        phases[t] = phase::waits;
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
            if (has_key(t)) know(v, output_version(v));
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            laid_out.last_step[solved<P>.edges[e]] = npos;
    }

    /// A node may take over value `v` when nobody else will take it any more. What was kept may be
    /// lost, so that its node takes it again; where it can be copied, it stays for that.
    void let_take_over(std::size_t t, std::size_t v, bool can_be_copied) {
        auto const& g = solved<P>;
        bool wanted = laid_out.kept[v];
        for (std::size_t c = g.first_consumer[v]; c < g.first_consumer[v + 1]; ++c) {
            std::size_t const other = g.consumers[c];
            phase const now = phases[other];
            bool const was_kept = now == phase::hit || now == phase::stored;
            wanted |= other != t && laid_out.runs[other] && now != phase::ran &&
                      (can_be_copied || !was_kept);
        }
        if (!wanted) laid_out.last_step[v] = step[t];
    }

    /// Whether the node's key is known in this run.
    bool has_key(std::size_t t) const { return policy.with_key[t] && key[t] != digest{}; }

    /// The version of a value whose node is not cached: of its key, and which output it is.
    digest output_version(std::size_t v) const {
        std::size_t const t = solved<P>.maker[v];
        return digest_builder().add(key[t]).number(v - solved<P>.items[t].first_value).finish();
    }
};

} // namespace leat::detail
