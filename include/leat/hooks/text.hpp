// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/support/printable.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// Text in UTF-8, as a terminal shows it.
namespace leat::detail {

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
