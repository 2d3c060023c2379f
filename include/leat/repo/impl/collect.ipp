// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/info/info.hpp>
#include <leat/repo/cache_index.hpp>
#include <leat/repo/collect.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/held_blobs.hpp>
#include <leat/repo/points.hpp>
#include <leat/repo/removal.hpp>
#include <leat/repo/run_id.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/transaction.hpp>

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace leat::detail {

LEAT_DECL std::vector<collectable> list_collectable(database& db,
                                                    std::optional<std::size_t> keep_runs) {
    std::vector<collectable> all;
    std::unordered_map<std::string, std::size_t> place;
    std::vector<std::int64_t> walls;
    {
        statement row(db, "SELECT id, status, began, coalesce(wall, 0) FROM runs "
                          "WHERE removing = 0 ORDER BY id DESC");
        for (std::size_t at = 0; row.step(); ++at) {
            collectable& run = all.emplace_back();
            run.name = row.text(0);
            run.is_run = true;
            run.stays = row.integer(1) == static_cast<int>(run_status::running) ||
                        at < keep_runs.value_or(1);
            run.goes = !run.stays && keep_runs.has_value();
            run.newest = at == 0;
            run.used = std::max(row.integer(2), time_of_run_id(run.name) * 1'000'000'000);
            walls.push_back(row.integer(3));
            place.emplace(run.name, at);
        }
        // Clocks are set back; the order of ids is that in which runs were made.
        std::int64_t began = std::numeric_limits<std::int64_t>::min();
        for (std::size_t at = all.size(); at-- > 0;) {
            began = std::max(began, all[at].used);
            all[at].used = began + walls[at];
        }
        statement entry(db, "SELECT name, used FROM cache_index");
        while (entry.step()) {
            place.emplace(entry.text(0), all.size());
            collectable& one = all.emplace_back();
            one.name = entry.text(0);
            one.used = entry.integer(1);
        }
    }
    statement row(db, "SELECT run, content, bytes FROM run_blobs "
                      "UNION ALL SELECT name, content, bytes FROM cache_contents");
    while (row.step())
        if (auto const found = place.find(row.text(0)); found != place.end())
            all[found->second].contents.emplace_back(row.text(1),
                                                     static_cast<std::uint64_t>(row.integer(2)));
    std::stable_sort(all.begin(), all.end(),
                     [](collectable const& a, collectable const& b) { return a.used < b.used; });
    return all;
}

inline bool is_out(collectable const& one, repo_part part) {
    return part == (one.is_run ? repo_part::cache : repo_part::runs);
}

LEAT_DECL void choose(std::vector<collectable>& all, repo_limits const& limits, std::int64_t now) {
    struct content {
        std::uint64_t bytes = 0;
        std::size_t users = 0;
        bool stays = false;
    };
    std::unordered_map<std::string, content> contents;
    std::uint64_t total = 0;
    for (collectable& one : all) {
        if (is_out(one, limits.part)) {
            one.goes = false;
            continue;
        }
        if (now - one.used > limits.older_than.count() && !one.stays && !one.newest)
            one.goes = true;
        if (one.goes) continue;
        for (auto const& [name, bytes] : one.contents) {
            content& there = contents[name];
            if (there.users++ == 0) total += there.bytes = bytes;
            there.stays |= one.stays;
        }
    }
    for (collectable& one : all) {
        if (total <= limits.max_bytes) return;
        // What frees nothing need not go.
        bool const frees = std::ranges::any_of(
            one.contents, [&](auto const& held) { return !contents[held.first].stays; });
        if (one.goes || one.stays || is_out(one, limits.part) || !frees) continue;
        one.goes = true;
        for (auto const& [name, bytes] : one.contents)
            if (--contents[name].users == 0) total -= contents[name].bytes;
    }
}

LEAT_DECL repo_collected would_collect(repo_state& state, std::vector<collectable> const& all) {
    repo_collected told;
    std::unordered_set<std::string> held;
    for (collectable const& one : all) {
        if (!one.goes) {
            for (auto const& [content, bytes] : one.contents)
                held.insert(std::string(blob_prefix) + content);
        } else if (one.is_run) {
            ++told.runs;
            told.removed.push_back(one.name);
        } else {
            ++told.entries;
            told.removed_entries.push_back(one.name);
        }
    }
    state.store().for_each([&](std::string_view name, std::uint64_t bytes) {
        if (!name.starts_with(blob_prefix) || held.contains(std::string(name))) return;
        ++told.blobs;
        told.bytes += bytes;
    });
    return told;
}

LEAT_DECL repo_collected collect(repo_state& state, repo_limits const& limits) {
    repo_collected gone;
    std::vector<collectable> all;
    if (auto const use = state.reading("collect in"); !use) {
        return gone;
    } else {
        all = list_collectable(*use, limits.keep_runs);
    }
    choose(all, limits, since_1970(std::chrono::system_clock::now()));
    if (limits.dry_run) return would_collect(state, all);
    for (collectable const& one : all) {
        if (!one.goes || !one.is_run) continue;
        try {
            remove_run(state, one.name, no_pause(), false);
            ++gone.runs;
            gone.removed.push_back(one.name);
        } catch (run_active const&) { // cannot be, as it had ended
        } catch (repo_error const&) {
            auto const use = state.reading("collect in");
            statement row(*use, "SELECT 1 FROM runs WHERE id = ? AND removing = 0");
            if (row.bind(one.name).step()) throw; // else somebody else has removed it
        }
    }
    {
        auto const use = state.writing("collect in");
        transaction change(*use);
        cache_index const index(*use, state.folder());
        for (collectable const& one : all)
            if (one.goes && !one.is_run && index.remove(one.name, one.used)) {
                ++gone.entries;
                gone.removed_entries.push_back(one.name);
            }
        if (gone.entries > 0) index.compact();
        change.commit();
    }
    bool const alone = for_each_free_blob(state, [&](std::string const& name, std::uint64_t bytes) {
        if (!state.store().remove(name)) return;
        ++gone.blobs;
        gone.bytes += bytes;
    });
    if (!alone)
        throw repo_error("cannot collect in '" + state.shown().string() +
                         "': another process has been putting values for more than 10 s; wait for "
                         "it or stop it, and collect again");
    state.writing("collect in")->run("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)");
    return gone;
}

} // namespace leat::detail
