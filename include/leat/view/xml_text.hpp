// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/text.hpp>

#include <string>
#include <string_view>

namespace leat::detail {

/// Appends text for XML and HTML, between tags or in quotes. What is not UTF-8 becomes U+FFFD.
/// O(bytes).
inline void print_xml_text(std::string& out, std::string_view text) {
    while (!text.empty()) {
        code_point const c = first_code_point(text);
        if (!c.valid || c.value == 0)
            out += "\xEF\xBF\xBD";
        else if (c.value == '&')
            out += "&amp;";
        else if (c.value == '<')
            out += "&lt;";
        else if (c.value == '>')
            out += "&gt;";
        else if (c.value == '"')
            out += "&quot;";
        else if (c.value == '\'')
            out += "&#39;";
        else
            out += text.substr(0, c.size);
        text.remove_prefix(c.size);
    }
}

} // namespace leat::detail
