// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/policy.hpp>
#include <leat/run/dynamic_step.hpp>
#include <leat/serial/fingerprint.hpp>
#include <leat/support/digest.hpp>

#include <cstddef>

namespace leat::detail {

/// Whether the dataset of value `V` holds one with that fingerprint. No when it cannot be read:
/// then it is saved anew, which says what is wrong if that fails too.
template <std::size_t V, class State>
bool is_stored_as(State const& s, [[maybe_unused]] digest const& version) {
    constexpr auto const& P = State::layout::pipeline;
    using type = value_t<P, V>;
    auto& dataset = dataset_of<P, V>(s.catalog);
    try {
        if constexpr (!has_fingerprint<type>)
            return false;
        else
            return dataset.exists() && leat::fingerprint(load_from<type>(dataset)) == version;
    } catch (...) {
        return false;
    }
}

} // namespace leat::detail
