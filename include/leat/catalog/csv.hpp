// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/csv_reader.hpp>
#include <leat/catalog/csv_row.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/config.hpp>
#include <leat/support/error.hpp>
#include <leat/support/file_bytes.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/unpack.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::dataset {

/// A CSV file (RFC 4180) with a header line, as a `std::vector<Row>`.
///
/// Columns are found by the names in the header: their order in the file is free, and those that
/// are not named are ignored. Fields meet columns by name where the `Row` is adapted for
/// Boost.Hana, else by order: the first name that is given is that of the first field. Each row
/// takes part in full: a line with too many or too few fields, or with a field that is no value of
/// its type, is an error. A value that may be missing is a `std::optional`. What is saved is loaded
/// as equal, to the last bit of a number.
///
/// An object is a place and holds nothing of the file.
class csv {
public:
    /// `columns` are the names of the columns, one for each field of the row, in the order of the
    /// fields. A `Row` that is adapted for Boost.Hana needs none, as its fields have names; where
    /// they are given, they are those names, in any order, which is that of a saved file. Throws
    /// `leat::error` when a name is there twice, or when `separator` is a quote or a line end.
    LEAT_DECL explicit csv(std::filesystem::path path, std::vector<std::string> columns = {},
                           char separator = ',');

    /// The same file with another separator between fields.
    LEAT_DECL csv separated_by(char separator) const;

    /// All rows. Throws `leat::error` that names the line and the column when the file is missing,
    /// is no CSV, or does not hold such rows. Cost: linear in the file, which is in memory
    /// meanwhile.
    template <class Rows>
        requires detail::is_csv_rows<Rows>
    Rows load() const {
        std::vector<std::string> const names = columns_of<typename Rows::value_type>();
        std::string const content = detail::read_whole(path_);
        detail::csv_reader reader(describe(), content, separator_);
        std::vector<std::size_t> const places = find_columns(reader.header(), names);
        Rows rows;
        for (std::vector<detail::csv_cell> cells; reader.next(cells);) {
            rows.emplace_back();
            detail::with_fields(rows.back(), [&](auto&... field) {
                std::size_t const* place = places.data();
                (read(reader, cells, *place++, field), ...);
            });
        }
        return rows;
    }

    /// Replaces the file, in one step, by a header and `rows`. Throws `leat::error`, and leaves the
    /// old one whole then.
    template <detail::csv_row Row>
    void save(std::vector<Row> const& rows) const {
        std::vector<std::string> const names = columns_of<Row>();
        std::vector<std::size_t> const order = order_of(names);
        std::string text;
        std::vector<std::string> cells(order.size());
        auto const line = [&](auto const&... field) {
            if (order.empty()) {
                (append(text, field), ...);
            } else {
                std::string* cell = cells.data();
                (append(*cell++, field), ...);
                for (std::size_t const place : order) text += std::exchange(cells[place], {});
            }
            text.back() = '\n'; // in place of the last separator
        };
        for (std::string const& name : columns_.empty() ? names : columns_) append(text, name);
        text.back() = '\n';
        detail::atomic_file file(path_);
        for (Row const& row : rows) {
            detail::with_fields(row, line);
            if (text.size() < 65536) continue;
            file.write(text);
            text.clear();
        }
        file.write(text);
        file.commit();
    }

    /// For a diagnostic: the field of a row in `Rows` that no column can hold.
    template <class Rows>
    using cannot_store = typename detail::csv_culprit<Rows>::type;

    /// Whether there is a file.
    LEAT_DECL bool exists() const;

    /// As in "csv file 'days.csv'".
    LEAT_DECL std::string describe() const;

private:
    template <class T>
    void append(std::string& to, T const& value) const {
        if (!detail::csv_field<T>::append(to, value, separator_))
            throw error(describe() + ": a value that is to be saved is not " +
                        detail::csv_field<T>::kind() + "; correct it before it is saved");
        to += separator_;
    }

    template <class T>
    static void read(detail::csv_reader const& reader, std::vector<detail::csv_cell> const& cells,
                     std::size_t column, T& value) {
        detail::csv_cell const& cell = cells[column];
        if (detail::csv_field<T>::read(cell, value)) [[likely]]
            return;
        bool const missing = cell.text.empty() && !cell.quoted;
        reader.fail(
            cell, column,
            (cell.text.empty() && cell.quoted ? "'\"\"'" : detail::quoted_sample(cell.text)) +
                " is not " + detail::csv_field<T>::kind() +
                (missing ? "; declare the field as std::optional if values may be missing"
                         : "; correct it or change the type of the field"));
    }

    /// The names of the columns, one for each field of a `Row`.
    template <class Row>
    std::vector<std::string> columns_of() const {
        if constexpr (detail::named_fields<Row>) {
            auto names =
                boost::hana::unpack(boost::hana::accessors<Row>(), [](auto const&... field) {
                    return std::vector<std::string>{boost::hana::first(field).c_str()...};
                });
            check_names(names);
            return names;
        } else {
            check_count(
                decltype(detail::with_fields(std::declval<Row&>(), []<class... Field>(Field&...) {
                    return std::integral_constant<std::size_t, sizeof...(Field)>();
                }))::value);
            return columns_;
        }
    }

    /// Throws where columns are named that are not the `fields` of a row.
    LEAT_DECL void check_names(std::vector<std::string> const& fields) const;

    /// Throws where not as many columns are named as a row has fields.
    LEAT_DECL void check_count(std::size_t fields) const;

    /// Which field stands in each column of a saved file; empty where they are in order.
    LEAT_DECL std::vector<std::size_t> order_of(std::vector<std::string> const& fields) const;

    /// Where each of `names` is in the header.
    LEAT_DECL std::vector<std::size_t> find_columns(std::vector<std::string> const& header,
                                                    std::vector<std::string> const& names) const;

    std::filesystem::path path_;
    std::vector<std::string> columns_;
    char separator_;
};

} // namespace leat::dataset

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/catalog/impl/csv.ipp>
#endif
