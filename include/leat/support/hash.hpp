// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstdint>
#include <string_view>

namespace leat::detail {

inline constexpr std::uint64_t hash_seed = 14695981039346656037ull;

/// FNV-1a, 64 bits (Fowler, Noll, Vo), resumable: `hash("b", hash("a")) == hash("ab")`.
/// Serves to find names, which are then compared in full; keys use `leat::digest`.
constexpr std::uint64_t hash(std::string_view text, std::uint64_t state = hash_seed) noexcept {
    for (char c : text) state = (state ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return state;
}

} // namespace leat::detail
