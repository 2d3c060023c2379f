// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/checked_output.hpp>

#include <algorithm>
#include <bit>
#include <cstring>

namespace leat::detail {

LEAT_DECL void checksum::add(std::string_view bytes) noexcept {
    for (; bytes.size() >= 32; bytes.remove_prefix(32))
        for (std::size_t lane = 0; lane < 4; ++lane)
            mix(lanes_[lane], word(bytes.data() + 8 * lane, 8));
    for (; bytes.size() >= 8; bytes.remove_prefix(8)) mix(lanes_[0], word(bytes.data(), 8));
    if (!bytes.empty())
        mix(lanes_[0], word(bytes.data(), bytes.size()) ^ (std::uint64_t{0xff} << 56));
}

LEAT_DECL std::uint64_t checksum::value() const noexcept {
    std::uint64_t all = lanes_[0];
    for (std::size_t lane = 1; lane < 4; ++lane) mix(all, lanes_[lane]);
    return all;
}

LEAT_DECL std::uint64_t checksum::word(char const* from, std::size_t size) noexcept {
    std::uint64_t result = 0;
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&result, from, size);
    } else {
        for (std::size_t i = 0; i < size; ++i)
            result |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
    }
    return result;
}

LEAT_DECL void checksum::mix(std::uint64_t& state, std::uint64_t word) noexcept {
    state = (state ^ word) * 0x9e3779b97f4a7c15u;
    state ^= state >> 29;
}

LEAT_DECL std::string hex(std::uint64_t value) {
    std::string digits(16, '0');
    for (std::size_t i = 0; i < 16; ++i)
        digits[i] = "0123456789abcdef"[(value >> (60 - 4 * i)) & 15u];
    return digits;
}

LEAT_DECL checked_output::checked_output(std::ostream& to, bool find_control)
    : to_(to), find_control_(find_control) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
}

LEAT_DECL void checked_output::add(std::string_view text) {
    sputn(text.data(), static_cast<std::streamsize>(text.size()));
}

LEAT_DECL std::uint64_t checked_output::finish() {
    pass();
    return sum_.value();
}

LEAT_DECL void checked_output::append(std::string_view text) {
    to_.write(text.data(), static_cast<std::streamsize>(text.size()));
}

LEAT_DECL checked_output::int_type checked_output::overflow(int_type c) {
    pass();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
}

LEAT_DECL void checked_output::pass() {
    pass(std::string_view(pbase(), static_cast<std::size_t>(pptr() - pbase())));
    setp(buffer_.data(), buffer_.data() + buffer_.size());
}

LEAT_DECL void checked_output::pass(std::string_view bytes) {
    if (find_control_ && !control_seen_) look_for_control(bytes);
    sum_.add(bytes);
    passed_ += bytes.size();
    if (to_) to_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

LEAT_DECL std::streamsize checked_output::xsputn(char const* from, std::streamsize size) {
    std::string_view rest(from, static_cast<std::size_t>(size));
    // No more than there is in the buffer: GCC 12 does not see that, and warns of the copy.
    std::size_t const room = std::min(static_cast<std::size_t>(epptr() - pptr()), buffer_.size());
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

LEAT_DECL void checked_output::look_for_control(std::string_view bytes) noexcept {
    auto const found = std::find_if(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    });
    control_seen_ = found != bytes.end();
    if (control_seen_) control_ = static_cast<unsigned char>(*found);
}

LEAT_DECL memory_input::memory_input(std::string_view bytes) {
    char* const first = const_cast<char*>(bytes.data()); // read only, but setg asks for it
    setg(first, first, first + bytes.size());
}

} // namespace leat::detail
