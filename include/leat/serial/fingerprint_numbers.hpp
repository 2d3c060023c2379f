// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/fingerprint_own.hpp>
#include <leat/serial/fingerprint_scan.hpp>
#include <leat/serial/hasher.hpp>

#include <algorithm>
#include <bit>
#include <climits>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

namespace leat::detail {

template <class T>
concept scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// Its bits, with one zero and one NaN. By integers, so that options such as -ffast-math cannot
/// change it.
template <binary_float T>
constexpr auto normal_bits(T value) noexcept {
    using bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
    constexpr bits sign = bits{1} << (sizeof(T) * CHAR_BIT - 1);
    constexpr bits infinity = std::bit_cast<bits>(std::numeric_limits<T>::infinity());
    bits const own = std::bit_cast<bits>(value);
    bits const size = own & static_cast<bits>(~sign);
    if (size > infinity) return static_cast<bits>(infinity | (infinity >> 1)); // quiet, no payload
    return size == 0 ? size : own;
}

/// Bytes of an integer, little-endian; bool is 0 or 1.
template <class T>
void feed_integer(hasher& to, T value) noexcept {
    if constexpr (std::endian::native == std::endian::little) {
        to.bytes(&value, sizeof value);
    } else {
        unsigned char bytes[sizeof(T)];
        std::memcpy(bytes, &value, sizeof value);
        std::reverse(bytes, bytes + sizeof bytes);
        to.bytes(bytes, sizeof bytes);
    }
}

/// A number by its value alone: kind, exponent and 128 bits of the significand.
template <std::floating_point T>
void feed_wide_float(hasher& to, T value) noexcept {
    int const kind = std::fpclassify(value);
    std::uint64_t const negative = std::signbit(value) ? 1 : 0;
    if (kind == FP_NAN || kind == FP_ZERO || kind == FP_INFINITE) {
        to.number(kind == FP_NAN ? 4 : kind == FP_ZERO ? 0 : 2 + negative);
        to.number(0).number(0).number(0);
        return;
    }
    static_assert(std::numeric_limits<T>::digits <= 128);
    int exponent = 0;
    T const high = std::ldexp(std::frexp(std::abs(value), &exponent), 64);
    auto const upper = static_cast<std::uint64_t>(high);
    auto const lower = static_cast<std::uint64_t>(std::ldexp(high - static_cast<T>(upper), 64));
    to.number(5 + negative).number(static_cast<std::uint64_t>(exponent));
    to.number(upper).number(lower);
}

template <scalar T>
void feed_number(hasher& to, T value) noexcept {
    if constexpr (binary_float<T>)
        feed_integer(to, normal_bits(value));
    else if constexpr (std::is_floating_point_v<T>)
        feed_wide_float(to, value);
    else
        feed_integer(to, value);
}

/// What may be fed as one block of memory where it lies side by side.
template <class T>
concept block_scalar =
    scalar<T> && !own_fingerprint<T> && (binary_float<T> || !std::is_floating_point_v<T>);

/// Feeds `size` numbers as `feed_number` would. Cost: that of hashing their memory; those of
/// floating point are looked at first and copied, 8 KiB at a time, where one must be normalized.
template <block_scalar T>
void feed_block(hasher& to, T const* from, std::size_t size) noexcept {
    if constexpr (std::endian::native != std::endian::little) {
        for (; size != 0; --size) feed_number(to, *from++);
    } else if constexpr (!binary_float<T>) {
        to.bytes(from, size * sizeof(T));
    } else {
        constexpr std::size_t block = scan_block<T>;
        for (; size >= block; from += block, size -= block) {
            if (may_be_special(from, size >= 2 * block)) {
                decltype(normal_bits(T{})) normal[block];
                for (std::size_t i = 0; i < block; ++i) normal[i] = normal_bits(from[i]);
                to.bytes(normal, sizeof normal);
            } else {
                to.bytes(from, block * sizeof(T));
            }
        }
        for (; size != 0; --size) feed_number(to, *from++);
    }
}

} // namespace leat::detail
