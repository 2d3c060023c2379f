// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <type_traits>
#include <utility>

namespace leat::detail {

/// Whether a value of that type can be copied. The standard trait takes a container's word for it,
/// whatever it contains.
template <class T>
inline constexpr bool is_copied = std::is_copy_constructible_v<T>;
template <class T>
    requires requires(T const& t) {
        typename T::value_type;
        t.begin();
    } && (!std::is_same_v<typename T::value_type, T>)
inline constexpr bool is_copied<T> =
    std::is_copy_constructible_v<T> && is_copied<std::remove_const_t<typename T::value_type>>;
template <class First, class Second>
inline constexpr bool is_copied<std::pair<First, Second>> =
    is_copied<std::remove_const_t<First>> && is_copied<std::remove_const_t<Second>>;

} // namespace leat::detail
