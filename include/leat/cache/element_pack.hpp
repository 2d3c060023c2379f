// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

// What a cache keeps of the elements of a map is one entry of a node of its own, whose outputs are
// what `element_keys` and `element_pack` name.

/// The node that the entry of a map's elements is under.
LEAT_DECL std::string elements_node(std::string_view node);

/// Keys of elements; the output after it are their results, as the map returned them.
inline constexpr std::string_view element_keys = "keys of elements";
/// Keys of elements and their results, of a map that has not ended.
inline constexpr std::string_view element_pack = "elements";

inline constexpr std::string_view pack_heading = "leat-elements 1\n";

/// The keys as bytes: a heading, their number, and each, as numbers of 8 bytes, little-endian.
LEAT_DECL std::string write_keys(std::vector<digest> const& keys);

/// Takes what `write_keys` wrote off the front of `bytes`; nothing when there is something else.
LEAT_DECL std::optional<std::vector<digest>> take_keys(std::string_view& bytes);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/element_pack.ipp>
#endif
