// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace leat::detail {

/// An element that is wanted, and one that is there and has the same key.
struct element_match {
    std::size_t wanted;
    std::size_t there;
};

/// Pairs elements of equal keys, each at most once: first those in the same place, which are most
/// when little has changed, then the others. `open` has the indices in `wanted` that are looked
/// for; those that were found are taken out of it. O(n), and for those that moved O(n log n).
inline std::vector<element_match> match_elements(std::vector<digest> const& wanted,
                                                 std::vector<digest> const& there,
                                                 std::vector<std::size_t>& open) {
    std::vector<element_match> found;
    std::vector<std::size_t> moved;
    std::vector<bool> taken(there.size());
    for (std::size_t const i : open) {
        if (i < there.size() && wanted[i] == there[i]) {
            found.push_back({i, i});
            taken[i] = true;
        } else {
            moved.push_back(i);
        }
    }
    std::vector<std::size_t> rest;
    for (std::size_t i = 0; i < there.size() && !moved.empty(); ++i)
        if (!taken[i]) rest.push_back(i);
    open = moved;
    if (moved.empty() || rest.empty()) return found;

    auto const by_key = [](std::vector<digest> const& keys) {
        return [&keys](std::size_t a, std::size_t b) {
            return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
        };
    };
    std::ranges::sort(moved, by_key(wanted));
    std::ranges::sort(rest, by_key(there));
    open.clear();
    auto at = rest.begin();
    for (std::size_t const i : moved) {
        while (at != rest.end() && there[*at] < wanted[i]) ++at;
        if (at != rest.end() && there[*at] == wanted[i])
            found.push_back({i, *at++});
        else
            open.push_back(i);
    }
    std::ranges::sort(open);
    return found;
}

} // namespace leat::detail
