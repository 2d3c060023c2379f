// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/shown.hpp>
#include <leat/support/printable.hpp>

namespace leat::detail {

LEAT_DECL std::string shown_text(std::string_view text, std::size_t room) {
    room -= std::string_view("''...").size();
    std::string line = printable_line(text.substr(0, room + 8)); // and no part of a character
    bool const cut = line.size() > room;
    if (cut) {
        std::size_t end = room;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) --end;
        line.resize(end);
    }
    return "'" + line + (cut ? "...'" : "'");
}

LEAT_DECL std::string shown_words(std::string_view text, std::size_t room) {
    if (text.size() <= room) return std::string(text);
    std::size_t end = room - std::string_view("...").size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return std::string(text.substr(0, end)) + "...";
}

} // namespace leat::detail
