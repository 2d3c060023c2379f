// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <charconv>
#include <type_traits>

namespace leat::detail {

/// What std::from_chars does, by `strtod` and its like in the "C" locale.
LEAT_DECL std::from_chars_result read_real(char const* begin, char const* end, float& value);
LEAT_DECL std::from_chars_result read_real(char const* begin, char const* end, double& value);
LEAT_DECL std::from_chars_result read_real(char const* begin, char const* end, long double& value);

#ifdef _LIBCPP_VERSION
inline constexpr bool reads_real_chars = false; // libc++ 19 reads no floating point number
#else
inline constexpr bool reads_real_chars = true;
#endif

/// std::from_chars of a number in base 10, whatever the standard library.
template <class T>
std::from_chars_result read_chars(char const* begin, char const* end, T& value) {
    if constexpr (std::is_floating_point_v<T> && !reads_real_chars)
        return detail::read_real(begin, end, value);
    else
        return std::from_chars(begin, end, value);
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/read_chars.ipp>
#endif
