// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace leat::detail {

inline constexpr std::string_view locks_folder = "locks";
inline constexpr std::string_view temporaries_folder = "tmp";

/// Where a name is in a folder: `kind/shard/leaf`, as `blobs/ab/cdef` for "blobs/abcdef". Always
/// three deep, and no two names in one place, nor one in place of another's folder: characters that
/// no name has, `=` and `@`, stand for what would get in the way.
struct store_place {
    std::string kind, shard, leaf;

    friend bool operator==(store_place const&, store_place const&) = default;
};

/// The name as a single part: each `/` becomes a `=`.
LEAT_DECL std::string flat_name(std::string_view name);

/// Nothing when `name` cannot be a name.
LEAT_DECL std::optional<store_place> place_of(std::string_view name);

/// The name of what is in a place; nothing when no name has that place.
LEAT_DECL std::optional<std::string> name_at(store_place const& place);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/store_path.ipp>
#endif
