// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/cache_command.hpp>
#include <leat/cli/impl/json_text.ipp>
#include <leat/cli/runs_command.hpp>
#include <leat/cli/show.hpp>
#include <leat/hooks/units.hpp>

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace leat::detail {

LEAT_DECL void cache_command::list() const {
    std::vector<cache_entry> entries = cache_.entries();
    if (!typed_.words.empty())
        std::erase_if(entries,
                      [&](cache_entry const& entry) { return entry.node != typed_.words[0]; });
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

LEAT_DECL void cache_command::remove() const {
    std::set<std::string> nodes(typed_.words.begin(), typed_.words.end());
    if (typed_.all)
        for (cache_entry const& entry : cache_.entries()) nodes.insert(entry.node);
    else if (nodes.empty())
        throw usage_error("'cache remove' takes the names of nodes, or --all");
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
