// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <boost/serialization/access.hpp>
#include <boost/serialization/serialization.hpp>

#include <boost/mpl/bool.hpp>

#include <concepts>
#include <type_traits>

// Whether a class brings its own Boost.Serialization: as a member, or as a free function in its own
// namespace or in boost::serialization.

namespace leat::detail::probing {

/// Stands for an archive where it is only asked which functions would be called.
struct archive {
    using is_loading = boost::mpl::bool_<true>;
    using is_saving = boost::mpl::bool_<true>;
    template <class T>
    archive& operator&(T&&);
    template <class T>
    archive& operator<<(T&&);
    template <class T>
    archive& operator>>(T&&);
};

// Boost's catch-all takes any class and then needs the member. These match exactly as well as that
// one does, so that a call is ambiguous unless somebody wrote a better match.
template <class Archive, class T>
void serialize(Archive&, T&, unsigned int const);
template <class Archive, class T>
void load_construct_data(Archive&, T*, unsigned int const);

template <class T>
concept own_free =
    requires(archive& ar, T& value, boost::serialization::version_type const version) {
        serialize(ar, value, version);
    };

template <class T>
concept own_construction =
    requires(archive& ar, T* value, boost::serialization::version_type const version) {
        load_construct_data(ar, value, version);
    };

template <class T>
concept public_member = requires(archive& ar, T& value) { value.serialize(ar, 0u); };

// The name in two bases is ambiguous, whoever may use it: this finds private members too.
struct named {
    void serialize();
};
template <class T>
struct both : T, named {};

template <class T>
consteval bool has_name() {
    if constexpr (std::is_class_v<T> && !std::is_final_v<T>)
        return !requires { &both<T>::serialize; };
    else
        return false;
}

// A public member that is no template, as in `std::string serialize() const`, is something else.
template <class T>
concept other_member = requires { &T::serialize; };

template <class T>
concept own_member =
    std::is_class_v<T> && (public_member<T> || (has_name<T>() && !other_member<T>));

} // namespace leat::detail::probing

namespace leat::detail {

/// A class that somebody wrote `serialize` for. A member that is private must belong to a class
/// that is not final.
template <class T>
concept self_serializing =
    (std::is_class_v<T> || std::is_union_v<T>)&&(probing::own_free<T> || probing::own_member<T>);

/// Can be made before it is loaded.
template <class T>
concept constructible_to_load = std::default_initializable<T> || probing::own_construction<T>;

} // namespace leat::detail
