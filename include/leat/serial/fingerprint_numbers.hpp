// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/fingerprint_own.hpp>
#include <leat/serial/hasher.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

namespace leat::detail {

template <class T>
concept scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// A `long double` of x87 has 10 bytes of value; the others are padding.
template <scalar T>
inline constexpr std::size_t bytes_of_value =
    std::is_floating_point_v<T> && std::numeric_limits<T>::digits == 64 ? 10 : sizeof(T);

/// The bits of a number, little-endian; bool is 0 or 1.
template <scalar T>
void feed_number(hasher& to, T value) noexcept {
    if constexpr (std::endian::native == std::endian::little) {
        to.bytes(&value, bytes_of_value<T>);
    } else {
        unsigned char bytes[sizeof(T)];
        std::memcpy(bytes, &value, sizeof value);
        std::reverse(bytes, bytes + sizeof bytes);
        to.bytes(bytes, sizeof bytes);
    }
}

/// A number that may be fed as one block of memory where several lie side by side.
template <class T>
concept block_scalar = scalar<T> && !own_fingerprint<T> && bytes_of_value<T> == sizeof(T);

/// Numbers of so many bytes side by side begin at a multiple of 16 bytes of what is fed.
inline constexpr std::size_t large_block = 4096;

/// Feeds `size` numbers as `feed_number` would. Cost: that of hashing their memory.
template <block_scalar T>
void feed_block(hasher& to, T const* from, std::size_t size) noexcept {
    if constexpr (std::endian::native == std::endian::little)
        to.bytes(from, size * sizeof(T));
    else
        for (; size != 0; --size) feed_number(to, *from++);
}

} // namespace leat::detail
