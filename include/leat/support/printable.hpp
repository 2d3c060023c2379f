// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// Text in UTF-8 that comes from outside, on its way to people.
namespace leat::detail {

/// A character of a text in UTF-8.
struct code_point {
    char32_t value;
    std::size_t size; ///< in bytes; 1 where the text is not UTF-8
    bool valid;
};

/// The first code point of a text that is not empty. Overlong forms and surrogates are not valid.
constexpr code_point first_code_point(std::string_view text) {
    auto const byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
    };
    char32_t value = byte(0);
    if (value < 0x80) return {value, 1, true};
    std::size_t const size = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
    if (value < 0xC2 || value > 0xF4 || text.size() < size) return {0xFFFD, 1, false};
    value &= 0x7Fu >> size;
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {0xFFFD, 1, false};
        value = value << 6 | (byte(i) & 0x3F);
    }
    char32_t const least = size == 4 ? 0x10000 : size == 3 ? 0x800 : 0x80;
    if (value < least || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return {0xFFFD, 1, false};
    return {value, size, true};
}

/// Whether a terminal shows it, rather than obeys it.
constexpr bool is_printable(code_point c) {
    return c.valid && c.value >= 0x20 && (c.value < 0x7F || c.value >= 0xA0);
}

/// The text with `\x1b` for each byte that a terminal could take for a command, for a NUL, and for
/// what is not UTF-8. Line breaks and tabs stay.
LEAT_DECL std::string printable(std::string_view text);

/// The same as one line: with a blank for each line break and tab.
LEAT_DECL std::string printable_line(std::string_view text);

/// Whether the content of a file is text in UTF-16: it begins with the mark of that, or every
/// second of its first bytes is 0.
LEAT_DECL bool is_utf16(std::string_view bytes);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/printable.ipp>
#endif
