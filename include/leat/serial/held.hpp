// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/members.hpp>
#include <leat/serial/pointers.hpp>
#include <leat/serial/standard.hpp>

#include <boost/serialization/array.hpp>
#include <boost/serialization/bitset.hpp>
#include <boost/serialization/complex.hpp>
#include <boost/serialization/deque.hpp>
#include <boost/serialization/forward_list.hpp>
#include <boost/serialization/list.hpp>
#include <boost/serialization/map.hpp>
#include <boost/serialization/set.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/unordered_map.hpp>
#include <boost/serialization/unordered_set.hpp>
#include <boost/serialization/utility.hpp>
#include <boost/serialization/valarray.hpp>
#include <boost/serialization/vector.hpp>
#include <boost/serialization/weak_ptr.hpp>

#include <array>
#include <bitset>
#include <chrono>
#include <complex>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <forward_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <valarray>
#include <variant>
#include <vector>

namespace leat::detail {

/// What a class of the standard library holds: elements that Boost makes when it loads them, parts
/// that are there before, and what it refers to.
template <class T>
struct held {};
struct holds_nothing {
    using elements = type_list<>;
    using parts = type_list<>;
    using targets = type_list<>;
};
template <class... T>
struct holds_elements : holds_nothing {
    using elements = type_list<T...>;
};
template <class... T>
struct holds_parts : holds_nothing {
    using parts = type_list<T...>;
};
template <class T>
struct refers_to : holds_nothing {
    using targets = type_list<T>;
};
// clang-format off
template <class T, class A> struct held<std::vector<T, A>> : holds_elements<T> {};
template <class T, class A> struct held<std::deque<T, A>> : holds_elements<T> {};
template <class T, class A> struct held<std::list<T, A>> : holds_elements<T> {};
template <class T, class A> struct held<std::forward_list<T, A>> : holds_parts<T> {};
template <class T, class C, class A> struct held<std::set<T, C, A>> : holds_elements<T> {};
template <class T, class C, class A> struct held<std::multiset<T, C, A>> : holds_elements<T> {};
template <class T, class H, class E, class A> struct held<std::unordered_set<T, H, E, A>> : holds_elements<T> {};
template <class T, class H, class E, class A> struct held<std::unordered_multiset<T, H, E, A>> : holds_elements<T> {};
template <class K, class T, class C, class A> struct held<std::map<K, T, C, A>> : holds_parts<K, T> {};
template <class K, class T, class C, class A> struct held<std::multimap<K, T, C, A>> : holds_parts<K, T> {};
template <class K, class T, class H, class E, class A> struct held<std::unordered_map<K, T, H, E, A>> : holds_parts<K, T> {};
template <class K, class T, class H, class E, class A> struct held<std::unordered_multimap<K, T, H, E, A>> : holds_parts<K, T> {};
template <class T, std::size_t N> struct held<std::array<T, N>> : holds_parts<T> {};
template <class T> struct held<std::valarray<T>> : holds_parts<T> {};
template <class T> struct held<std::complex<T>> : holds_parts<T> {};
template <class A, class B> struct held<std::pair<A, B>> : holds_parts<A, B> {};
template <class... T> struct held<std::tuple<T...>> : holds_parts<T...> {};
template <class... T> struct held<std::variant<T...>> : holds_parts<T...> {};
template <class T> struct held<std::optional<T>> : holds_parts<T> {};
template <class R, class P> struct held<std::chrono::duration<R, P>> : holds_parts<R> {};
template <class C, class D> struct held<std::chrono::time_point<C, D>> : holds_parts<D> {};
template <std::size_t N> struct held<std::bitset<N>> : holds_nothing {};
template <> struct held<std::string> : holds_nothing {};
template <> struct held<std::filesystem::path> : holds_nothing {};
template <> struct held<std::chrono::year_month_day> : holds_nothing {};
template <class T> struct held<std::unique_ptr<T>> : refers_to<T> {};
template <class T> struct held<std::shared_ptr<T>> : refers_to<T> {};
template <class T> struct held<std::weak_ptr<T>> : refers_to<T> {};
// clang-format on

template <class T>
concept standard_holder = requires { typename held<T>::parts; };

// Boost tracks no numbers, strings, enums, complex numbers and bitsets, and so cannot share one.
template <class T>
inline constexpr bool shares_untracked = false;
template <class T>
inline constexpr bool shares_untracked<std::shared_ptr<T>> = untracked_by_boost<T>;
template <class T>
inline constexpr bool shares_untracked<std::weak_ptr<T>> = untracked_by_boost<T>;

} // namespace leat::detail
