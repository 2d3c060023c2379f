// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace leat::detail {

inline constexpr std::size_t archive_buffer_size = std::size_t{1} << 16;

/// A number for bytes that tells every change of neighbouring bytes, and any other but for one in
/// 2^64. The same on every machine. Four words are fed side by side, so that a multiplication need
/// not wait for the one before it. Cost: a multiplication for each 8 bytes.
class checksum {
public:
    /// Feeds `bytes`: a multiple of 32, unless they are the last.
    void add(std::string_view bytes) noexcept {
        for (; bytes.size() >= 32; bytes.remove_prefix(32))
            for (std::size_t lane = 0; lane < 4; ++lane)
                mix(lanes_[lane], word(bytes.data() + 8 * lane, 8));
        for (; bytes.size() >= 8; bytes.remove_prefix(8)) mix(lanes_[0], word(bytes.data(), 8));
        if (!bytes.empty())
            mix(lanes_[0], word(bytes.data(), bytes.size()) ^ (std::uint64_t{0xff} << 56));
    }

    std::uint64_t value() const noexcept {
        std::uint64_t all = lanes_[0];
        for (std::size_t lane = 1; lane < 4; ++lane) mix(all, lanes_[lane]);
        return all;
    }

private:
    static std::uint64_t word(char const* from, std::size_t size) noexcept {
        std::uint64_t result = 0;
        if constexpr (std::endian::native == std::endian::little) {
            std::memcpy(&result, from, size);
        } else {
            for (std::size_t i = 0; i < size; ++i)
                result |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
        }
        return result;
    }

    // Each step can be undone, so that two states never become one.
    static void mix(std::uint64_t& state, std::uint64_t word) noexcept {
        state = (state ^ word) * 0x9e3779b97f4a7c15u;
        state ^= state >> 29;
    }

    std::array<std::uint64_t, 4> lanes_{0x6c62272e07bb0142u, 0x9ae16a3b2f90404fu,
                                        0xc949d7c7509e6557u, 0xff51afd7ed558ccdu};
};

/// Sixteen hexadecimal digits.
inline std::string hex(std::uint64_t value) {
    std::string digits(16, '0');
    for (std::size_t i = 0; i < 16; ++i)
        digits[i] = "0123456789abcdef"[(value >> (60 - 4 * i)) & 15u];
    return digits;
}

/// Passes bytes on and keeps their count and checksum. Never fails itself: after `to` has failed,
/// the rest is dropped, as archives throw from their destructors when they cannot write.
class checked_output : public std::streambuf {
public:
    checked_output(std::ostream& to, bool find_control) : to_(to), find_control_(find_control) {
        setp(buffer_.data(), buffer_.data() + buffer_.size());
    }

    std::uint64_t count() const noexcept {
        return passed_ + static_cast<std::uint64_t>(pptr() - pbase());
    }
    /// Whether there was a control character that XML has no way to write.
    bool control_seen() const noexcept { return control_seen_; }
    unsigned char control() const noexcept { return control_; }
    void add(std::string_view text) {
        sputn(text.data(), static_cast<std::streamsize>(text.size()));
    }
    /// The checksum of everything. Nothing but `append` may follow.
    std::uint64_t finish() {
        pass();
        return sum_.value();
    }
    void append(std::string_view text) {
        to_.write(text.data(), static_cast<std::streamsize>(text.size()));
    }

private:
    // Only full buffers but for the last, which `checksum` needs: `sync` does nothing.
    int_type overflow(int_type c) override {
        pass();
        if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
        return traits_type::not_eof(c);
    }

    void pass() {
        pass(std::string_view(pbase(), static_cast<std::size_t>(pptr() - pbase())));
        setp(buffer_.data(), buffer_.data() + buffer_.size());
    }
    void pass(std::string_view bytes) {
        if (find_control_ && !control_seen_) look_for_control(bytes);
        sum_.add(bytes);
        passed_ += bytes.size();
        if (to_) to_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }

    // What is longer than the buffer is not copied into it.
    std::streamsize xsputn(char const* from, std::streamsize size) override {
        std::string_view rest(from, static_cast<std::size_t>(size));
        // No more than there is in the buffer: GCC 12 does not see that, and warns of the copy.
        std::size_t const room =
            std::min(static_cast<std::size_t>(epptr() - pptr()), buffer_.size());
        if (rest.size() >= room + buffer_.size()) {
            std::memcpy(pptr(), rest.data(), room);
            pbump(static_cast<int>(room));
            pass();
            std::size_t const whole = (rest.size() - room) / buffer_.size() * buffer_.size();
            pass(rest.substr(room, whole));
            rest.remove_prefix(room + whole);
        }
        std::streambuf::xsputn(rest.data(), static_cast<std::streamsize>(rest.size()));
        return size;
    }

    void look_for_control(std::string_view bytes) noexcept {
        auto const found = std::find_if(bytes.begin(), bytes.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
        });
        control_seen_ = found != bytes.end();
        if (control_seen_) control_ = static_cast<unsigned char>(*found);
    }

    std::ostream& to_;
    checksum sum_;
    std::uint64_t passed_ = 0;
    bool find_control_;
    bool control_seen_ = false;
    unsigned char control_ = 0;
    std::array<char, archive_buffer_size> buffer_;
};

/// Reads from bytes that are there already.
class memory_input : public std::streambuf {
public:
    explicit memory_input(std::string_view bytes) {
        char* const first = const_cast<char*>(bytes.data()); // read only, but setg asks for it
        setg(first, first, first + bytes.size());
    }
};

} // namespace leat::detail
