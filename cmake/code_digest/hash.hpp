// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace code_digest {

using digest_bytes = std::array<unsigned char, 16>;

/// FNV-1a with 128 bits, as leat's keys have it.
class hash {
public:
    hash& bytes(std::string_view all) {
        for (char c : all) byte(static_cast<unsigned char>(c));
        return *this;
    }
    hash& zeros(std::uint64_t count) {
        for (; count > 0; --count) byte(0);
        return *this;
    }
    hash& number(std::uint64_t value) {
        for (int i = 0; i < 8; ++i) byte(static_cast<unsigned char>(value >> (8 * i)));
        return *this;
    }
    hash& text(std::string_view value) { return number(value.size()).bytes(value); }
    hash& add(digest_bytes const& one) {
        for (unsigned char c : one) byte(c);
        return *this;
    }
    digest_bytes finish() const {
        digest_bytes all{};
        for (std::size_t i = 0; i < 16; ++i)
            all[i] = static_cast<unsigned char>(state_ >> (8 * (15 - i)));
        return all;
    }

private:
    __extension__ using word = unsigned __int128;
    void byte(unsigned char value) { state_ = (state_ ^ value) * prime; }
    static constexpr word prime = (word{1} << 88) + 0x13b;
    word state_ = (word{0x6c62272e07bb0142} << 64) + 0x62b821756295c58d;
};

} // namespace code_digest
