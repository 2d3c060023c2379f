// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/parallel_edges.hpp>
#include <leat/executor/parallel_moves.hpp>

#include <cstddef>
#include <cstdint>

namespace leat::detail {

/// A run in several threads, laid out. What is run at a time is a chain: steps of which each but
/// the last has only the next one after it, and each but the first waits for nothing else.
template <counts C>
struct parallel_plan {
    std::uint32_t chain_count = 0;
    std::uint32_t root_count = 0; ///< chains that wait for nothing
    std::uint32_t end_count = 0;  ///< chains that nothing waits for
    bool in_order = false;        ///< one step after the other: there is nothing to run at once

    std::uint32_t roots[C.items + 1]{}; ///< the one with the longest way to the end first

    // Chain c: the steps steps[first_step[c]] up to steps[first_step[c + 1]].
    std::uint32_t first_step[C.items + 1]{};
    std::uint32_t steps[C.items + 1]{};
    std::uint32_t chain_of[C.items + 1]{}; ///< by step
    std::int32_t waits_for[C.items + 1]{}; ///< how many chains

    // After chain c: the chains next[first_next[c]] up to next[first_next[c + 1]], the one with the
    // longest way to the end first.
    std::uint32_t first_next[C.items + 1]{};
    std::uint32_t next[2 * C.edges + 1]{};
};

// Steps by the length of the longest way from them to the end, the longest first; and those that
// follow each in that order.
template <counts C>
struct step_order {
    std::uint32_t by_rank[C.items + 1]{};
    std::uint32_t first_next[C.items + 2]{};
    std::uint32_t next[2 * C.edges + 1]{};
};

template <class Layout>
consteval auto order_steps() {
    constexpr auto const& edges = edges_between_steps<Layout>;
    constexpr std::size_t count = Layout::laid_out.step_count;
    step_order<Layout::size> made;
    std::uint32_t rank[count + 1]{};
    std::uint32_t place[count + 2]{};
    for (std::size_t s = count; s-- > 0;) {
        std::uint32_t const way = ++rank[s];
        ++place[count - way + 1];
        for (std::size_t e = edges.first[s]; e < edges.first[s + 1]; ++e) {
            std::uint32_t const from = edges.from[e];
            if (rank[from] < way) rank[from] = way;
            ++made.first_next[from + 1];
        }
    }
    for (std::size_t s = 0; s < count; ++s) {
        place[s + 1] += place[s];
        made.first_next[s + 1] += made.first_next[s];
    }
    for (std::size_t s = 0; s < count; ++s)
        made.by_rank[place[count - rank[s]]++] = static_cast<std::uint32_t>(s);
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t const s = made.by_rank[i];
        for (std::size_t e = edges.first[s]; e < edges.first[s + 1]; ++e)
            made.next[made.first_next[edges.from[e]]++] = s;
    }
    for (std::size_t s = count; s > 0; --s) made.first_next[s] = made.first_next[s - 1];
    made.first_next[0] = 0;
    return made;
}
template <class Layout>
inline constexpr auto step_order_of = order_steps<Layout>();

template <class Layout>
consteval auto make_parallel_plan() {
    constexpr auto const& edges = edges_between_steps<Layout>;
    constexpr auto const& order = step_order_of<Layout>;
    constexpr std::size_t count = Layout::laid_out.step_count;
    parallel_plan<Layout::size> made;
    auto const goes_on = [&](std::size_t s) { // to the one step after it, in the same chain
        if (order.first_next[s + 1] - order.first_next[s] != 1) return no_step;
        std::uint32_t const next = order.next[order.first_next[s]];
        return edges.first[next + 1] - edges.first[next] == 1 ? next : no_step;
    };
    std::uint32_t tails[count + 1]{};
    std::uint32_t laid = 0;
    for (std::size_t s = 0; s < count; ++s) {
        std::uint32_t const waits = edges.first[s + 1] - edges.first[s];
        if (waits == 1 && goes_on(edges.from[edges.first[s]]) == s) continue; // not its first
        std::uint32_t const c = made.chain_count++;
        made.waits_for[c] = static_cast<std::int32_t>(waits);
        made.first_step[c] = laid;
        for (auto at = static_cast<std::uint32_t>(s); at != no_step; at = goes_on(at)) {
            made.steps[laid++] = at;
            made.chain_of[at] = c;
            tails[c] = at;
        }
    }
    made.first_step[made.chain_count] = laid;
    std::uint32_t nexts = 0;
    for (std::size_t c = 0; c < made.chain_count; ++c) {
        made.first_next[c] = nexts;
        for (std::size_t i = order.first_next[tails[c]]; i < order.first_next[tails[c] + 1]; ++i)
            made.next[nexts++] = made.chain_of[order.next[i]];
        if (nexts == made.first_next[c]) ++made.end_count;
    }
    made.first_next[made.chain_count] = nexts;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t const s = order.by_rank[i];
        if (edges.first[s + 1] == edges.first[s]) made.roots[made.root_count++] = made.chain_of[s];
    }
    made.in_order = made.chain_count <= 1;
    return made;
}

/// How a run goes on in several threads.
template <class Layout>
inline constexpr auto parallel_plan_of = make_parallel_plan<Layout>();

} // namespace leat::detail
