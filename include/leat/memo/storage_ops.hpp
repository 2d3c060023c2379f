// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/policy.hpp>
#include <leat/dsl/file.hpp>
#include <leat/serial/archive.hpp>
#include <leat/serial/fingerprint.hpp>
#include <leat/support/digest.hpp>

#include <concepts>
#include <filesystem>
#include <new>
#include <ostream>
#include <string_view>
#include <type_traits>

namespace leat::detail {

/// The type by which a value that a run was given is kept. A file is kept as its path: what it
/// holds is looked at again when the run is resumed.
template <class T>
struct given_as {
    using type = T;
};
template <>
struct given_as<file> {
    using type = std::filesystem::path;
};

/// What a cache or a record does with a value, without knowing its type: one table for each C++
/// type. A function is null where the type cannot do it.
struct storage_ops {
    void (*save)(std::ostream& to, void const* value) = nullptr;
    void (*load)(void* to,
                 std::string_view bytes) = nullptr; ///< makes a value at `to`; throws `error`
    digest (*fingerprint)(void const* value) = nullptr;
    // The same by the type of `given_as`, for what the run was given from outside.
    void (*save_given)(std::ostream& to, void const* value) = nullptr;
    void (*load_given)(void* to, std::string_view bytes) = nullptr;
    std::string_view given_type{};
};

template <class T, class As>
void save_as(std::ostream& to, void const* value) {
    leat::save_to(to, static_cast<As const&>(*static_cast<T const*>(value)));
}
template <class T, class As>
void load_as(void* to, std::string_view bytes) {
    ::new (to) T(leat::load_from<As>(bytes));
}
template <class T>
digest fingerprint_of(void const* value) {
    return leat::fingerprint(*static_cast<T const*>(value));
}

/// `Stores`: whether the pipeline ever stores such a value; `Hashes`: whether one is ever part of a
/// key.
template <class T, bool Stores, bool Hashes>
consteval storage_ops make_storage_ops() {
    storage_ops made;
    if constexpr (!std::is_void_v<T>) {
        if constexpr (Stores && serializable<T>) {
            made.save = &save_as<T, T>;
            made.load = &load_as<T, T>;
        }
        using given = typename given_as<T>::type;
        if constexpr (Stores && serializable<given>) {
            made.save_given = &save_as<T, given>;
            made.load_given = &load_as<T, given>;
            made.given_type = spelled<given>();
        }
        if constexpr (Hashes && has_fingerprint<T>) made.fingerprint = &fingerprint_of<T>;
    }
    return made;
}

template <class T, bool Stores, bool Hashes>
inline constexpr storage_ops storage_ops_of = make_storage_ops<T, Stores, Hashes>();

} // namespace leat::detail
