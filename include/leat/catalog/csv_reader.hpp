// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

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
LEAT_DECL std::string csv_text(csv_cell const& cell);

/// The records of a CSV file as of RFC 4180, one after the other: a field may stand in quotes, and
/// then hold separators, line ends and doubled quotes; lines end with LF or CRLF, the last one may
/// lack it; a byte order mark is skipped. Space belongs to the field.
///
/// The first record is the header. Cells refer to `text`, which must outlive them.
class csv_reader {
public:
    /// `name` is what errors begin with, as in "csv file 'days.csv'". Throws `leat::error` when
    /// there is no header.
    LEAT_DECL csv_reader(std::string name, std::string_view text, char separator);

    /// The names of the columns, in the order of the file.
    std::vector<std::string> const& header() const noexcept { return header_; }

    /// Reads the next record into `cells`; false when there is none. After the header, each has as
    /// many cells as the header. Throws `leat::error` where the file is not CSV.
    LEAT_DECL bool next(std::vector<csv_cell>& cells);

    /// Throws what is wrong with a cell in the column with index `column`.
    [[noreturn]] void fail(csv_cell const& cell, std::size_t column,
                           std::string const& what) const {
        fail(cell.text.data() - cell.quoted, column, what);
    }

private:
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    LEAT_DECL csv_cell cell(std::size_t column);

    [[noreturn]] LEAT_DECL void wrong_size(std::vector<csv_cell> const& cells, char const* line,
                                           char const* line_end) const;

    // Lines and columns are counted here, when something is wrong, and not while reading.
    [[noreturn]] LEAT_DECL void fail(char const* where, std::size_t column,
                                     std::string const& what) const;

    using x3_set = decltype(*~x3::char_(std::string()));

    std::string name_;
    std::vector<std::string> header_;
    char const *first_, *at_, *end_;
    char separator_;
    x3_set bare_; // what a field without quotes is made of
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/catalog/impl/csv_reader.ipp>
#endif
