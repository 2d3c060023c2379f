// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <boost/hana/fwd/at.hpp>
#include <boost/hana/fwd/basic_tuple.hpp>
#include <boost/hana/fwd/core/tag_of.hpp>
#include <boost/hana/fwd/length.hpp>
#include <boost/hana/fwd/tuple.hpp>
#include <boost/pfr/core.hpp>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// How the parts of a node's result are reached, when its result has several outputs.
enum class parts_kind : unsigned char { none, standard, hana, aggregate };

template <class T>
concept standard_tuple = requires { std::tuple_size<T>::value; };

template <class T>
concept hana_tuple =
    std::is_same_v<typename boost::hana::tag_of<T>::type, boost::hana::tuple_tag> ||
    std::is_same_v<typename boost::hana::tag_of<T>::type, boost::hana::basic_tuple_tag>;

template <class T>
consteval parts_kind parts_kind_of() {
    if constexpr (!std::is_class_v<T>)
        return parts_kind::none;
    else if constexpr (hana_tuple<T>)
        return parts_kind::hana;
    else if constexpr (standard_tuple<T>)
        return parts_kind::standard;
    else if constexpr (std::is_aggregate_v<T>)
        return parts_kind::aggregate;
    else
        return parts_kind::none;
}

/// The number of parts of a `T`; 0 when it has none.
template <class T>
consteval std::size_t part_count() {
    constexpr parts_kind how = parts_kind_of<T>();
    if constexpr (how == parts_kind::hana)
        return decltype(boost::hana::length(std::declval<T const&>()))::value;
    else if constexpr (how == parts_kind::standard)
        return std::tuple_size<T>::value;
    else if constexpr (how == parts_kind::aggregate)
        return boost::pfr::tuple_size_v<T>;
    else
        return 0;
}

/// Whether a part of a standard tuple is a reference and not a value.
template <class T>
consteval bool has_reference_part() {
    if constexpr (parts_kind_of<T>() == parts_kind::standard)
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return (std::is_reference_v<std::tuple_element_t<I, T>> || ...);
        }(std::make_index_sequence<std::tuple_size<T>::value>{});
    else
        return false;
}

/// Part `Index` of `whole`, by reference.
template <std::size_t Index, class T>
constexpr decltype(auto) part(T& whole) {
    constexpr parts_kind how = parts_kind_of<std::remove_const_t<T>>();
    if constexpr (how == parts_kind::hana) {
        return boost::hana::at_c<Index>(whole);
    } else if constexpr (how == parts_kind::standard) {
        using std::get;
        return get<Index>(whole);
    } else {
        return boost::pfr::get<Index>(whole);
    }
}

template <std::size_t Index, class T>
using part_type = std::remove_cvref_t<decltype(part<Index>(std::declval<T&>()))>;

} // namespace leat::detail
