// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/cache_source.hpp>

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

LEAT_DECL std::vector<cache_entry> cache_source_of<cache_view<repo>>::entries() const {
    return view_.entries();
}
LEAT_DECL std::vector<cache_source::damage> cache_source_of<cache_view<repo>>::verify() const {
    std::vector<damage> all;
    for (auto const& one : view_.store().verify()) all.push_back({one.what, one.why});
    return all;
}
LEAT_DECL std::size_t cache_source_of<cache_view<repo>>::remove(std::string_view node) const {
    return view_.remove(node);
}
LEAT_DECL cache_source::collected cache_source_of<cache_view<repo>>::collect(
    cache_limits const& limits) const {
    // While others use it, which the view cannot do.
    repo_collected gone = view_.store().collect({.max_bytes = limits.max_bytes,
                                                 .older_than = limits.older_than,
                                                 .part = repo_part::cache,
                                                 .dry_run = limits.dry_run});
    return {gone.entries, gone.bytes, std::move(gone.removed_entries)};
}

} // namespace leat::detail
