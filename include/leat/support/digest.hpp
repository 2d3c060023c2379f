// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace leat {

/// A 128-bit digest: a value to compare, order and print, the same on every machine.
struct digest {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    friend constexpr auto operator<=>(digest const&, digest const&) = default;

    /// 32 hexadecimal digits, the most significant first.
    constexpr std::string to_string() const {
        std::string digits(32, '0');
        for (int i = 0; i < 32; ++i) {
            std::uint64_t const word = i < 16 ? high : low;
            digits[static_cast<std::size_t>(i)] =
                "0123456789abcdef"[(word >> (60 - 4 * (i % 16))) & 15u];
        }
        return digits;
    }

    /// Prints `to_string()`.
    template <class Char, class Traits>
    friend std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out,
                                                        digest const& d) {
        return out << d.to_string().c_str();
    }
};

/// Builds a `digest` from bytes, numbers and texts, at compile time or at run time.
///
/// FNV-1a with 128 bits (Fowler, Noll, Vo): ten lines in any language, so that another program can
/// check a key. Not meant against an adversary. Cost: one 128-bit multiplication a byte.
///
/// What is fed is self-delimiting: a number is 8 bytes, little-endian; a text is its length as a
/// number, then its bytes. So no two different sequences feed the same bytes.
class digest_builder {
public:
    constexpr digest_builder& byte(unsigned char value) noexcept {
        low_ ^= value;
        multiply();
        return *this;
    }

    constexpr digest_builder& number(std::uint64_t value) noexcept {
        for (int i = 0; i < 8; ++i) byte(static_cast<unsigned char>(value >> (8 * i)));
        return *this;
    }

    constexpr digest_builder& text(std::string_view value) noexcept {
        number(value.size());
        for (char c : value) byte(static_cast<unsigned char>(c));
        return *this;
    }

    constexpr digest_builder& add(digest const& value) noexcept {
        return number(value.high).number(value.low);
    }

    constexpr digest finish() const noexcept { return {high_, low_}; }

private:
    // The prime is 2^88 + 0x13b: the product with its low part needs the upper half of a 64 x 64
    // bit multiplication, done in halves as there is no standard 128-bit integer.
    constexpr void multiply() noexcept {
        std::uint64_t const shifted = low_ << 24; // 2^88 adds low << 24 to the high word
        std::uint64_t const first = (low_ & 0xffffffffu) * 0x13b;
        std::uint64_t const second = (low_ >> 32) * 0x13b + (first >> 32);
        high_ = high_ * 0x13b + shifted + (second >> 32);
        low_ = (second << 32) | (first & 0xffffffffu);
    }

    std::uint64_t high_ = 0x6c62272e07bb0142ull;
    std::uint64_t low_ = 0x62b821756295c58dull;
};

} // namespace leat
