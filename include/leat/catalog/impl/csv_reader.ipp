// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/csv_reader.hpp>
#include <leat/support/error.hpp>
#include <leat/support/printable.hpp>

#include <utility>

namespace leat::detail {

LEAT_DECL std::string csv_text(csv_cell const& cell) {
    std::string_view rest = cell.text;
    std::string text;
    if (cell.quoted)
        for (std::size_t at; (at = rest.find("\"\"")) != rest.npos; rest.remove_prefix(at + 2))
            text += rest.substr(0, at + 1);
    return text += rest;
}

LEAT_DECL csv_reader::csv_reader(std::string name, std::string_view text, char separator)
    : name_(std::move(name)), separator_(separator),
      bare_(*~x3::char_(std::string{separator, '"', '\r', '\n'})) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    first_ = at_ = text.data();
    end_ = first_ + text.size();
    if (is_utf16(text)) fail(at_, npos, "the file is in UTF-16; save it in UTF-8");
    std::vector<csv_cell> cells;
    if (!next(cells)) fail(at_, npos, "the file is empty; it must begin with a header line");
    for (csv_cell const& cell : cells) header_.push_back(csv_text(cell));
}

LEAT_DECL bool csv_reader::next(std::vector<csv_cell>& cells) {
    cells.clear();
    // Empty lines at the end are none; of a single column each of them is a missing value.
    if (header_.size() > 1 &&
        std::string_view(at_, end_).find_first_not_of("\r\n") == std::string_view::npos)
        at_ = end_;
    if (at_ == end_) return false;
    char const* const line = at_;
    do cells.push_back(cell(cells.size()));
    while (x3::parse(at_, end_, separator_));
    char const* const line_end = at_;
    x3::parse(at_, end_, "\r\n" | x3::lit('\n'));
    if (!header_.empty() && cells.size() != header_.size()) wrong_size(cells, line, line_end);
    return true;
}

LEAT_DECL csv_cell csv_reader::cell(std::size_t column) {
    char const* const opened = at_;
    bool const quoted = x3::parse(at_, end_, '"');
    char const* const start = at_;
    if (quoted)
        x3::parse(at_, end_, *("\"\"" | ~x3::char_('"')));
    else
        x3::parse(at_, end_, bare_);
    csv_cell const found{{start, static_cast<std::size_t>(at_ - start)}, quoted};
    if (quoted && !x3::parse(at_, end_, '"'))
        fail(opened, column, "the quote that opens here is never closed; close it");
    if (at_ == end_ || *at_ == separator_ || *at_ == '\n' ||
        std::string_view(at_, end_).starts_with("\r\n"))
        return found;
    if (quoted)
        fail(at_, column,
             "there is text after the closing quote; double a quote that is part of the text");
    fail(at_, column,
         "there is a quote or a carriage return in a field without quotes; put the field in "
         "quotes and double those inside");
}

LEAT_DECL void csv_reader::wrong_size(std::vector<csv_cell> const& cells, char const* line,
                                      char const* line_end) const {
    if (line == line_end) fail(line, 0, "the line is empty; remove it");
    std::string const sizes = std::to_string(cells.size()) + " fields where the header has " +
                              std::to_string(header_.size()) + " columns";
    if (cells.size() < header_.size())
        fail(line_end, cells.size(), "the line ends after " + sizes + "; add what is missing");
    fail(cells[header_.size()], npos,
         "the line has " + sizes + "; put a field that holds the separator in quotes");
}

LEAT_DECL void csv_reader::fail(char const* where, std::size_t column,
                                std::string const& what) const {
    std::size_t line = 1, character = 1;
    for (char const* c = first_; c != where; ++c) {
        if (*c == '\n')
            ++line, character = 1;
        else if ((static_cast<unsigned char>(*c) & 0xc0) != 0x80)
            ++character; // as in UTF-8
    }
    throw error(name_ + ", line " + std::to_string(line) + ", column " + std::to_string(character) +
                (column < header_.size() ? " ('" + header_[column] + "')" : "") + ": " + what);
}

} // namespace leat::detail
