// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/repo/held_blobs.hpp>
#include <leat/repo/hold.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

LEAT_DECL std::unordered_set<std::string> held_blobs(database& db) {
    std::unordered_set<std::string> held;
    statement row(db, "SELECT content FROM run_blobs "
                      "UNION ALL SELECT content FROM cache_contents");
    while (row.step()) held.insert(std::string(blob_prefix) + row.text(0));
    return held;
}

LEAT_DECL bool for_each_free_blob(repo_state& state,
                                  function_ref<void(std::string const&, std::uint64_t)> visit) {
    auto const held_now = [&] {
        auto const use = state.reading("read the runs of");
        return use ? held_blobs(*use) : std::unordered_set<std::string>();
    };
    // First without a hold, as the store may be large.
    auto held = held_now();
    std::vector<std::pair<std::string, std::uint64_t>> candidates;
    state.store().for_each([&](std::string_view name, std::uint64_t bytes) {
        if (name.starts_with(blob_prefix) && !held.contains(std::string(name)))
            candidates.emplace_back(name, bytes);
    });
    if (candidates.empty()) return true;
    repo_hold const alone = state.hold_values(true);
    if (!alone) return false;
    held = held_now();
    for (auto const& [name, bytes] : candidates)
        if (!held.contains(name)) visit(name, bytes);
    return true;
}

} // namespace leat::detail
