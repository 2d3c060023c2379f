// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/terminal_text.hpp>
#include <leat/hooks/terminal.hpp>
#include <leat/hooks/text.hpp>
#include <leat/info/info.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

LEAT_DECL text_style style_for(int descriptor, colour_choice choice) {
    char const* const no_colour = std::getenv("NO_COLOR");
    bool const terminal = is_terminal(descriptor);
    text_style style;
    style.colours =
        choice == colour_choice::always || (choice == colour_choice::automatic && terminal &&
                                            (no_colour == nullptr || *no_colour == '\0'));
    if (terminal) style.columns = terminal_columns(descriptor);
    return style;
}

LEAT_DECL tint tint_of(node_status status) {
    switch (status) {
    case node_status::ran:
        return tint::good;
    case node_status::failed:
        return tint::bad;
    case node_status::pending:
    case node_status::skipped:
        return tint::quiet;
    default:
        return tint::busy;
    }
}

LEAT_DECL tint tint_of(run_status status) {
    switch (status) {
    case run_status::completed:
        return tint::good;
    case run_status::running:
        return tint::busy;
    default:
        return tint::bad;
    }
}

LEAT_DECL void add_tinted(std::string& out, std::string_view text, tint colour, text_style style) {
    constexpr char const* codes[] = {"", "32", "2", "31", "36", "1"};
    if (!style.colours || colour == tint::none) {
        out += text;
        return;
    }
    out.append("\x1b[").append(codes[static_cast<std::size_t>(colour)]).append("m");
    out.append(text).append("\x1b[0m");
}

LEAT_DECL std::string text_table::text(text_style style) const {
    std::vector<std::size_t> widths(headings_.size());
    for (auto const& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columns_of(row[i].text));
    for (std::size_t i = 0; i < widths.size(); ++i)
        if (widths[i] > 0) widths[i] = std::max(widths[i], columns_of(headings_[i]));
    if (style.columns != std::string::npos) fit(widths, style.columns);
    std::string out;
    std::vector<text_cell> top;
    for (std::string const& heading : headings_) top.emplace_back(heading, tint::strong);
    add_row(out, top, widths, style);
    for (auto const& row : rows_) add_row(out, row, widths, style);
    return out;
}

LEAT_DECL void text_table::fit(std::vector<std::size_t>& widths, std::size_t room) const {
    std::vector<std::size_t> lowest(widths);
    std::size_t used = 0, wanted = 0; // where cut as far as can be, and where not at all
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] == 0) continue;
        if (sides_[i] == 'l') lowest[i] = std::min(widths[i], least);
        if (sides_[i] == 'w') lowest[i] = std::min(widths[i], least_wide);
        std::size_t const before = used == 0 ? 0 : gap;
        if (used == 0) lowest[i] = std::min(lowest[i], room); // the first one stays
        if (used + before + lowest[i] > room) {
            widths[i] = lowest[i] = 0;
            continue;
        }
        used += before + lowest[i];
        wanted += before + widths[i];
    }
    while (wanted > room) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (widths[i] > lowest[i] && (widest == widths.size() || widths[i] > widths[widest]))
                widest = i;
        --widths[widest];
        --wanted;
    }
}

LEAT_DECL void text_table::add_row(std::string& out, std::vector<text_cell> const& row,
                                   std::vector<std::size_t> const& widths, text_style style) const {
    std::string line;
    std::size_t owed = 0; // blanks that are written only if something follows
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (widths[i] == 0) continue;
        std::string cut;
        print_shortened(cut, row[i].text, widths[i]);
        std::size_t const used = std::min(columns_of(cut), widths[i]);
        std::size_t const blank = widths[i] - used;
        if (sides_[i] == 'r') owed += blank;
        if (!cut.empty()) {
            line.append(owed, ' ');
            owed = 0;
            add_tinted(line, cut, row[i].colour, style);
        }
        if (sides_[i] != 'r') owed += blank;
        if (cut.empty()) owed += used;
        owed += gap;
    }
    out += line + '\n';
}

} // namespace leat::detail
