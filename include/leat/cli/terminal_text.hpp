// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/support/config.hpp>
#include <leat/support/printable.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Text for people at a terminal, or for a pipe.

namespace leat::detail {

/// How text is written: `columns` is npos where it is not for a terminal.
struct text_style {
    bool colours = false;
    std::size_t columns = std::string::npos;
};

enum class colour_choice : unsigned char { automatic, always, never };

/// Colours only for a terminal and never with NO_COLOR (see no-color.org), unless it is asked for.
LEAT_DECL text_style style_for(int descriptor, colour_choice choice);

enum class tint : unsigned char { none, good, quiet, bad, busy, strong };

LEAT_DECL tint tint_of(node_status status);
LEAT_DECL tint tint_of(run_status status);
struct text_cell {
    std::string text{}; ///< printable, in one line
    tint colour = tint::none;

    text_cell(std::string const& given, tint c = tint::none)
        : text(printable_line(given)), colour(c) {}
    text_cell(std::string_view given, tint c = tint::none)
        : text(printable_line(given)), colour(c) {}
    text_cell(char const* given, tint c = tint::none) : text(printable_line(given)), colour(c) {}
};

LEAT_DECL void add_tinted(std::string& out, std::string_view text, tint colour, text_style style);

/// Rows in aligned columns under their headings; columns of which all cells are empty are left
/// out. Where they are wider than the terminal, columns of text are cut short, the widest first;
/// where that is not enough, columns are left out, the last ones first.
class text_table {
public:
    /// `sides` has a letter for each column: `l` for text, `w` for text that is cut to no less than
    /// 24 columns, `k` for text that is kept whole, `r` for numbers, which are at the right and
    /// kept whole. Requires: at least one.
    text_table(std::vector<std::string> headings, std::string sides)
        : headings_(std::move(headings)), sides_(std::move(sides)) {}

    void add(std::vector<text_cell> row) { rows_.push_back(std::move(row)); }
    bool empty() const noexcept { return rows_.empty(); }

    LEAT_DECL std::string text(text_style style) const;

private:
    static constexpr std::size_t gap = 2, least = 8, least_wide = 24;

    LEAT_DECL void fit(std::vector<std::size_t>& widths, std::size_t room) const;
    LEAT_DECL void add_row(std::string& out, std::vector<text_cell> const& row,
                           std::vector<std::size_t> const& widths, text_style style) const;

    std::vector<std::string> headings_;
    std::string sides_;
    std::vector<std::vector<text_cell>> rows_{};
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/terminal_text.ipp>
#endif
