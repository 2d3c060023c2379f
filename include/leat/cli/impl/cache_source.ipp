// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/cache_source.hpp>

#include <cstddef>
#include <string_view>
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
LEAT_DECL bool cache_source_of<cache_view<repo>>::has_runs() const { return true; }
LEAT_DECL cache_source::collected cache_source_of<cache_view<repo>>::collect(
    repo_limits const& limits) const {
    repo_collected const gone = view_.store().collect(limits);
    return {gone.runs, gone.entries, gone.bytes};
}

} // namespace leat::detail
