// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/schedule.hpp>
#include <leat/support/is_copied.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

// What waits for what when several nodes may run at once. Plain arrays, as Clang counts each call
// of an operator while it evaluates constants.

namespace leat::detail {

inline constexpr std::uint32_t no_step = static_cast<std::uint32_t>(-1);

/// Whether a value can be copied, and whether that costs anything.
enum class copying : unsigned char { none, costs, free };

template <auto const& P, std::size_t V>
consteval copying copying_of() {
    using type = value_t<P, V>;
    if constexpr (std::is_void_v<type>)
        return copying::free;
    else if constexpr (std::is_trivially_copyable_v<type> && std::is_copy_constructible_v<type>)
        return copying::free;
    else
        return is_copied<type> ? copying::costs : copying::none;
}

template <class Layout, std::size_t V>
consteval copying copying_in_run() {
    if constexpr (Layout::laid_out.needed[V])
        return copying_of<Layout::pipeline, V>();
    else
        return copying::free;
}
template <class Layout, std::size_t... V>
consteval auto find_copying(std::index_sequence<V...>) {
    return std::array<copying, sizeof...(V) + 1>{copying_in_run<Layout, V>()..., copying::free};
}
/// For each value of a run, whether it can be copied.
template <class Layout>
inline constexpr auto copying_in =
    find_copying<Layout>(std::make_index_sequence<Layout::size.values>{});

template <class Layout, std::size_t Item>
constexpr bool note_takers(bool* flags) {
    if constexpr (Layout::laid_out.runs[Item])
        for (std::size_t i = 0; i < solved<Layout::pipeline>.items[Item].edge_count; ++i)
            flags[solved<Layout::pipeline>.items[Item].first_edge + i] =
                item_types<Layout::pipeline, Item>::call::passings[i] != passing::shared;
    return true;
}
template <class Layout, std::size_t... Item>
consteval auto find_takers(std::index_sequence<Item...>) {
    std::array<bool, Layout::size.edges + 1> flags{};
    [[maybe_unused]] bool const done[] = {true, note_takers<Layout, Item>(flags.data())...};
    return flags;
}
/// For each edge of a run, whether its node takes the value over if it may.
template <class Layout>
inline constexpr auto edge_takes_over =
    find_takers<Layout>(std::make_index_sequence<Layout::size.items>{});

/// For each step of a run, the steps that it waits for, each once: from[first[s]] up to
/// from[first[s + 1]].
template <counts C>
struct step_edges {
    std::uint32_t first[C.items + 1]{};
    std::uint32_t from[2 * C.edges + 1]{};
    std::uint32_t step_of[C.items + 1]{}; ///< by item
};

// A step waits for the makers of what it takes. One that takes over what cannot be copied waits for
// the others that use it, too, as in a run in order.
template <class Layout>
consteval auto find_step_edges() {
    constexpr auto const& g = solved<Layout::pipeline>;
    constexpr auto const& p = Layout::laid_out;
    constexpr auto const& taken = schedule_of<Layout>.taken;
    step_edges<Layout::size> made;
    std::uint32_t seen[Layout::size.items + 1]{}; // step + 1
    for (std::size_t s = 0; s < p.step_count; ++s)
        made.step_of[p.steps[s]] = static_cast<std::uint32_t>(s);
    std::uint32_t count = 0;
    for (std::size_t s = 0; s < p.step_count; ++s) {
        made.first[s] = count;
        auto const wait_for = [&](std::size_t t) {
            std::uint32_t const from = made.step_of[t];
            if (from == s || seen[from] == s + 1) return;
            seen[from] = static_cast<std::uint32_t>(s + 1);
            made.from[count++] = from;
        };
        item const& it = g.items[p.steps[s]];
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            std::size_t const v = g.edges[e];
            if (!is_source<Layout>(v)) wait_for(g.maker[v]);
            if (taken[e] && edge_takes_over<Layout>[e] && copying_in<Layout>[v] == copying::none)
                for (std::size_t c = g.first_consumer[v]; c < g.first_consumer[v + 1]; ++c)
                    if (p.runs[g.consumers[c]]) wait_for(g.consumers[c]);
        }
    }
    made.first[p.step_count] = count;
    return made;
}
template <class Layout>
inline constexpr auto all_step_edges = find_step_edges<Layout>();

/// The same without what follows from the rest, and for each step the steps before it: a set of
/// bits.
template <counts C, std::size_t Words>
struct reduced_edges : step_edges<C> {
    static constexpr std::size_t words = Words;
    std::uint64_t before[C.items * Words + 1]{};

    /// Whether step `a` has ended whenever step `b` starts.
    constexpr bool is_before(std::size_t a, std::size_t b) const {
        return Words > 0 && (before[b * Words + a / 64] >> (a % 64) & 1) != 0;
    }
};

/// The words of each set; none for a graph so large that the compiler would work too long: then
/// only what is plain to see is known to be before something.
template <class Layout>
inline constexpr std::size_t words_of_sets = [] {
    std::size_t const steps = Layout::laid_out.step_count;
    std::size_t const words = (steps + 63) / 64;
    return (all_step_edges<Layout>.first[steps] + steps) * words > 150'000 ? 0 : words;
}();

template <class Layout>
consteval auto reduce_edges() {
    constexpr std::size_t words = words_of_sets<Layout>;
    constexpr auto const& all = all_step_edges<Layout>;
    reduced_edges<Layout::size, words> made;
    for (std::size_t t = 0; t < Layout::size.items; ++t) made.step_of[t] = all.step_of[t];
    std::uint32_t count = 0;
    for (std::size_t s = 0; s < Layout::laid_out.step_count; ++s) {
        made.first[s] = count;
        std::uint64_t* const mine = made.before + s * words;
        for (std::size_t e = all.first[s]; e < all.first[s + 1]; ++e) {
            std::uint64_t const* const theirs = made.before + all.from[e] * words;
            for (std::size_t w = 0; w < words; ++w) mine[w] |= theirs[w];
        }
        for (std::size_t e = all.first[s]; e < all.first[s + 1]; ++e)
            if (!made.is_before(all.from[e], s)) made.from[count++] = all.from[e];
        if constexpr (words > 0)
            for (std::size_t e = made.first[s]; e < count; ++e)
                mine[made.from[e] / 64] |= std::uint64_t{1} << (made.from[e] % 64);
    }
    made.first[Layout::laid_out.step_count] = count;
    return made;
}
template <class Layout>
inline constexpr auto edges_between_steps = reduce_edges<Layout>();

} // namespace leat::detail
