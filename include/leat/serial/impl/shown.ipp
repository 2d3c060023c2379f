// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/shown.hpp>

namespace leat::detail {

LEAT_DECL std::string shown_text(std::string_view text) {
    std::size_t const room = max_shown - std::string_view("''...").size();
    std::size_t end = text.size();
    if (end > room) {
        end = room;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    }
    std::string line = "'" + std::string(text.substr(0, end)) + (end < text.size() ? "...'" : "'");
    for (char& c : line)
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
    return line;
}

} // namespace leat::detail
