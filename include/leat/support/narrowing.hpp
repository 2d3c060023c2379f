// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <limits>
#include <string_view>
#include <type_traits>

// What is lost where a number becomes one of another type: what braces would call narrowing, an
// integer that becomes a floating-point number excepted.

namespace leat::detail {

template <class T>
inline constexpr bool is_unsigned_number = T(-1) > T(0);

/// Whether an integer type has all values of another one.
template <class To, class From>
consteval bool holds_all() {
    if constexpr (std::is_same_v<From, bool>)
        return true;
    else if constexpr (std::is_same_v<To, bool>)
        return false;
    else if constexpr (is_unsigned_number<To> == is_unsigned_number<From>)
        return sizeof(To) >= sizeof(From);
    else
        return is_unsigned_number<From> && sizeof(To) > sizeof(From);
}

/// The same for an enumeration. One without a type that it names has small values, whatever type
/// the compiler chose.
template <class To, class From>
consteval bool holds_all_of_enum() {
    if constexpr (std::is_same_v<To, bool>)
        return false;
    else if constexpr (requires { From{0}; })
        return holds_all<To, std::underlying_type_t<From>>();
    else
        return sizeof(To) >= sizeof(From);
}

/// Whether a value of type `From` may lose a part of itself as it becomes a `To`, by a conversion
/// that nobody has written: a fraction, high digits, the sign, or, for a bool, nearly all.
/// Requires: neither is a reference, nor const. Conversions from one class to another are not
/// looked at.
template <class To, class From>
consteval bool narrows() {
    if constexpr (std::is_same_v<To, From> || !std::is_arithmetic_v<To>)
        return false;
    else if constexpr (std::is_floating_point_v<To>)
        return std::is_floating_point_v<From> && sizeof(From) > sizeof(To);
    else if constexpr (std::is_integral_v<From>)
        return !holds_all<To, From>();
    else if constexpr (std::is_floating_point_v<From>)
        return true;
    else if constexpr (std::is_enum_v<From>)
        return !holds_all_of_enum<To, From>();
    else if constexpr (std::is_class_v<From>) // by its own conversion to another number
        return std::is_convertible_v<From const&, To> && !requires(From const& from) { To{from}; };
    else // a pointer to a bool
        return std::is_same_v<To, bool>;
}

/// The same with references and const left aside.
template <class Parameter, class Given>
inline constexpr bool loses = narrows<std::remove_cvref_t<Parameter>, std::remove_cvref_t<Given>>();

/// Whether a value can be any at all of `To`, so that only the value tells whether something is
/// lost: an integer, or a floating-point number for a smaller type.
template <class To, class From>
inline constexpr bool is_told_by_value =
    std::is_arithmetic_v<To> &&
    ((std::is_integral_v<To> && (std::is_integral_v<From> || std::is_enum_v<From>)) ||
     (std::is_floating_point_v<To> && std::is_floating_point_v<From>));

template <class T>
constexpr bool is_negative(T value) {
    if constexpr (is_unsigned_number<T>)
        return false;
    else
        return value < T(0);
}

/// Whether a number is one of `To`: an integer as it is, a floating-point number rounded.
/// Requires: `is_told_by_value<To, From>`.
template <class To, class From>
constexpr bool fits(From from) {
    if constexpr (std::is_enum_v<From>) {
        return fits<To>(static_cast<std::underlying_type_t<From>>(from));
    } else if constexpr (!narrows<To, From>()) {
        return true;
    } else if constexpr (std::is_floating_point_v<To>) {
        constexpr From most = std::numeric_limits<To>::max();
        constexpr From last = std::numeric_limits<From>::max();
        return !(from > most && from <= last) && !(from < -most && from >= -last);
    } else {
        To const made = static_cast<To>(from);
        return static_cast<From>(made) == from && is_negative(made) == is_negative(from);
    }
}

/// Throws: `error`, which says that the number does not fit into the type of the value that it is
/// bound to, and which do. Exact for integers of 64 bits.
[[noreturn]] LEAT_DECL void refuse_number(std::string_view pipeline, std::string_view name,
                                          long double number, long double least, long double most,
                                          bool whole);

/// The value, which has to be one of `To` where a run binds it to a value of that type.
/// Throws: `error`, when it is not.
template <class To, class From>
constexpr From&& fitting(From&& value, [[maybe_unused]] std::string_view pipeline,
                         [[maybe_unused]] std::string_view name) {
    using given = std::remove_cvref_t<From>;
    if constexpr (is_told_by_value<To, given> && narrows<To, given>()) {
        if (!fits<To>(value)) {
            using limits = std::numeric_limits<To>;
            refuse_number(pipeline, name, static_cast<long double>(value),
                          static_cast<long double>(limits::lowest()),
                          static_cast<long double>(limits::max()), std::is_integral_v<To>);
        }
    }
    return static_cast<From&&>(value);
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/narrowing.ipp>
#endif
