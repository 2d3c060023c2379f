// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/json.hpp>
#include <leat/hooks/text.hpp>

namespace leat::detail {

LEAT_DECL void print_json(std::string& out, std::string_view text) {
    constexpr char const* digits = "0123456789abcdef";
    out += '"';
    while (!text.empty()) {
        code_point const c = first_code_point(text);
        if (!c.valid) {
            out += "\xEF\xBF\xBD";
        } else if (c.value == '"' || c.value == '\\') {
            out += '\\';
            out += text[0];
        } else if (c.value < 0x20 || c.value == 0x7F ||
                   (c.value == '<' && text.size() > 1 && (text[1] == '/' || text[1] == '!'))) {
            out += "\\u00";
            out += digits[c.value / 16];
            out += digits[c.value % 16];
        } else {
            out += text.substr(0, c.size);
        }
        text.remove_prefix(c.size);
    }
    out += '"';
}

LEAT_DECL void print_json_member(std::string& out, std::string_view key, std::string_view value) {
    out.append(",\"").append(key).append("\":");
    print_json(out, value);
}

} // namespace leat::detail
