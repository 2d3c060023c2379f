// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

// Which values refer to others that they do not own. Pointers are not looked at, as many libraries
// give owners of things by them.

namespace leat::detail {

template <class T>
consteval bool is_borrowing();

/// Whether a value of that type refers to what it does not own: a `std::string_view`, `std::span`,
/// `std::reference_wrapper`, an iterator, a view that does not own its range, or a class of the
/// standard library that holds one of these.
template <class T>
inline constexpr bool borrowing = is_borrowing<std::remove_const_t<T>>();

// What a class template is made of; of most it does not matter.
template <class T>
inline constexpr bool holds_borrowing = false;
template <class T>
inline constexpr bool holds_borrowing<std::optional<T>> = borrowing<T>;
template <class A, class B>
inline constexpr bool holds_borrowing<std::pair<A, B>> = borrowing<A> || borrowing<B>;
template <class... T>
inline constexpr bool holds_borrowing<std::tuple<T...>> = (borrowing<T> || ...);
template <class... T>
inline constexpr bool holds_borrowing<std::variant<T...>> = (borrowing<T> || ...);
template <class T, std::size_t N>
inline constexpr bool holds_borrowing<std::array<T, N>> = borrowing<T>;

/// Containers, whatever their elements: those with an allocator.
template <class T>
concept container = requires {
    typename T::allocator_type;
    typename T::value_type;
};

template <class T>
inline constexpr bool refers = false;
template <class C, class Traits>
inline constexpr bool refers<std::basic_string_view<C, Traits>> = true;
template <class T, std::size_t N>
inline constexpr bool refers<std::span<T, N>> = true;
template <class T>
inline constexpr bool refers<std::reference_wrapper<T>> = true;

template <class T, class C, class Traits>
inline constexpr bool refers<std::ranges::basic_istream_view<T, C, Traits>> = true;

// Of a view of another view that one tells; others that live on in their iterators refer to their
// elements, unless they make them.
template <class T>
inline constexpr bool view_borrows = std::ranges::enable_borrowed_range<T>;
template <template <class...> class View, std::ranges::view Base, class... Rest>
inline constexpr bool view_borrows<View<Base, Rest...>> = borrowing<Base>;
template <class Base, std::size_t N>
inline constexpr bool view_borrows<std::ranges::elements_view<Base, N>> = borrowing<Base>;
template <class W, class Bound>
inline constexpr bool view_borrows<std::ranges::iota_view<W, Bound>> = false;
template <class T>
inline constexpr bool view_borrows<std::ranges::empty_view<T>> = false;

template <class T>
consteval bool is_borrowing() {
    if constexpr (!std::is_class_v<T>)
        return false;
    else if constexpr (refers<T> || holds_borrowing<T>)
        return true;
    else if constexpr (container<T>)
        return borrowing<typename T::value_type>;
    else if constexpr (!std::ranges::range<T>)
        return std::input_or_output_iterator<T>;
    else if constexpr (!std::ranges::view<T> || std::input_or_output_iterator<T>)
        return false; // an iterator that is a range owns what it goes through, as that of a folder
    else
        return view_borrows<T>;
}

} // namespace leat::detail
