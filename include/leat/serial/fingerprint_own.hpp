// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/hasher.hpp>

#include <concepts>

namespace leat::detail::probing {

// Matches anything exactly, so that a function for a base class, or for what a value converts to,
// does not pass for the function of the value: it would leave out a part. A namespace of its own
// keeps it from being found in any other way.
struct no_fingerprint {};
template <class Hasher, class T>
no_fingerprint leat_fingerprint(Hasher&, T const&);

template <class T>
concept own_fingerprint = requires(hasher& to, T const& value) {
    leat_fingerprint(to, value);
    requires !std::same_as<decltype(leat_fingerprint(to, value)), no_fingerprint>;
};

template <class T>
void call_own_fingerprint(hasher& to, T const& value) {
    leat_fingerprint(to, value);
}

} // namespace leat::detail::probing

namespace leat::detail {

/// A type for which somebody wrote `leat_fingerprint(leat::hasher&, T const&)` beside it. One for a
/// base class is not taken.
template <class T>
concept own_fingerprint = probing::own_fingerprint<T>;

} // namespace leat::detail
