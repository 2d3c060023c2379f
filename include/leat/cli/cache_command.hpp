// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache.hpp>
#include <leat/cli/json_text.hpp>
#include <leat/cli/runs_command.hpp>
#include <leat/cli/show.hpp>
#include <leat/cli/terminal_text.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/repo/recorder.hpp>
#include <leat/repo/repo.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <set>
#include <string>
#include <vector>

// What the command line does with the cache: `cache list|verify|remove|gc`.

namespace leat::detail {

template <class View>
class cache_command {
public:
    cache_command(View const& view, typed_command const& typed, std::ostream& out, text_style style)
        : view_(view), typed_(typed), out_(out), style_(style) {}

    void list() const {
        auto const entries = typed_.words.empty() ? view_.entries() : view_.find(typed_.words[0]);
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
            out_ << (!table.empty() ? table.text(style_)
                     : typed_.words.empty()
                         ? "The cache is empty.\n"
                         : "The cache has nothing of '" + typed_.words[0] + "'.\n");
    }

    /// Whether nothing is damaged.
    bool verify() const {
        auto const damaged = found();
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

    void remove() const {
        std::set<std::string> nodes(typed_.words.begin(), typed_.words.end());
        if (typed_.all)
            for (cache_entry const& entry : view_.entries()) nodes.insert(entry.node);
        else if (nodes.empty())
            throw usage_error("'cache remove' takes the names of nodes, or --all");
        std::size_t count = 0;
        for (std::string const& node : nodes) count += view_.remove(node);
        if (typed_.json)
            write_json(out_, {{"entries", count}});
        else
            out_ << std::to_string(count) + (count == 1 ? " entry" : " entries") + " removed\n";
    }

    void collect() const {
        if (typed_.keep_runs && !is_repo)
            throw usage_error("--keep-runs is about a record of runs, and this cache has none");
        std::size_t runs = 0, entries = 0;
        std::uint64_t bytes = 0;
        if constexpr (is_repo) {
            repo_limits limits{.keep_runs = typed_.keep_runs};
            if (typed_.max_bytes) limits.max_bytes = *typed_.max_bytes;
            if (typed_.older_than) limits.older_than = *typed_.older_than;
            repo_collected const gone = view_.store().collect(limits);
            runs = gone.runs, entries = gone.entries, bytes = gone.bytes;
        } else {
            cache_limits limits;
            if (typed_.max_bytes) limits.max_bytes = *typed_.max_bytes;
            if (typed_.older_than) limits.older_than = *typed_.older_than;
            cache_collected const gone = view_.collect(limits);
            entries = gone.entries, bytes = gone.bytes;
        }
        if (typed_.json) {
            json_value const all{{"runs", runs}, {"entries", entries}, {"bytes", bytes}};
            write_json(out_, all);
        } else {
            out_ << count_of(runs, "run") << ", " << entries
                 << (entries == 1 ? " entry" : " entries") << " of the cache and "
                 << bytes_text(bytes) << " removed\n";
        }
    }

private:
    using store_type = std::remove_cvref_t<decltype(std::declval<View const&>().store())>;
    static constexpr bool is_repo = std::same_as<store_type, repo>;

    struct damage {
        std::string name, why;
    };
    std::vector<damage> found() const {
        std::vector<damage> all;
        if constexpr (is_repo) {
            for (auto const& one : view_.store().verify()) all.push_back({one.what, one.why});
        } else {
            for (auto const& one : view_.verify()) all.push_back({one.name, one.why});
        }
        return all;
    }

    View const& view_;
    typed_command const& typed_;
    std::ostream& out_;
    text_style style_;
};

} // namespace leat::detail
