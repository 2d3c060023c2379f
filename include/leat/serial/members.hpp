// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/own.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/unpack.hpp>
#include <boost/pfr/core.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <class... T>
struct type_list {};

namespace probing {

struct any_value {
    template <class T>
    operator T() const;
};
struct any_reference {
    template <class T>
    operator T&() const;
};
template <class T>
struct any_base {
    template <class Base>
        requires(std::is_base_of_v<Base, T> && !std::same_as<Base, T>)
    operator Base() const;
};

// What each member of an aggregate can be initialized from, found from the first to the last.
template <class T, class... Found>
consteval auto initializers(type_list<Found...> found) {
    if constexpr (sizeof...(Found) == 101) // Boost.PFR knows up to 100
        return found;
    else if constexpr (requires { T{Found{}..., any_value{}}; })
        return initializers<T>(type_list<Found..., any_value>{});
    else if constexpr (requires { T{Found{}..., any_reference{}}; })
        return initializers<T>(type_list<Found..., any_reference>{});
    else
        return found;
}

// Parentheses do not reach into a member that is an array, as braces do.
template <class T, class... Found>
consteval bool counted(type_list<Found...>) {
    return sizeof...(Found) <= 100 && requires { T(Found{}...); };
}

template <class T, std::size_t Index, class... Found>
decltype(auto) member(T& whole, type_list<Found...>) {
    if constexpr (std::move_constructible<std::remove_const_t<T>> &&
                  !(std::same_as<Found, any_reference> || ...)) {
        return boost::pfr::get<Index>(whole);
    } else {
        // PFR does not count the members here, but takes the count from us.
        auto const members = boost::pfr::detail::tie_as_tuple(
            whole, boost::pfr::detail::size_t_<sizeof...(Found)>{});
        return static_cast<decltype(boost::pfr::detail::sequence_tuple::get<Index>(members))>(
            boost::pfr::detail::sequence_tuple::get<Index>(members));
    }
}

template <class T, class... Found, std::size_t... Index>
auto member_types(type_list<Found...> found, std::index_sequence<Index...>) {
    // PFR shows a reference as what it refers to; it comes back as one here.
    return type_list<std::conditional_t<
        std::same_as<Found, any_reference>, std::add_lvalue_reference_t<std::remove_reference_t<
        decltype(member<T, Index>(std::declval<T&>(), found))>>,
        std::remove_reference_t<decltype(member<T, Index>(std::declval<T&>(), found))>>...>{};
}

} // namespace probing

/// An aggregate that can be taken apart: no base class, no C array, at most 100 members.
template <class T>
concept plain_aggregate = std::is_class_v<T> && std::is_aggregate_v<T> && !requires {
    T{probing::any_base<T>{}};
} && probing::counted<T>(probing::initializers<T>(type_list<>{}));

template <class T>
concept hana_struct = std::is_class_v<T> && boost::hana::Struct<T>::value;

/// A class that brings nothing of its own and is stored member by member.
template <class T>
concept member_wise =
    (hana_struct<T> || std::is_aggregate_v<T>) && !self_serializing<T> &&
    (hana_struct<T> || plain_aggregate<T>);

/// Calls `use(name, member)` for each member of `whole`, in order. Only Boost.Hana knows the names;
/// without it they are m0, m1 and so on.
template <class T, class Use>
void visit_members(T& whole, Use use) {
    using type = std::remove_const_t<T>;
    if constexpr (hana_struct<type>) {
        boost::hana::unpack(boost::hana::accessors<type>(), [&](auto const&... accessor) {
            (use(boost::hana::to<char const*>(boost::hana::first(accessor)),
                 boost::hana::second(accessor)(whole)),
             ...);
        });
    } else {
        auto const found = probing::initializers<type>(type_list<>{});
        [&]<class... Found, std::size_t... Index>(type_list<Found...>,
                                                  std::index_sequence<Index...>) {
            (use(("m" + std::to_string(Index)).c_str(), probing::member<T, Index>(whole, found)),
             ...);
        }(found, []<class... Found>(type_list<Found...>) {
            return std::index_sequence_for<Found...>{};
        }(found));
    }
}

template <class T>
auto list_members() {
    if constexpr (hana_struct<T>) {
        return decltype(boost::hana::unpack(
            boost::hana::accessors<T>(), [](auto const&... accessor) {
                return type_list<std::remove_reference_t<decltype(boost::hana::second(accessor)(
                    std::declval<T&>()))>...>{};
            })){};
    } else {
        auto const found = probing::initializers<T>(type_list<>{});
        return []<class... Found>(type_list<Found...> all) {
            return decltype(probing::member_types<T>(all, std::index_sequence_for<Found...>{})){};
        }(found);
    }
}

/// The types of the members of a `T` as they were declared.
template <class T>
using members_of = decltype(list_members<T>());

} // namespace leat::detail
