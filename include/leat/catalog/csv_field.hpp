// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/csv_reader.hpp>
#include <leat/catalog/text.hpp>
#include <leat/support/config.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/unpack.hpp>
#include <boost/pfr/core.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

/// How a `T` is a field of a CSV file: `read(cell, value)` is false when the cell holds none,
/// `append(to, value, separator)` when it cannot be written; `kind()` is what it is, as in "a
/// date".
template <class T>
struct csv_field;

/// What a field of a row may be: a number, a bool, a `std::string`, a
/// `std::chrono::year_month_day`, or a `std::optional` of one of them.
template <class T>
concept csv_value = requires { csv_field<T>::kind(); };

template <number T>
struct csv_field<T> {
    static bool read(csv_cell const& cell, T& value) { return read_number(cell.text, value); }
    static bool append(std::string& to, T value, char separator) {
        std::size_t const start = to.size();
        append_number(to, value);
        if (to.find(separator, start) != to.npos) // a separator such as '.'
            to.insert(start, 1, '"') += '"';
        return true;
    }
    static std::string kind() { return number_kind<T>(); }
};

template <>
struct csv_field<std::string> {
    LEAT_DECL static bool read(csv_cell const& cell, std::string& value);

    /// In quotes where it must be, and when it is empty, which tells it from a missing value.
    LEAT_DECL static bool append(std::string& to, std::string const& value, char separator);
    static std::string kind() { return "a text"; }
};

/// A date of ISO 8601, as in 2012-01-31.
template <>
struct csv_field<std::chrono::year_month_day> {
    LEAT_DECL static bool read(csv_cell const& cell, std::chrono::year_month_day& value);

    LEAT_DECL static bool append(std::string& to, std::chrono::year_month_day const& value,
                                 char separator);
    static std::string kind() { return "a date such as 2012-01-31"; }
};

/// Nothing at all between two separators is no value; `""` is an empty text.
template <csv_value T>
struct csv_field<std::optional<T>> {
    static bool read(csv_cell const& cell, std::optional<T>& value) {
        value.reset();
        return (cell.text.empty() && !cell.quoted) || csv_field<T>::read(cell, value.emplace());
    }
    static bool append(std::string& to, std::optional<T> const& value, char separator) {
        return !value || csv_field<T>::append(to, *value, separator);
    }
    static std::string kind() { return csv_field<T>::kind(); }
};

// An optional optional has two kinds of nothing, and a cell one.
template <class T>
struct csv_field<std::optional<std::optional<T>>>;

template <class Row>
concept named_fields = boost::hana::Struct<Row>::value;

/// Calls `use` with all fields of `row`, by reference, in the order of their declaration.
template <class Row, class F>
decltype(auto) with_fields(Row& row, F&& use) {
    if constexpr (named_fields<std::remove_const_t<Row>>)
        return boost::hana::unpack(boost::hana::accessors<std::remove_const_t<Row>>(),
                                   [&](auto const&... field) -> decltype(auto) {
                                       return use(boost::hana::second(field)(row)...);
                                   });
    else
        return std::apply(use, boost::pfr::structure_tie(row));
}

template <class Row>
consteval bool is_csv_row() {
    if constexpr (named_fields<Row> || (std::is_class_v<Row> && std::is_aggregate_v<Row> &&
                                        !requires { std::tuple_size<Row>::value; })) {
        auto const supported = []<class... Field>(Field&...) {
            return std::bool_constant < (sizeof...(Field) > 0) && (csv_value<Field> && ...) > ();
        };
        return decltype(with_fields(std::declval<Row&>(), supported))::value &&
               std::is_default_constructible_v<Row>;
    } else {
        return false;
    }
}

/// A row of a CSV file: a plain aggregate, or a struct that is adapted for Boost.Hana, of fields
/// that are `csv_value`s.
template <class Row>
concept csv_row = is_csv_row<Row>();

template <class T>
inline constexpr bool is_csv_rows = false;
template <csv_row Row>
inline constexpr bool is_csv_rows<std::vector<Row>> = true;

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/catalog/impl/csv_field.ipp>
#endif
