// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/parallel_edges.hpp>

#include <cstddef>
#include <cstdint>

namespace leat::detail {

/// Which values are moved from, and when results are destroyed, when several nodes run at once.
template <counts C>
struct parallel_moves {
    bool taken[C.edges + 1]{}; ///< the node may move from it: all others that use it have ended

    /// A result to destroy: by this step; or, with a counter, by the last of those that use it.
    struct release {
        std::uint32_t item = 0;
        std::uint32_t counter = no_step;
    };
    // After step s: releases[first_release[s]] up to releases[first_release[s + 1]].
    std::uint32_t first_release[C.items + 1]{};
    release releases[C.items + C.edges + 1]{};

    /// By item: the step that destroys its result; no_step where a counter tells, or the end.
    std::uint32_t released_by[C.items + 1]{};
    std::uint32_t counter_of[C.items + 1]{}; ///< by item, or no_step
    std::uint32_t users[C.items + 1]{};      ///< by counter: how many steps use the result
    std::uint32_t counters = 0;
};

template <class Layout>
consteval auto find_moves() {
    constexpr auto const& g = solved<Layout::pipeline>;
    constexpr auto const& p = Layout::laid_out;
    constexpr auto const& edges = edges_between_steps<Layout>;
    parallel_moves<Layout::size> made;

    auto const each_user = [&](std::size_t v, auto visit) {
        for (std::size_t c = g.first_consumer[v]; c < g.first_consumer[v + 1]; ++c)
            if (p.runs[g.consumers[c]]) visit(edges.step_of[g.consumers[c]]);
    };
    for (std::size_t s = 0; s < p.step_count; ++s) {
        item const& it = g.items[p.steps[s]];
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            if (!schedule_of<Layout>.taken[e] || !edge_takes_over<Layout>[e]) continue;
            bool free = true;
            if (copying_in<Layout>[g.edges[e]] != copying::none)
                each_user(g.edges[e], [&](std::size_t other) {
                    free = free && (other == s || edges.is_before(other, s));
                });
            made.taken[e] = free;
        }
    }

    // Who destroys what: the step that is after all others that use it, if there is one.
    std::uint32_t seen[Layout::size.items + 1]{};    // step + 1
    std::uint32_t at_step[Layout::size.items + 1]{}; // how many
    for (std::size_t s = 0; s < p.step_count; ++s) {
        std::size_t const t = p.steps[s];
        made.released_by[t] = made.counter_of[t] = no_step;
        if (is_trivial<Layout::pipeline>[t] || schedule_of<Layout>.gone[t] == npos) continue;
        std::uint32_t users = 0;
        std::uint32_t last = static_cast<std::uint32_t>(s); // itself, when nobody uses it
        auto const each = [&](auto visit) {
            for (std::size_t i = 0; i < g.items[t].value_count; ++i)
                if (std::size_t const v = g.items[t].first_value + i; !is_source<Layout>(v))
                    each_user(v, visit);
        };
        each([&](std::uint32_t user) {
            if (seen[user] == s + 1) return;
            seen[user] = static_cast<std::uint32_t>(s + 1);
            ++users;
            if (user > last) last = user;
        });
        bool ordered = true;
        if (users > 1)
            each([&](std::uint32_t user) {
                ordered = ordered && (user == last || edges.is_before(user, last));
            });
        if (ordered) {
            made.released_by[t] = last;
            ++at_step[last];
        } else {
            made.users[made.counters] = users;
            made.counter_of[t] = made.counters++;
            each([&](std::uint32_t user) {
                if (seen[user] == no_step - s) return;
                seen[user] = static_cast<std::uint32_t>(no_step - s);
                ++at_step[user];
            });
        }
    }
    for (std::size_t s = 0; s < p.step_count; ++s)
        made.first_release[s + 1] = made.first_release[s] + at_step[s];
    for (std::size_t s = 0; s < p.step_count; ++s) at_step[s] = made.first_release[s], seen[s] = 0;
    for (std::size_t s = 0; s < p.step_count; ++s) {
        std::size_t const t = p.steps[s];
        auto const item = static_cast<std::uint32_t>(t);
        if (made.released_by[t] != no_step) {
            made.releases[at_step[made.released_by[t]]++] = {item, no_step};
        } else if (made.counter_of[t] != no_step) {
            for (std::size_t i = 0; i < g.items[t].value_count; ++i)
                if (std::size_t const v = g.items[t].first_value + i; !is_source<Layout>(v))
                    each_user(v, [&](std::uint32_t user) {
                        if (seen[user] == s + 1) return;
                        seen[user] = static_cast<std::uint32_t>(s + 1);
                        made.releases[at_step[user]++] = {item, made.counter_of[t]};
                    });
        }
    }
    return made;
}

template <class Layout>
inline constexpr auto moves_of = find_moves<Layout>();

} // namespace leat::detail
