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

LEAT_DECL void cache_command::list() const {
    std::vector<cache_entry> entries = cache_.entries();
    if (!typed_.words.empty())
        std::erase_if(entries,
                      [&](cache_entry const& entry) { return !is_of(entry, typed_.words[0]); });
    json_value all = json_value::array();
    text_table table({"node", "made", "bytes", "key", "made from"}, "lkrll");
    for (cache_entry const& entry : entries) {
        std::uint64_t bytes = 0;
        for (std::uint64_t size : entry.sizes) bytes += size;
        std::string from;
        for (auto const& input : entry.inputs)
            from.append(from.empty() ? "" : ", ")
                .append(input.name + (input.shown.empty() ? "" : " " + input.shown));
        table.add({{entry.node, tint::strong},
                   local_time(entry.made),
                   bytes_text(bytes),
                   {entry.key.to_string(), tint::quiet},
                   from});
        all.push_back({{"node", entry.node},
                       {"key", entry.key.to_string()},
                       {"bytes", bytes},
                       {"made_ns", entry.made.time_since_epoch().count()}});
    }
    if (typed_.json)
        write_json(out_, all);
    else
        out_ << (!table.empty()         ? table.text(style_)
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
        for (auto const& [name, why] : damaged) out_ << name << ": " << why << "\n";
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
        out_ << std::to_string(count) + (count == 1 ? " entry" : " entries") + " removed\n";
}

LEAT_DECL void cache_command::collect() const {
    if (typed_.keep_runs && !cache_.has_runs())
        throw usage_error("--keep-runs is about a record of runs, and this cache has none");
    repo_limits limits{.keep_runs = typed_.keep_runs};
    if (typed_.max_bytes) limits.max_bytes = *typed_.max_bytes;
    if (typed_.older_than) limits.older_than = *typed_.older_than;
    auto const [runs, entries, bytes] = cache_.collect(limits);
    if (typed_.json) {
        json_value const all{{"runs", runs}, {"entries", entries}, {"bytes", bytes}};
        write_json(out_, all);
    } else {
        out_ << count_of(runs, "run") << ", " << entries << (entries == 1 ? " entry" : " entries")
             << " of the cache and " << bytes_text(bytes) << " removed\n";
    }
}

} // namespace leat::detail
