// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
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
    LEAT_DECL void add(std::string_view bytes) noexcept;

    LEAT_DECL std::uint64_t value() const noexcept;

private:
    LEAT_DECL static std::uint64_t word(char const* from, std::size_t size) noexcept;

    // Each step can be undone, so that two states never become one.
    LEAT_DECL static void mix(std::uint64_t& state, std::uint64_t word) noexcept;

    std::array<std::uint64_t, 4> lanes_{0x6c62272e07bb0142u, 0x9ae16a3b2f90404fu,
                                        0xc949d7c7509e6557u, 0xff51afd7ed558ccdu};
};

/// Sixteen hexadecimal digits.
LEAT_DECL std::string hex(std::uint64_t value);

/// Passes bytes on and keeps their count and checksum. Never fails itself: after `to` has failed,
/// the rest is dropped, as archives throw from their destructors when they cannot write.
class checked_output : public std::streambuf {
public:
    LEAT_DECL checked_output(std::ostream& to, bool find_control);

    std::uint64_t count() const noexcept {
        return passed_ + static_cast<std::uint64_t>(pptr() - pbase());
    }
    /// Whether there was a control character that XML has no way to write.
    bool control_seen() const noexcept { return control_seen_; }
    unsigned char control() const noexcept { return control_; }
    LEAT_DECL void add(std::string_view text);
    /// The checksum of everything. Nothing but `append` may follow.
    LEAT_DECL std::uint64_t finish();
    LEAT_DECL void append(std::string_view text);

private:
    // Only full buffers but for the last, which `checksum` needs: `sync` does nothing.
    LEAT_DECL int_type overflow(int_type c) override;

    LEAT_DECL void pass();
    LEAT_DECL void pass(std::string_view bytes);

    // What is longer than the buffer is not copied into it.
    LEAT_DECL std::streamsize xsputn(char const* from, std::streamsize size) override;

    LEAT_DECL void look_for_control(std::string_view bytes) noexcept;

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
    LEAT_DECL explicit memory_input(std::string_view bytes);
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/checked_output.ipp>
#endif
