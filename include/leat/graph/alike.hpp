// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/mistake.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <utility>

// Mistakes of one kind get one error: it tells of the first of them, and names the nodes of the
// others.

namespace leat::detail {

/// Where something is wrong: the item, and which kind of mistake it is; 0 for none.
struct mistake_at {
    std::size_t item = npos;
    std::size_t kind = 0;
};

template <std::size_t Size>
constexpr std::size_t count_mistakes(std::array<mistake_at, Size> const& found) {
    std::size_t count = 0;
    for (mistake_at const& one : found) count += one.kind != 0;
    return count;
}

/// Of each entry of `Found`, an array of `mistake_at` with static storage, whether it is the first
/// of its kind.
template <auto const& Found>
inline constexpr auto first_alike = [] {
    std::array<bool, Found.size()> first{};
    for (std::size_t m = 0; m < Found.size(); ++m) {
        if (Found[m].kind == 0) continue; // most of them: a pair of all would take long
        first[m] = true;
        for (std::size_t before = 0; before < m && first[m]; ++before)
            first[m] = Found[before].kind != Found[m].kind;
    }
    return first;
}();

/// The entries that are reported, as an `index_sequence`.
template <auto const& Found>
using reported = typename indices_where<first_alike<Found>>::type;

/// The entries whose items are named with entry `M`, each item once.
template <auto const& Found, std::size_t M>
inline constexpr auto named_with = [] {
    std::array<bool, Found.size()> named{};
    for (std::size_t m = M + 1; m < Found.size(); ++m) {
        named[m] = Found[m].kind == Found[M].kind;
        for (std::size_t before = M; before < m && named[m]; ++before)
            named[m] = Found[before].kind != Found[M].kind || Found[before].item != Found[m].item;
    }
    return named;
}();

template <auto const& P, class Where, auto const& Found, std::size_t M, std::size_t... Other>
consteval auto node_with(std::index_sequence<Other...>) {
    if constexpr (sizeof...(Other) == 0)
        return std::type_identity<typename Where::template node<item_name<P, Found[M].item>>>{};
    else
        return std::type_identity<typename Where::template node<
            item_name<P, Found[M].item>, mistake::also_at<item_name<P, Found[Other].item>...>>>{};
}

/// The node of entry `M`, with all that have the same mistake. `Where` is
/// `mistake::pipeline<"name">`, or another with a template `node`.
template <auto const& P, class Where, auto const& Found, std::size_t M>
using alike_node = typename decltype(node_with<P, Where, Found, M>(
    typename indices_where<named_with<Found, M>>::type{}))::type;

} // namespace leat::detail
