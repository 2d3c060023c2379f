// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// Text in UTF-8, as a terminal shows it.
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

/// The columns of a terminal that a code point takes, at most: a bar must not wrap.
constexpr std::size_t columns_of(code_point c) {
    return c.value < 0x1100 || (c.value >= 0x2000 && c.value < 0x2300) || !is_printable(c) ? 1 : 2;
}

/// Those that a text takes, at most. O(bytes).
constexpr std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        code_point const c = first_code_point(text);
        columns += columns_of(c);
        text.remove_prefix(c.size);
    }
    return columns;
}

/// Appends a text in at most this many columns, cut short with an ellipsis; what a terminal could
/// take for a command becomes a question mark.
LEAT_DECL void print_shortened(std::string& out, std::string_view text, std::size_t columns);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/text.ipp>
#endif
