// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/text.hpp>
#include <leat/view/xml_text.hpp>

namespace leat::detail {

LEAT_DECL void print_xml_text(std::string& out, std::string_view text) {
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
