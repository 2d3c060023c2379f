// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstddef>
#include <utility>

namespace leat::detail {

template <std::size_t Index, class T>
struct leaf {
    T value;
};

template <class Indices, class... T>
struct row_of;
template <std::size_t... Index, class... T>
struct row_of<std::index_sequence<Index...>, T...> : leaf<Index, T>... {};

/// A tuple that is an aggregate. So a row of rows is filled from one flat list, as nested braces
/// may be left out: that is how 1,000 elements become chunks without a recursion that copies them.
template <class... T>
using row = row_of<std::index_sequence_for<T...>, T...>;

/// Element `Index`. Linear in the row's length for the compiler, free at run time.
template <std::size_t Index, class T>
constexpr T const& get(leaf<Index, T> const& element) noexcept {
    return element.value;
}

template <std::size_t Index, class T>
constexpr T& get(leaf<Index, T>& element) noexcept {
    return element.value;
}

template <class F, std::size_t... Index, class... T>
constexpr void for_each(row_of<std::index_sequence<Index...>, T...> const& elements, F&& visit) {
    (visit(get<Index>(elements)), ...);
}

} // namespace leat::detail
