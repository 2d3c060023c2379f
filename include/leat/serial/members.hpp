// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/own.hpp>
#include <leat/support/type_name.hpp>

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
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <class... T>
struct type_list {};

namespace probing {

// Becomes a member of any type: a new value, or an lvalue where only that will do, for a reference.
struct new_value {
    template <class T>
    operator T() const;
};
struct anything {
    template <class T>
    operator T() &&;
    template <class T>
    operator T&() const&;
};
template <class T>
struct base_only {
    template <class Base>
        requires(std::is_base_of_v<Base, T> && !std::same_as<Base, T>)
    operator Base() const;
};

template <class From, std::size_t>
using repeated = From;
template <class T, class From, std::size_t... I>
consteval bool takes(std::index_sequence<I...>) {
    return requires { T{repeated<From, I>{}...}; };
}

inline constexpr std::size_t too_many = 101; // Boost.PFR knows up to 100

// The most that `T` can be initialized from. A reference or what has no default must be reached.
template <class T, class From, std::size_t Count = 0, bool Reached = false>
consteval std::size_t count() {
    if constexpr (Count == too_many)
        return too_many;
    else if constexpr (takes<T, From>(std::make_index_sequence<Count>{}))
        return count<T, From, Count + 1, true>();
    else if constexpr (Reached)
        return Count - 1;
    else
        return Count > sizeof(T) ? too_many : count<T, From, Count + 1, false>();
}

// Boost.PFR counts by copying, which a std::vector of what cannot be copied promises and then does
// not compile.
template <class T>
struct members {
    static constexpr std::size_t values = count<T, new_value>();
    using initializer = std::conditional_t<values != too_many, new_value, anything>;
    static constexpr std::size_t size = count<T, initializer>();
};

template <class T>
inline constexpr std::size_t member_count = members<T>::size;

// Parentheses do not reach into a member that is an array, as braces do, and there is nothing
// behind the last member.
template <class T, std::size_t... I>
consteval bool all_counted(std::index_sequence<I...>) {
    using from = typename members<T>::initializer;
    if (sizeof...(I) == 0 && !std::is_empty_v<T>) return false;
    return requires { T(repeated<from, I>{}...); } && !requires { T{repeated<from, I>{}..., {}}; };
}

// Becomes a union without a name in `Whole`, which only the spelling tells.
template <class Union, class Whole>
consteval bool is_unnamed_in() {
    std::string_view const whole = spelled<Whole>();
    std::string_view name = spelled<Union>();
    if (name.substr(0, whole.size()) != whole) return false;
    name.remove_prefix(whole.size());
    for (std::string_view start : {"::<unnamed", "::(anonymous", "::(unnamed"})
        if (name.substr(0, start.size()) == start) return true;
    return false;
}
template <class Whole>
struct unnamed_union {
    template <class T>
        requires(std::is_union_v<T> && is_unnamed_in<T, Whole>())
    operator T() const;
};
template <class T, std::size_t At, std::size_t... I>
consteval bool takes_unnamed_union(std::index_sequence<I...>) {
    using from = typename members<T>::initializer;
    return requires { T{std::conditional_t<I == At, unnamed_union<T>, from>{}...}; };
}
template <class T, std::size_t... I>
consteval bool has_unnamed_union([[maybe_unused]] std::index_sequence<I...> all) {
    return (takes_unnamed_union<T, I>(all) || ...);
}

template <class T, std::size_t At, std::size_t... I>
consteval bool is_reference(std::index_sequence<I...>) {
    return !std::is_move_assignable_v<T> &&
           !requires { T{std::conditional_t<I == At, new_value, anything>{}...}; };
}

template <std::size_t Index, class T>
decltype(auto) member(T& whole) {
    namespace pfr = boost::pfr::detail;
    return pfr::sequence_tuple::get<Index>(
        pfr::tie_as_tuple(whole, pfr::size_t_<member_count<std::remove_const_t<T>>>{}));
}

// PFR shows a reference as what it refers to; it comes back as one here.
template <class T, std::size_t Index, std::size_t Count>
using member_type =
    std::conditional_t<is_reference<T, Index>(std::make_index_sequence<Count>{}),
                       std::remove_reference_t<decltype(member<Index>(std::declval<T&>()))>&,
                       std::remove_reference_t<decltype(member<Index>(std::declval<T&>()))>>;

} // namespace probing

/// An aggregate that can be taken apart: no base class, no C array, no union without a name, at
/// most 100 members. One with a bit field does not compile further on.
template <class T>
concept plain_aggregate =
    std::is_class_v<T> && std::is_aggregate_v<T> && !requires { T{probing::base_only<T>{}}; } &&
    probing::member_count<T> < probing::too_many &&
    probing::all_counted<T>(std::make_index_sequence<probing::member_count<T>>{}) &&
    !probing::has_unnamed_union<T>(std::make_index_sequence<probing::member_count<T>>{});

template <class T>
concept hana_struct = std::is_class_v<T> && boost::hana::Struct<T>::value;

template <class T>
consteval bool has_hana_members() {
    if constexpr (hana_struct<T>)
        return decltype(boost::hana::unpack(
            boost::hana::accessors<T>(), [](auto const&... accessor) {
                return std::bool_constant<(std::is_lvalue_reference_v<decltype(boost::hana::second(
                                               accessor)(std::declval<T&>()))> &&
                                           ...)>{};
            }))::value;
    else
        return false;
}

/// A struct that is adapted with its members; one with functions that only show them
/// (BOOST_HANA_ADAPT_ADT) cannot be loaded.
template <class T>
concept hana_members = hana_struct<T> && has_hana_members<T>();

/// A class that brings nothing of its own and is stored member by member.
template <class T>
concept member_wise = (hana_struct<T> || std::is_aggregate_v<T>)&&!self_serializing<T> &&
                      (hana_members<T> || (!hana_struct<T> && plain_aggregate<T>));

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
        [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            (use(("m" + std::to_string(Index)).c_str(), probing::member<Index>(whole)), ...);
        }(std::make_index_sequence<probing::member_count<type>>{});
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
        return []<std::size_t... Index>(std::index_sequence<Index...>) {
            return type_list<probing::member_type<T, Index, sizeof...(Index)>...>{};
        }(std::make_index_sequence<probing::member_count<T>>{});
    }
}

/// The types of the members of a `T` as they were declared.
template <class T>
using members_of = decltype(list_members<T>());

} // namespace leat::detail
