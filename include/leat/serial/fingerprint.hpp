// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/serial/file_digest.hpp>
#include <leat/serial/fingerprint_archive.hpp>
#include <leat/serial/fingerprint_numbers.hpp>
#include <leat/serial/fingerprint_own.hpp>
#include <leat/serial/fingerprint_pointer.hpp>
#include <leat/serial/fingerprint_standard.hpp>
#include <leat/serial/hasher.hpp>
#include <leat/serial/members.hpp>
#include <leat/serial/own.hpp>
#include <leat/support/digest.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/unpack.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

struct nothing_amiss {};
template <class T>
struct cannot_be_fingerprinted {};

template <class T, class... Seen>
consteval auto fingerprint_trouble();

template <class... Seen>
consteval auto fingerprint_trouble_among(type_list<>) {
    return nothing_amiss{};
}
template <class... Seen, class First, class... Rest>
consteval auto fingerprint_trouble_among(type_list<First, Rest...>) {
    // A type that holds itself is looked at once.
    if constexpr ((std::same_as<First, Seen> || ...)) {
        return fingerprint_trouble_among<Seen...>(type_list<Rest...>{});
    } else {
        using found = decltype(fingerprint_trouble<First, Seen...>());
        if constexpr (!std::same_as<found, nothing_amiss>)
            return found{};
        else
            return fingerprint_trouble_among<Seen...>(type_list<Rest...>{});
    }
}

template <class T, class... Seen>
consteval auto fingerprint_trouble() {
    if constexpr (std::is_const_v<T>)
        return fingerprint_trouble<std::remove_const_t<T>, Seen...>();
    else if constexpr (std::is_volatile_v<T> || std::is_reference_v<T>)
        return cannot_be_fingerprinted<T>{};
    else if constexpr (own_fingerprint<T> || scalar<T> || std::same_as<T, file>)
        return nothing_amiss{};
    else if constexpr (has_fingerprint_rule<T>)
        return fingerprint_trouble_among<Seen..., T>(typename fingerprint_rule<T>::parts{});
    else if constexpr (self_serializing<T>)
        return nothing_amiss{};
    else if constexpr (member_wise<T> || hana_struct<T>)
        return fingerprint_trouble_among<Seen..., T>(members_of<T>{});
    else
        return cannot_be_fingerprinted<T>{};
}

template <class T>
struct fingerprint_culprit {};
template <class T>
struct fingerprint_culprit<cannot_be_fingerprinted<T>> {
    using type = T;
};
template <class T>
struct fingerprint_culprit<cannot_be_fingerprinted<classes_derived_from<T>>> {
    using type = T;
};

/// The innermost type in a `T` that has no fingerprint, as in `std::mutex`; none when all of it
/// has one.
template <class T>
using first_unfingerprintable =
    typename fingerprint_culprit<decltype(fingerprint_trouble<T>())>::type;

template <class Found>
struct fingerprintable_or_told {
    static constexpr bool value = true;
};
template <class T>
struct fingerprintable_or_told<cannot_be_fingerprinted<T>> {
    static constexpr bool value = false;
    static_assert(
        !std::same_as<T, T>,
        "leat: a value has no fingerprint: write leat_fingerprint(leat::hasher&, T const&) "
        "beside the type in cannot_be_fingerprinted<...>, or keep it out of the value");
};

template <class T>
void feed_members(hasher& to, T const& value) {
    if constexpr (hana_struct<T>) {
        boost::hana::unpack(boost::hana::accessors<T>(), [&](auto const&... accessor) {
            (detail::feed(to, boost::hana::second(accessor)(value)), ...);
        });
    } else {
        [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            (detail::feed(to, probing::member<Index>(value)), ...);
        }(std::make_index_sequence<probing::member_count<T>>{});
    }
}

template <class T>
void feed(hasher& to, T const& value) {
    if constexpr (own_fingerprint<T>)
        probing::call_own_fingerprint(to, value);
    else if constexpr (scalar<T>)
        feed_number(to, value);
    else if constexpr (std::same_as<T, file>)
        to.add(file_digest(value.path()));
    else if constexpr (has_fingerprint_rule<T>)
        fingerprint_rule<T>::feed(to, value);
    else if constexpr (self_serializing<T>)
        feed_archive(to, value);
    else
        feed_members(to, value);
}

} // namespace detail

/// What has a fingerprint with nothing more to write: numbers and enums, strings and views of them,
/// `std::span`, containers and value types of the standard library, smart pointers that own,
/// `leat::file`, structs adapted to Boost.Hana, plain aggregates of all these, whatever has a
/// `leat_fingerprint(leat::hasher&, T const&)`, and classes with a `serialize` of
/// Boost.Serialization.
///
/// Has none: pointers, references, arrays of C, functions and lambdas, a class with private members
/// that says nothing about itself, and a smart pointer to a class with virtual functions, if that
/// has neither function.
template <class T>
concept fingerprintable =
    std::same_as<decltype(detail::fingerprint_trouble<T>()), detail::nothing_amiss>;

/// Feeds the content of `values` in order, as `fingerprint` does: for use in a `leat_fingerprint`.
/// Requires that each is `leat::fingerprintable`.
template <class... T>
void hash_append(hasher& to, T const&... values) {
    if constexpr ((detail::fingerprintable_or_told<
                       decltype(detail::fingerprint_trouble<T>())>::value &&
                   ...))
        (detail::feed(to, values), ...);
}

/// A digest of the content of `value`, the same in every run, with every compiler and on every
/// machine where the types have the same sizes. The type itself does not count.
///
/// Fed to a `leat::hasher` are: for a number or enum its bytes, little-endian and without padding,
/// so that two zeros, or two NaNs, with different bits are different values; for a container the
/// number of its elements and the elements (unordered: the number and the sum of the elements'
/// digests; `std::array`: the elements; before 4096 or more bytes of numbers, zeros up to a
/// multiple of 16 bytes of what is fed); for an optional or a pointer a byte and
/// what is there (an object behind a shared pointer that was met before: its number, in the order
/// of meeting); for a variant the index and the value; for a tuple or a struct its members in
/// order; for a file the digest of its content; for a class with nothing but a `serialize` the
/// digest of its binary archive, bit for bit. Values that serialize alike have the same
/// fingerprint.
///
/// Requires `leat::fingerprintable<T>`. Throws `leat::error` when a file cannot be read, Boost
/// cannot save a class, or pointers lead so deep that the stack does not hold out, and what the
/// functions of the user throw. Cost: a few ns and those of the bytes; an archive for each value
/// that needs one. What several shared pointers share is fed once, and counts as shared.
template <class T>
digest fingerprint(T const& value) {
    hasher to;
    hash_append(to, value);
    return to.finish();
}

} // namespace leat
