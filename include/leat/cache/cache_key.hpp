// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/policy.hpp>
#include <leat/graph/key.hpp>
#include <leat/support/digest.hpp>

#include <cstddef>
#include <utility>

namespace leat::detail {

/// The key of what a node returns, from the versions of all values. Fed in this order, as
/// `digest_builder` feeds them: text "leat cache 1"; the static keys of the node's values;
/// where neither a version nor LEAT_FN tells of the code, `program`, which stands for all code of
/// the program; then for each input that counts its place as a number, and its version.
/// O(inputs).
template <auto const& P, std::size_t Item, auto const& Policy, class Versions>
digest cache_key(Versions const& version, digest const& program) {
    constexpr item it = solved<P>.items[Item];
    constexpr options const& o = *solved<P>.option_of[Item];
    digest_builder to;
    to.text("leat cache 1").add(static_key<P, it.first_value>());
    [&]<std::size_t... O>(std::index_sequence<O...>) { // of the other outputs, by name and place
        (to.add(static_key<P, it.first_value + 1 + O>()), ...);
    }(std::make_index_sequence<it.value_count - 1>{});
    if constexpr (!o.versioned && !o.sourced) to.add(program);
    for (std::size_t i = 0; i < it.edge_count; ++i) {
        std::size_t const v = solved<P>.edges[it.first_edge + i];
        if (Policy.takes_part(Item, v)) to.number(i).add(version[v]);
    }
    return to.finish();
}

/// What all elements of a map have in common that counts in a key: as `cache_key`, from the text
/// "leat elements 1", and without the inputs that are taken by element, as `each` says.
template <auto const& P, std::size_t Item, auto const& Policy, class Each, class Versions>
digest elements_key(Each const& each, Versions const& version, digest const& program) {
    constexpr item it = solved<P>.items[Item];
    constexpr options const& o = *solved<P>.option_of[Item];
    digest_builder to;
    to.text("leat elements 1").add(static_key<P, it.first_value>());
    if constexpr (!o.versioned && !o.sourced) to.add(program);
    for (std::size_t i = 0; i < it.edge_count; ++i) {
        std::size_t const v = solved<P>.edges[it.first_edge + i];
        if (!each[i] && Policy.takes_part(Item, v)) to.number(i).add(version[v]);
    }
    return to.finish();
}

} // namespace leat::detail
