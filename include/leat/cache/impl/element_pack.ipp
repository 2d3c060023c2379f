// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/element_pack.hpp>

#include <cstddef>
#include <cstdint>

namespace leat::detail {

LEAT_DECL std::string elements_node(std::string_view node) {
    return std::string(node) + " (elements)";
}

LEAT_DECL std::string write_keys(std::vector<digest> const& keys) {
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

LEAT_DECL std::optional<std::vector<digest>> take_keys(std::string_view& bytes) {
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
