// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache.hpp>
#include <leat/cache/check_cache.hpp>
#include <leat/run/cache_memory.hpp>
#include <leat/run/cached_plan.hpp>
#include <leat/run/cached_step.hpp>
#include <leat/run/given.hpp>
#include <leat/run/kept.hpp>
#include <leat/run/kept_rounds.hpp>
#include <leat/run/map_memory.hpp>

#include <cstddef>

namespace leat::detail {

/// A run with a cache goes through its nodes in order, and runs only what it must: a cached node
/// whose key the store knows is a hit, and its value stays there until something takes it; a node
/// that is not cached waits until something takes its value. So what only feeds hits never runs.
template <class Cache, class Record>
struct cache_driver<kept_in<Cache, Record>> {
    using kept = kept_in<Cache, Record>;
    static constexpr bool used = true;

    template <auto const& P>
    static consteval bool check() {
        if constexpr (kept::caches)
            return check_cache<P, with_code<typename Cache::rules, Record>>();
        else
            return true;
    }

    template <class Layout>
    using memory = cache_memory<Layout, kept>;

    /// What the run that is resumed was given and asked for, this one is too, and of what it ran.
    template <class Layout>
    static void prepare(kept const& where, request<Layout::size>& r) {
        if constexpr (Layout::resumes) {
            auto const& g = solved<Layout::pipeline>;
            auto const again = where.record.template again<Layout::pipeline>();
            for (std::size_t v = 0; v < Layout::size.values; ++v) {
                bool const anew = again[g.maker[v]] && g.items[g.maker[v]].kind == kind::node;
                if (where.record.given(g.name(v)) && !anew) r.bound[v] = true;
                if (Layout::known_request.any_asked || !where.record.is_asked(g.name(v))) continue;
                r.any_asked = r.asked[v] = true;
            }
            if (Layout::known_request.any_asked) return;
            if (auto const part = where.record.slice()) {
                auto const m =
                    members(g, listed_slice<slice_kind::only>{{part->begin(), part->end()}});
                if (m.unknown != npos) refuse_part(*where.record.origin(), (*part)[m.unknown]);
                narrow(r, m);
            }
        }
    }

    [[noreturn]] static void refuse_part(std::string const& origin, std::string const& name) {
        throw error("run '" + origin + "' was one of a part of the pipeline with '" + name +
                    "', which the pipeline has no more; give the part to resume(...) anew, as " +
                    "leat::to(...) or leat::only(...)");
    }

    /// Notes what the run was given.
    template <class State>
    static void began(State& s) {
        if (s.options && s.options->refresh) s.memory.must.fill(true);
        if constexpr (kept::records) record_given(s);
    }

    template <class State>
    static void foresee(State& s) {
        foresee_run(s);
    }

    template <class State, std::size_t Item>
    static void step(State& s, std::size_t step) {
        cached_step<State, Item>(s).take(step);
    }

    template <class State, std::size_t Item>
    static auto elements(State& s) {
        if constexpr (keeps_elements<State, Item>())
            return map_memory<State, Item>(s);
        else if constexpr (keeps_rounds<State, Item>())
            return kept_rounds<State, Item>(s);
        else
            return no_elements{};
    }

    template <class State, std::size_t Item>
    static void made(State& s, bool altered) {
        cached_step<State, Item>(s).made(altered);
    }

    template <std::size_t V, class State>
    static void settle(State& s) {
        constexpr std::size_t t = solved<State::layout::pipeline>.maker[V];
        auto const settled = [&] {
            return s.memory.phases[t] != phase::runs && !s.shared.taken[V];
        };
        if (s.log.gate && !settled()) s.log.gate->wait(settled);
    }

    template <class State>
    static bool waits(State const& s, std::size_t item) {
        return s.memory.phases[item] == phase::waits;
    }

    template <std::size_t V, class State>
    static bool fetch(State& s) {
        using layout = typename State::layout;
        constexpr auto const& P = layout::pipeline;
        constexpr std::size_t t = solved<P>.maker[V];
        auto& cell = s.frame.template cell<V>();
        settle<V>(s);
        if (cell.full()) return true;
        if (s.failed) return false;
        if constexpr (layout::resumes)
            if (s.memory.is_given(V)) return load_given<V>(s);
        if constexpr (solved<P>.items[t].kind == kind::node) {
            if (s.skipped[t]) return false;
            phase const was = s.memory.phases[t];
            constexpr auto const& policy = State::memory_type::policy;
            if constexpr (policy.caches(t) || policy.resumable[t])
                if ((was == phase::hit || was == phase::stored) &&
                    cached_step<State, t>(s).template load<V>())
                    return true;
            if (was == phase::ahead) return false;
            for (auto const& [item, why] : s.shared.late_failures)
                if (item == t) {
                    s.fail(failure(why), t);
                    return false;
                }
            s.info.nodes[node_position<P>[t]].reason.clear(); // it was not needed so far
            cached_step<State, t>(s).run(s.memory.step[t]);
            return cell.full();
        } else if constexpr (solved<P>.items[t].kind == kind::param && layout::resumes) {
            cell.fill([] { return value_t<P, V>(default_of<P, V>()); }); // it is new
            return true;
        } else {
            return false;
        }
    }
};

} // namespace leat::detail
