// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/held.hpp>
#include <leat/serial/members.hpp>

#include <concepts>
#include <type_traits>

namespace leat {
namespace detail {

struct nothing_wrong {};
template <class T>
struct cannot_be_stored {};

// A number that all formats can write, or an enum that is not wider than the int it is stored as.
template <class T>
concept plain_number =
    (std::is_enum_v<T> && sizeof(T) <= sizeof(int)) ||
    (std::is_arithmetic_v<T> && !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
     !std::same_as<T, char16_t> && !std::same_as<T, char32_t>);

template <class T, class... Seen>
consteval auto trouble_of();

template <class... Seen, class... T>
consteval auto trouble_among(type_list<T...>) {
    if constexpr (sizeof...(T) == 0)
        return nothing_wrong{};
    else
        return []<class First, class... Rest>(type_list<First, Rest...>) {
            // A type that holds itself is looked at once.
            if constexpr (!(std::same_as<First, Seen> || ...)) {
                using found = decltype(trouble_of<First, Seen...>());
                if constexpr (!std::same_as<found, nothing_wrong>)
                    return found{};
                else
                    return trouble_among<Seen...>(type_list<Rest...>{});
            } else {
                return trouble_among<Seen...>(type_list<Rest...>{});
            }
        }(type_list<T...>{});
}

// The first of `T` that `Can` is false for.
template <template <class> class Can>
consteval auto first_without(type_list<>) {
    return nothing_wrong{};
}
template <template <class> class Can, class T, class... Rest>
consteval auto first_without(type_list<T, Rest...>) {
    if constexpr (!Can<T>::value)
        return cannot_be_stored<T>{};
    else
        return first_without<Can>(type_list<Rest...>{});
}
template <class T>
struct can_be_made : std::bool_constant<std::default_initializable<T>> {};
template <class T>
struct can_be_made_to_load : std::bool_constant<constructible_to_load<T>> {};

template <class First, class... Rest>
consteval auto first_wrong() {
    if constexpr (!std::same_as<First, nothing_wrong> || sizeof...(Rest) == 0)
        return First{};
    else
        return first_wrong<Rest...>();
}

template <class T, class... Seen>
consteval auto trouble_of() {
    if constexpr (std::is_const_v<T> || std::is_volatile_v<T>) {
        return cannot_be_stored<T>{};
    } else if constexpr (plain_number<T>) {
        return nothing_wrong{};
    } else if constexpr (!std::is_class_v<T>) {
        if constexpr (self_serializing<T>) // a union
            return nothing_wrong{};
        else
            return cannot_be_stored<T>{};
    } else if constexpr (shares_untracked<T>) {
        return cannot_be_stored<T>{};
    } else if constexpr (standard_holder<T>) {
        using in = held<T>;
        return first_wrong<decltype(trouble_among<Seen..., T>(typename in::elements{})),
                           decltype(trouble_among<Seen..., T>(typename in::parts{})),
                           decltype(trouble_among<Seen..., T>(typename in::targets{})),
                           decltype(first_without<can_be_made_to_load>(typename in::elements{})),
                           decltype(first_without<can_be_made>(typename in::parts{}))>();
    } else if constexpr (self_serializing<T>) {
        return nothing_wrong{};
    } else if constexpr (member_wise<T>) {
        return trouble_among<Seen..., T>(members_of<T>{});
    } else {
        return cannot_be_stored<T>{};
    }
}

template <class T>
consteval auto trouble_at_top() {
    return first_wrong<decltype(trouble_of<T>()),
                       decltype(first_without<can_be_made_to_load>(type_list<T>{}))>();
}

template <class T>
struct culprit {};
template <class T>
struct culprit<cannot_be_stored<T>> {
    using type = T;
};

/// The innermost type in a `T` that cannot be stored, as in `std::mutex`; none when all of it can.
template <class T>
using first_unserializable = typename culprit<decltype(trouble_at_top<T>())>::type;

template <class Found>
struct storable_or_told {
    static constexpr bool value = true;
};
template <class T>
struct storable_or_told<cannot_be_stored<T>> {
    static constexpr bool value = false;
    static_assert(!std::same_as<T, T>,
                  "leat: a value cannot be stored: give the type in cannot_be_stored<...> a "
                  "serialize function of Boost.Serialization and a default constructor, or keep "
                  "it out of the value");
};

} // namespace detail

/// What can be stored and loaded with nothing more to write: numbers, enums up to the size of int,
/// strings, the containers and value types of the standard library, `std::unique_ptr`,
/// `std::shared_ptr` to classes that Boost tracks, structs adapted to Boost.Hana, plain aggregates
/// of all these, and whatever has a `serialize` of Boost.Serialization.
///
/// A `T` must be default constructible, or have Boost's `load_construct_data`. A class with its own
/// `serialize` is trusted: what is in it is not looked at. A private `serialize` in a final class
/// is not found.
template <class T>
concept serializable = std::same_as<decltype(detail::trouble_at_top<T>()), detail::nothing_wrong>;

} // namespace leat
