// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store.hpp>
#include <leat/cache/store_path.hpp>

#include <algorithm>

namespace leat::detail {

LEAT_DECL std::string flat_name(std::string_view name) {
    std::string flat(name);
    std::replace(flat.begin(), flat.end(), '/', '=');
    return flat;
}

LEAT_DECL std::optional<store_place> place_of(std::string_view name) {
    if (!is_store_name(name)) return std::nullopt;
    store_place place;
    auto const slash = name.find('/');
    std::string_view const kind = slash == name.npos ? "" : name.substr(0, slash);
    // `@` alone is for names of one part.
    if (kind.empty() || kind == locks_folder || kind == temporaries_folder) place.kind = "@";
    place.kind += kind;
    std::string const rest = flat_name(slash == name.npos ? name : name.substr(slash + 1));
    place.shard = rest.substr(0, 2);
    place.leaf = rest.substr(place.shard.size());
    if (place.leaf.empty() || place.leaf.front() == '.') place.leaf.insert(0, 1, '@');
    return place;
}

LEAT_DECL std::optional<std::string> name_at(store_place const& place) {
    std::string_view kind = place.kind, leaf = place.leaf;
    if (kind.starts_with('@')) kind.remove_prefix(1);
    if (leaf.starts_with('@')) leaf.remove_prefix(1);
    std::string rest = place.shard + std::string(leaf);
    std::replace(rest.begin(), rest.end(), '=', '/');
    std::string name = kind.empty() ? rest : std::string(kind) + "/" + rest;
    if (place_of(name) != place) return std::nullopt;
    return name;
}

} // namespace leat::detail
