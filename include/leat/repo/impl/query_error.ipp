// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query_error.hpp>
#include <leat/support/table_cell.hpp>

#include <algorithm>

namespace leat {

LEAT_DECL query_error::query_error(std::string const& what, found const& where)
    : error("query, line " + std::to_string(where.line) + ", column " +
            std::to_string(where.column) + ": " + what + where.shown),
      line_(where.line), column_(where.column) {}

LEAT_DECL query_error::found query_error::place(std::string_view text, std::size_t at) {
    std::string_view before = text.substr(0, at);
    found where;
    where.line += static_cast<std::size_t>(std::ranges::count(before, '\n'));
    before.remove_prefix(before.find_last_of('\n') + 1); // + 1 is 0 when there is none
    std::string_view after = text.substr(at, text.find('\n', at) - at);
    // Of a long line, what is near.
    bool const cut = before.size() > 60;
    std::string line = cut ? "\n  ..." : "\n  ", caret(line.size() - 1, ' ');
    while (!before.empty()) {
        bool const far = cut && before.size() > 50;
        std::string_view const c = detail::take_shown(before);
        ++where.column;
        if (!far) line += c, caret += ' ';
    }
    for (int i = 0; i < 30 && !after.empty(); ++i) line += detail::take_shown(after);
    where.shown = line + (after.empty() ? "" : "...") + '\n' + caret + '^';
    return where;
}

} // namespace leat
