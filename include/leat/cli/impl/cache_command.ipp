// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/cache_command.hpp>
#include <leat/cli/impl/json_text.ipp>
#include <leat/cli/runs_command.hpp>
#include <leat/cli/show.hpp>
#include <leat/hooks/units.hpp>
#include <leat/support/nearest.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// Whether an entry is of the node that makes `name`. A node of several values is known by all of
/// them, as leat prints it, and by each.
inline bool is_of(cache_entry const& entry, std::string_view name) {
    std::string_view const node = entry.node;
    for (std::size_t at = node.find(name); at != node.npos; at = node.find(name, at + 1)) {
        std::string_view const before = node.substr(0, at), after = node.substr(at + name.size());
        if ((before.empty() || before.ends_with(", ")) &&
            (after.empty() || after.starts_with(", ")))
            return true;
    }
    return false;
}

inline std::uint64_t bytes_of(cache_entry const& entry) {
    std::uint64_t bytes = 0;
    for (std::uint64_t size : entry.sizes) bytes += size;
    return bytes;
}

inline text_table entry_table(std::vector<cache_entry> const& entries) {
    text_table table({"node", "made", "bytes", "key", "made from"}, "lkrll");
    for (cache_entry const& entry : entries) {
        std::string from;
        for (auto const& input : entry.inputs)
            from.append(from.empty() ? "" : ", ")
                .append(input.name + (input.shown.empty() ? "" : " " + input.shown));
        table.add({{entry.node, tint::strong},
                   local_time(entry.made),
                   bytes_text(bytes_of(entry)),
                   {entry.key.to_string(), tint::quiet},
                   from});
    }
    return table;
}

inline std::string entries_text(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " entry" : " entries");
}

LEAT_DECL void cache_command::list() const {
    std::vector<cache_entry> entries = cache_.entries();
    if (!typed_.words.empty())
        std::erase_if(entries,
                      [&](cache_entry const& entry) { return !is_of(entry, typed_.words[0]); });
    json_value all = json_value::array();
    if (typed_.json)
        for (cache_entry const& entry : entries)
            all.push_back({{"node", entry.node},
                           {"key", entry.key.to_string()},
                           {"bytes", bytes_of(entry)},
                           {"made_ns", entry.made.time_since_epoch().count()}});
    if (typed_.json)
        write_json(out_, all);
    else
        out_ << (!entries.empty()       ? entry_table(entries).text(style_)
                 : typed_.words.empty() ? "The cache is empty.\n"
                                        : "The cache has nothing of '" + typed_.words[0] + "'.\n");
}

LEAT_DECL bool cache_command::verify() const {
    auto const damaged = cache_.verify();
    if (typed_.json) {
        json_value all = json_value::array();
        for (auto const& [name, why] : damaged) all.push_back({{"name", name}, {"why", why}});
        write_json(out_, all);
    } else if (damaged.empty()) {
        out_ << "All is as it was written.\n";
    } else {
        for (auto const& [name, why] : damaged) out_ << printable(name + ": " + why) << "\n";
        out_ << count_of(damaged.size(), "damage") << "; what is damaged is made again\n";
    }
    return damaged.empty();
}

LEAT_DECL void cache_command::remove(std::vector<std::string> const& known) const {
    std::vector<cache_entry> const entries = cache_.entries();
    std::set<std::string> nodes;
    if (typed_.all)
        for (cache_entry const& entry : entries) nodes.insert(entry.node);
    else if (typed_.words.empty())
        throw usage_error("'cache remove' takes the names of nodes, or --all");
    for (std::string const& name : typed_.words) {
        bool found = std::ranges::find(known, name) != known.end();
        for (cache_entry const& entry : entries) {
            if (!is_of(entry, name)) continue;
            nodes.insert(entry.node);
            found = true;
        }
        if (!found) {
            std::size_t const near = nearest(
                name, known.size(), [&](std::size_t i) { return std::string_view(known[i]); });
            throw usage_error("neither the cache nor the pipeline has a node that makes '" + name +
                              "'" + (near == npos ? "" : "; did you mean '" + known[near] + "'?"));
        }
    }
    std::size_t count = 0;
    for (std::string const& node : nodes) count += cache_.remove(node);
    if (typed_.json)
        write_json(out_, {{"entries", count}});
    else
        out_ << entries_text(count) << " removed\n";
}

LEAT_DECL void cache_command::collect() const {
    cache_limits limits{.dry_run = typed_.dry_run};
    if (typed_.max_bytes) limits.max_bytes = *typed_.max_bytes;
    if (typed_.older_than) limits.older_than = *typed_.older_than;
    std::vector<cache_entry> entries;
    if (typed_.dry_run) entries = cache_.entries();
    auto const gone = cache_.collect(limits);
    std::set<std::string> const names(gone.names.begin(), gone.names.end());
    std::erase_if(entries,
                  [&](cache_entry const& entry) { return !names.contains(entry_name(entry.key)); });
    if (typed_.json) {
        write_json(out_,
                   {{"entries", gone.entries}, {"bytes", gone.bytes}, {"dry_run", typed_.dry_run}});
        return;
    }
    if (!entries.empty()) out_ << entry_table(entries).text(style_);
    out_ << entries_text(gone.entries) << " and " << bytes_text(gone.bytes)
         << (typed_.dry_run ? " would be removed\n" : " removed\n");
}

} // namespace leat::detail
