// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/declaration.hpp>
#include <leat/support/narrowing.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace leat {
namespace detail {

/// A list that a constant may have, of which a run makes a `std::vector`.
template <class T, class Held, std::size_t Size>
struct list_default {
    std::array<Held, Size> values;
    operator std::vector<T>() const { return std::vector<T>(values.begin(), values.end()); }
};

// Deliberately not constexpr: calling it in a declaration stops the compiler with its name.
inline void leat_the_default_of_a_param_does_not_fit_into_its_type() {}

} // namespace detail

/// The declaration of a value with a default. Made by `leat::param`. `Default` is what the pipeline
/// holds, a type that a constant may have; a run makes a `T` of it where the two differ.
template <class T, class Default = T>
struct param_declaration : detail::declaration<1, 0> {
    using is_declaration = void;
    using value_type = T;
    static constexpr detail::element_counts counts{1, 1, 0, 0, 0};

    Default fallback;
};

/// Declares a value with a default, which a run may bind: `param("ridge", 0.1)`.
/// A string literal as the default makes a `std::string`.
template <class T>
consteval auto param(name n, T fallback) {
    if constexpr (std::is_convertible_v<T, std::string_view>)
        return param_declaration<std::string, std::string_view>{{detail::kind::param, {n}, {}, {}},
                                                                std::string_view(fallback)};
    else
        return param_declaration<T>{{detail::kind::param, {n}, {}, {}}, fallback};
}

/// A list as the default makes a `std::vector`, of `std::string` where its elements are string
/// literals: `param("windows", {20, 60, 250})`.
template <class T, std::size_t Size>
    requires(!std::is_same_v<T, char>)
consteval auto param(name n, T const (&list)[Size]) {
    constexpr bool is_text = std::is_convertible_v<T, std::string_view>;
    using element_type = std::conditional_t<is_text, std::string, T>;
    using held_type = std::conditional_t<is_text, std::string_view, T>;
    detail::list_default<element_type, held_type, Size> fallback{};
    for (std::size_t i = 0; i < Size; ++i) fallback.values[i] = held_type(list[i]);
    return param_declaration<std::vector<element_type>, decltype(fallback)>{
        {detail::kind::param, {n}, {}, {}}, fallback};
}

/// The same with the value's type named: `param<std::chrono::seconds>("wait", 5)`; a run constructs
/// it from the default.
/// Requires: `T` is constructible from `Default`, and as a number has that value.
template <class T, class Default>
    requires(!std::is_same_v<T, Default>)
consteval auto param(name n, Default fallback) {
    static_assert(
        std::is_constructible_v<T, Default const&>,
        "leat: a param's value cannot be made from its default. Give a default from which "
        "the type can be constructed.");
    static_assert(!detail::loses<T, Default> || detail::is_told_by_value<T, Default>,
                  "leat: a param's default would lose a part of itself as a value of the param's "
                  "type, as a fraction does in an integer. Give a default of that type.");
    if constexpr (detail::is_told_by_value<T, Default>)
        if (!detail::fits<T>(fallback))
            detail::leat_the_default_of_a_param_does_not_fit_into_its_type();
    return param_declaration<T, Default>{{detail::kind::param, {n}, {}, {}}, fallback};
}

} // namespace leat
