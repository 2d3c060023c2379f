// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/error.hpp>

#include <boost/spirit/home/x3/char/char.hpp>
#include <boost/spirit/home/x3/char/char_set.hpp>
#include <boost/spirit/home/x3/char/negated_char_parser.hpp>
#include <boost/spirit/home/x3/core/parse.hpp>
#include <boost/spirit/home/x3/operator/alternative.hpp>
#include <boost/spirit/home/x3/operator/kleene.hpp>
#include <boost/spirit/home/x3/string/literal_string.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

namespace x3 = boost::spirit::x3;

/// One field of a record, as it stands in the file: without the quotes around it, and with the
/// quotes inside still doubled.
struct csv_cell {
    std::string_view text;
    bool quoted;
};

/// The text of a cell, with doubled quotes made single.
inline std::string csv_text(csv_cell const& cell) {
    std::string_view rest = cell.text;
    std::string text;
    if (cell.quoted)
        for (std::size_t at; (at = rest.find("\"\"")) != rest.npos; rest.remove_prefix(at + 2))
            text += rest.substr(0, at + 1);
    return text += rest;
}

/// The records of a CSV file as of RFC 4180, one after the other: a field may stand in quotes, and
/// then hold separators, line ends and doubled quotes; lines end with LF or CRLF, the last one may
/// lack it; a byte order mark is skipped. Space belongs to the field.
///
/// The first record is the header. Cells refer to `text`, which must outlive them.
class csv_reader {
public:
    /// `name` is what errors begin with, as in "csv file 'days.csv'". Throws `leat::error` when
    /// there is no header.
    csv_reader(std::string name, std::string_view text, char separator)
        : name_(std::move(name)), separator_(separator),
          bare_(*~x3::char_(std::string{separator, '"', '\r', '\n'})) {
        if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
        first_ = at_ = text.data();
        end_ = first_ + text.size();
        std::vector<csv_cell> cells;
        if (!next(cells)) fail(at_, npos, "the file is empty; it must begin with a header line");
        for (csv_cell const& cell : cells) header_.push_back(csv_text(cell));
    }

    /// The names of the columns, in the order of the file.
    std::vector<std::string> const& header() const noexcept { return header_; }

    /// Reads the next record into `cells`; false when there is none. After the header, each has as
    /// many cells as the header. Throws `leat::error` where the file is not CSV.
    bool next(std::vector<csv_cell>& cells) {
        cells.clear();
        if (at_ == end_) return false;
        char const* const line = at_;
        do cells.push_back(cell(cells.size()));
        while (x3::parse(at_, end_, separator_));
        char const* const line_end = at_;
        x3::parse(at_, end_, "\r\n" | x3::lit('\n'));
        if (!header_.empty() && cells.size() != header_.size()) wrong_size(cells, line, line_end);
        return true;
    }

    /// Throws what is wrong with a cell in the column with index `column`.
    [[noreturn]] void fail(csv_cell const& cell, std::size_t column,
                           std::string const& what) const {
        fail(cell.text.data() - cell.quoted, column, what);
    }

private:
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    csv_cell cell(std::size_t column) {
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

    [[noreturn]] void wrong_size(std::vector<csv_cell> const& cells, char const* line,
                                 char const* line_end) const {
        if (line == line_end) fail(line, 0, "the line is empty; remove it");
        std::string const sizes = std::to_string(cells.size()) + " fields where the header has " +
                                   std::to_string(header_.size()) + " columns";
        if (cells.size() < header_.size())
            fail(line_end, cells.size(), "the line ends after " + sizes + "; add what is missing");
        fail(cells[header_.size()], npos,
             "the line has " + sizes + "; put a field that holds the separator in quotes");
    }

    // Lines and columns are counted here, when something is wrong, and not while reading.
    [[noreturn]] void fail(char const* where, std::size_t column, std::string const& what) const {
        std::size_t line = 1, character = 1;
        for (char const* c = first_; c != where; ++c) {
            if (*c == '\n')
                ++line, character = 1;
            else if ((static_cast<unsigned char>(*c) & 0xc0) != 0x80)
                ++character; // as in UTF-8
        }
        throw error(name_ + ", line " + std::to_string(line) + ", column " +
                    std::to_string(character) +
                    (column < header_.size() ? " ('" + header_[column] + "')" : "") + ": " + what);
    }

    using x3_set = decltype(*~x3::char_(std::string()));

    std::string name_;
    std::vector<std::string> header_;
    char const *first_, *at_, *end_;
    char separator_;
    x3_set bare_; // what a field without quotes is made of
};

} // namespace leat::detail
