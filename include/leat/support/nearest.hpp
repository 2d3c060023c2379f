// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace leat::detail {

inline constexpr std::size_t npos = static_cast<std::size_t>(-1);

/// The number of edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`, or
/// `limit + 1` when it takes more than `limit`. The optimal string alignment distance, computed
/// within a band around the diagonal: O(limit * size). Requires at most 63 characters in each.
constexpr std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    std::size_t const gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (gap > limit || a.size() > 63 || b.size() > 63) return limit + 1;
    std::array<std::array<std::size_t, 64>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        auto const& above = rows[(i + 2) % 3];
        auto const& two_above = rows[(i + 1) % 3];
        std::size_t const first = i > limit ? i - limit : 1;
        std::size_t const last = std::min(b.size(), i + limit);
        row[first - 1] = first == 1 ? i : limit + 1;
        std::size_t best = row[first - 1];
        for (std::size_t j = first; j <= last; ++j) {
            std::size_t const up = j < i + limit ? above[j] : limit + 1;
            std::size_t cost =
                std::min(above[j - 1] + (a[i - 1] != b[j - 1]), std::min(up, row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = std::min(cost, two_above[j - 2] + 1);
            row[j] = cost;
            best = std::min(best, cost);
        }
        if (best > limit) return limit + 1;
    }
    return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

/// The index, below `count`, of the name that `wanted` was probably meant to be, or `npos` when
/// none is near: at most a third of its characters may differ. `name_at(i)` gives the i-th name.
/// The first of equally near ones.
template <class NameAt>
constexpr std::size_t nearest(std::string_view wanted, std::size_t count, NameAt name_at) {
    std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
    std::size_t found = npos;
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t const distance = edit_distance(wanted, name_at(i), limit);
        if (distance > limit) continue;
        found = i;
        if (distance == 0) break;
        limit = distance - 1; // only a nearer one may replace it
    }
    return found;
}

} // namespace leat::detail
