// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <array>
#include <cstddef>
#include <utility>

namespace leat::detail {

/// The indices at which `Flags`, an array of bool with static storage, is true: an
/// `index_sequence`.
template <auto const& Flags>
struct indices_where {
    static constexpr std::size_t found = [] {
        std::size_t n = 0;
        for (bool flag : Flags) n += flag ? 1 : 0;
        return n;
    }();
    static constexpr std::array<std::size_t, found + 1> list = [] {
        std::array<std::size_t, found + 1> all{};
        std::size_t n = 0;
        for (std::size_t i = 0; i < Flags.size(); ++i)
            if (Flags[i]) all[n++] = i;
        return all;
    }();
    template <std::size_t... I>
    static auto sequence(std::index_sequence<I...>) -> std::index_sequence<list[I]...>;
    using type = decltype(sequence(std::make_index_sequence<found>{}));
};

} // namespace leat::detail
