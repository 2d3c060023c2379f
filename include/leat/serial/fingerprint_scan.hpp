// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

namespace leat::detail {

/// A floating point number that is hashed by its bits.
template <class T>
concept binary_float = std::floating_point<T> && std::numeric_limits<T>::is_iec559 &&
                       (sizeof(T) == 4 || sizeof(T) == 8);

/// How many numbers are scanned at once.
template <binary_float T>
inline constexpr std::size_t scan_block = 8192 / sizeof(T);

// The compiler's own vectors, as GCC makes none by itself at -O1.
using unsigned_lanes [[gnu::vector_size(32)]] = std::uint32_t;
using signed_lanes [[gnu::vector_size(32)]] = std::int32_t;

// Looks at the upper 32 bits of each number, with nothing but integers, so that options such as
// -ffast-math cannot change it. As signed numbers -0.0 is the least, and doubled, which takes the
// sign away, infinity and NaN are the greatest as unsigned ones.
template <binary_float T>
[[gnu::always_inline]] inline bool scan_for_special(T const* from, bool more) noexcept {
    constexpr std::uint32_t doubled_infinity = sizeof(T) == 8 ? 0xffe00000 : 0xff000000;
    constexpr std::size_t step = 64 / sizeof(T);
    signed_lanes least = {};
    unsigned_lanes greatest = {};
    auto const look = [&](unsigned_lanes const& upper) __attribute__((always_inline)) {
        signed_lanes const number = reinterpret_cast<signed_lanes>(upper);
        unsigned_lanes const doubled = upper + upper;
        least = number < least ? number : least;
        greatest = doubled > greatest ? doubled : greatest;
    };
    for (std::size_t i = 0; i < scan_block<T>; i += step) {
        if (more) __builtin_prefetch(from + scan_block<T> + i); // comes while this is hashed
        unsigned_lanes a, b;
        std::memcpy(&a, from + i, sizeof a);
        std::memcpy(&b, from + i + step / 2, sizeof b);
        if constexpr (sizeof(T) == 8) {
            look(__builtin_shufflevector(a, b, 1, 3, 9, 11, 5, 7, 13, 15));
        } else {
            look(a);
            look(b);
        }
    }
    bool found = false;
    for (std::size_t i = 0; i < 8; ++i)
        found |=
            least[i] == std::numeric_limits<std::int32_t>::min() || greatest[i] >= doubled_infinity;
    return found;
}

#if defined(__x86_64__) && !defined(__AVX2__)
template <binary_float T>
[[gnu::target("avx2")]] bool scan_by_avx2(T const* from, bool more) noexcept {
    return scan_for_special(from, more);
}
#endif

/// Whether a NaN or a -0.0 may be among the `scan_block<T>` numbers at `from`: true for each of
/// them, and for an infinity or a negative number next to 0. `more` says that as many follow.
/// Requires little-endian. Cost: 1 cycle for 32 bytes, where the processor has AVX2.
template <binary_float T>
bool may_be_special(T const* from, bool more) noexcept {
#if defined(__x86_64__) && !defined(__AVX2__)
    if (__builtin_cpu_supports("avx2")) return scan_by_avx2(from, more);
#endif
    return scan_for_special(from, more);
}

} // namespace leat::detail
