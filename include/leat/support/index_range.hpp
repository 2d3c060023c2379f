// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstddef>

namespace leat::detail {

// Plain classes and not std::span or std::views::iota: a loop over one costs the compiler no more
// steps than a loop over indices, and its header nothing.

/// Indices that follow one another: `for (std::size_t v : index_range{first, last})`, `last` not
/// included.
struct index_range {
    struct iterator {
        std::size_t at;
        constexpr std::size_t operator*() const noexcept { return at; }
        constexpr iterator& operator++() noexcept {
            ++at;
            return *this;
        }
        friend constexpr bool operator==(iterator, iterator) = default;
    };

    std::size_t first = 0;
    std::size_t last = 0;

    constexpr iterator begin() const noexcept { return {first}; }
    constexpr iterator end() const noexcept { return {last}; }
    constexpr std::size_t size() const noexcept { return last - first; }
    constexpr bool empty() const noexcept { return first == last; }
    constexpr std::size_t operator[](std::size_t i) const noexcept { return first + i; }
};

/// Indices that lie somewhere, one after the other; a view. Converts to
/// `std::span<std::size_t const>`.
struct index_list {
    std::size_t const* at = nullptr;
    std::size_t count = 0;

    constexpr std::size_t const* begin() const noexcept { return at; }
    constexpr std::size_t const* end() const noexcept { return at + count; }
    constexpr std::size_t const* data() const noexcept { return at; }
    constexpr std::size_t size() const noexcept { return count; }
    constexpr bool empty() const noexcept { return count == 0; }
    constexpr std::size_t operator[](std::size_t i) const noexcept { return at[i]; }
};

} // namespace leat::detail
