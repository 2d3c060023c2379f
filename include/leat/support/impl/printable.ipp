// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/printable.hpp>

namespace leat::detail {

inline std::string printable_text(std::string_view text, bool one_line) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        code_point const c = first_code_point(text);
        std::string_view const bytes = text.substr(0, c.size);
        text.remove_prefix(c.size);
        if (is_printable(c)) {
            out += bytes;
        } else if (c.value == '\n' || c.value == '\t' || (one_line && c.value == '\r')) {
            out += one_line ? ' ' : bytes[0];
        } else {
            for (char const byte : bytes) {
                auto const value = static_cast<unsigned char>(byte);
                out += "\\x";
                out += "0123456789abcdef"[value >> 4];
                out += "0123456789abcdef"[value & 15];
            }
        }
    }
    return out;
}

LEAT_DECL std::string printable(std::string_view text) { return printable_text(text, false); }
LEAT_DECL std::string printable_line(std::string_view text) { return printable_text(text, true); }

LEAT_DECL bool is_utf16(std::string_view bytes) {
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return true;
    if (bytes.size() < 4) return false;
    auto const alternates = [&](std::size_t zero) {
        return bytes[zero] == 0 && bytes[zero + 2] == 0 && bytes[1 - zero] != 0 &&
               bytes[3 - zero] != 0;
    };
    return alternates(0) || alternates(1);
}

} // namespace leat::detail
