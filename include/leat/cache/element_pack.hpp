// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

// What a cache keeps of the elements of a map is one entry of a node of its own, whose outputs are
// what `element_keys` and `element_pack` name.

/// The node that the entry of a map's elements is under.
inline std::string elements_node(std::string_view node) {
    return std::string(node) + " (elements)";
}

/// Keys of elements; the output after it are their results, as the map returned them.
inline constexpr std::string_view element_keys = "keys of elements";
/// Keys of elements and their results, of a map that has not ended.
inline constexpr std::string_view element_pack = "elements";

inline constexpr std::string_view pack_heading = "leat-elements 1\n";

/// The keys as bytes: a heading, their number, and each, as numbers of 8 bytes, little-endian.
inline std::string write_keys(std::vector<digest> const& keys) {
    std::string bytes(pack_heading);
    bytes.reserve(bytes.size() + 8 + 16 * keys.size());
    auto const number = [&](std::uint64_t value) {
        for (int i = 0; i < 8; ++i) bytes += static_cast<char>(value >> (8 * i));
    };
    number(keys.size());
    for (digest const& key : keys) {
        number(key.high);
        number(key.low);
    }
    return bytes;
}

/// Takes what `write_keys` wrote off the front of `bytes`; nothing when there is something else.
inline std::optional<std::vector<digest>> take_keys(std::string_view& bytes) {
    if (!bytes.starts_with(pack_heading)) return std::nullopt;
    std::string_view rest = bytes.substr(pack_heading.size());
    auto const number = [&] {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 8; ++i)
            value |= std::uint64_t{static_cast<unsigned char>(rest[i])} << (8 * i);
        rest.remove_prefix(8);
        return value;
    };
    if (rest.size() < 8) return std::nullopt;
    std::uint64_t const count = number();
    if (count > rest.size() / 16) return std::nullopt;
    std::vector<digest> keys(static_cast<std::size_t>(count));
    for (digest& key : keys) {
        key.high = number();
        key.low = number();
    }
    bytes = rest;
    return keys;
}

} // namespace leat::detail
