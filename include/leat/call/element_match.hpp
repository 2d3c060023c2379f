// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

#include <bit>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace leat::detail {

/// A wanted element, and a stored element with the same key.
struct element_match {
    std::size_t wanted;
    std::size_t there;
};

/// Elements by their keys. Each can be taken once. The table has open addressing, because keys are
/// random already. Elements with the same key form a list, so many equal elements cost no more.
class elements_by_key {
public:
    /// The keys at these indices. Refers to both arguments.
    elements_by_key(std::vector<digest> const& keys, std::vector<std::size_t> const& indices)
        : keys_(keys), indices_(indices), places_(std::bit_ceil(2 * indices.size() + 1)),
          next_(indices.size(), none) {
        for (std::size_t j = indices.size(); j-- > 0;) { // from the back, so that the
            place& at = find(keys[indices[j]]);          // first one is taken first
            if (at.any == none) at.any = j;
            next_[j] = std::exchange(at.first, j);
        }
    }

    /// Takes one element with this key. Returns its index, or none.
    std::size_t take(digest const& key) {
        place& at = find(key);
        if (at.first == none) return none;
        std::size_t const j = at.first;
        at.first = next_[j];
        return indices_[j];
    }

    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

private:
    struct place {
        std::size_t any = none; ///< one with the key that has this place
        std::size_t first = none;
    };
    place& find(digest const& key) {
        std::size_t const mask = places_.size() - 1;
        std::size_t at = static_cast<std::size_t>(key.low) & mask;
        while (places_[at].any != none && keys_[indices_[places_[at].any]] != key)
            at = (at + 1) & mask;
        return places_[at];
    }

    std::vector<digest> const& keys_;
    std::vector<std::size_t> const& indices_;
    std::vector<place> places_;
    std::vector<std::size_t> next_;
};

/// Pairs elements of equal keys, each at most once. Elements in the same place are paired first,
/// which are most when little has changed; then the others. `open` has the indices in `wanted` to
/// look for, and loses those that were found. O(n).
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
    open = std::move(moved);
    if (open.empty()) return found;

    elements_by_key left(wanted, open);
    std::vector<bool> matched(wanted.size());
    for (std::size_t i = 0; i < there.size(); ++i) {
        if (taken[i]) continue;
        std::size_t const at = left.take(there[i]);
        if (at == elements_by_key::none) continue;
        found.push_back({at, i});
        matched[at] = true;
    }
    std::erase_if(open, [&](std::size_t i) { return matched[i]; });
    return found;
}

} // namespace leat::detail
