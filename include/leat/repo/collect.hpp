// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/fwd.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leat {

/// What of a repo is collected; the rest stays, and does not count for `max_bytes`.
enum class repo_part : unsigned char { all, runs, cache };

/// What `repo::collect` leaves. A run that is alive stays in any case.
struct repo_limits {
    /// Of values and artifacts, in all; what is had several times counts once. The newest run
    /// stays.
    std::uint64_t max_bytes = std::numeric_limits<std::uint64_t>::max();
    /// The newest so many runs stay, whatever `max_bytes` says, and older ones go.
    std::optional<std::size_t> keep_runs{};
    /// Since the end of a run, or the last use of an entry of the cache. The newest run is never
    /// too old.
    std::chrono::nanoseconds older_than = std::chrono::nanoseconds::max();
    repo_part part = repo_part::all;
    bool dry_run = false; ///< only tells what would be taken away
};

/// What `repo::collect` took away.
struct repo_collected {
    std::size_t runs = 0;
    std::size_t entries = 0; ///< of the cache
    std::size_t blobs = 0;
    std::uint64_t bytes = 0;                    ///< of blobs
    std::vector<std::string> removed{};         ///< the ids of the runs
    std::vector<std::string> removed_entries{}; ///< their names in the store
};

namespace detail {

/// A run or an entry of the cache, as something that may be taken away.
struct collectable {
    std::string name{};
    bool is_run = false;
    bool stays = false;  ///< in any case
    bool newest = false; ///< of the runs
    bool goes = false;
    std::int64_t used = 0; ///< ns since 1970; of a run not before an older one began
    std::vector<std::pair<std::string, std::uint64_t>> contents{};
};

/// All of it, the least recently used first.
LEAT_DECL std::vector<collectable> list_collectable(database& db,
                                                    std::optional<std::size_t> keep_runs);

/// Chooses what goes.
LEAT_DECL void choose(std::vector<collectable>& all, repo_limits const& limits, std::int64_t now);

/// What taking those away that were chosen, and what nothing has, would do.
LEAT_DECL repo_collected would_collect(repo_state& state, std::vector<collectable> const& all);

LEAT_DECL repo_collected collect(repo_state& state, repo_limits const& limits);

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/collect.ipp>
#endif
