// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/csv_field.hpp>
#include <leat/support/fixed_string.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/at.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/unpack.hpp>
#include <boost/pfr/core.hpp>

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

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

/// A class whose fields can be counted, or are told by Boost.Hana.
template <class Row>
concept class_of_fields = named_fields<Row> || (std::is_class_v<Row> && std::is_aggregate_v<Row> &&
                                                !requires { std::tuple_size<Row>::value; });

template <class Row>
consteval bool is_csv_row() {
    if constexpr (class_of_fields<Row>) {
        auto const supported = []<class... Field>(Field&...) {
            return std::bool_constant < (sizeof...(Field) > 0) && (csv_value<Field> && ...) > ();
        };
        return decltype(with_fields(std::declval<Row&>(), supported))::value &&
               std::is_default_constructible_v<Row>;
    } else {
        return false;
    }
}

/// What a diagnostic names: a field of a row by its name, or by its number, from 1, where C++ has
/// no name for it.
template <fixed_string Name>
struct field {
    template <class Type>
    struct of_type;
};
template <std::size_t Number>
struct field_number {
    template <class Type>
    struct of_type;
};

template <class Row, std::size_t I, class Field>
consteval auto name_field() {
    if constexpr (named_fields<Row>) {
        using accessor =
            std::remove_cvref_t<decltype(boost::hana::at_c<I>(boost::hana::accessors<Row>()))>;
        using name = std::remove_cvref_t<decltype(boost::hana::first(std::declval<accessor>()))>;
        constexpr fixed_string<std::char_traits<char>::length(name::c_str()) + 1> text(
            name::c_str());
        return std::type_identity<typename field<text>::template of_type<Field>>();
    } else {
        return std::type_identity<typename field_number<I + 1>::template of_type<Field>>();
    }
}

// The first field that is no `csv_value`.
template <class Row, std::size_t I>
consteval auto find_field_without() {}
template <class Row, std::size_t I, class First, class... Rest>
consteval auto find_field_without() {
    if constexpr (csv_value<First>)
        return find_field_without<Row, I + 1, Rest...>();
    else
        return name_field<Row, I, First>();
}

template <class Row>
using field_without = decltype(with_fields(std::declval<Row&>(), []<class... Field>(Field&...) {
    return find_field_without<Row, 0, Field...>();
}));

template <class Rows>
struct csv_culprit {};
template <class_of_fields Row>
    requires(!std::is_void_v<field_without<Row>>)
struct csv_culprit<std::vector<Row>> : field_without<Row> {};

/// A row of a CSV file: a plain aggregate, or a struct that is adapted for Boost.Hana, of fields
/// that are `csv_value`s.
template <class Row>
concept csv_row = is_csv_row<Row>();

template <class T>
inline constexpr bool is_csv_rows = false;
template <csv_row Row>
inline constexpr bool is_csv_rows<std::vector<Row>> = true;

} // namespace leat::detail
