// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/text.hpp>

namespace leat::detail {

LEAT_DECL void print_shortened(std::string& out, std::string_view text, std::size_t columns) {
    bool const cut = columns_of(text) > columns;
    if (cut && columns == 0) return;
    if (cut) --columns;
    while (!text.empty()) {
        code_point const c = first_code_point(text);
        if (columns_of(c) > columns) break;
        columns -= columns_of(c);
        out += is_printable(c) ? text.substr(0, c.size) : "?";
        text.remove_prefix(c.size);
    }
    if (cut) out += "…";
}

} // namespace leat::detail
