// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>
#include <leat/graph/structure.hpp>
#include <leat/info/metric_series.hpp>
#include <leat/support/digest.hpp>
#include <leat/support/error.hpp>
#include <leat/support/nearest.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat {

/// What has become of a run. A run that is recorded as `crashed` was killed.
enum class run_status : unsigned char { running, completed, failed, stopped, crashed };

/// What has become of a node. `hit`: its value came from the cache; `resumed`: from the run that
/// is resumed; `overridden`: its value was bound; `pending`: it has not run.
enum class node_status : unsigned char { pending, ran, hit, resumed, skipped, overridden, failed };

/// What a run did with one node.
struct node_report {
    std::string name{}; ///< that of its value, or of all of its values with commas
    node_status status = node_status::pending;
    std::size_t attempts = 0;        ///< calls of the function
    std::chrono::nanoseconds time{}; ///< in the function; 0 in a bare run, which does not measure
    std::size_t bytes = 0;           ///< of what was stored
    digest key{};                    ///< of the cache; zero where there is none
    std::string reason{};            ///< why it ran, was skipped or failed, where there is one
    std::vector<std::string> outputs{}; ///< the values that it makes
    std::chrono::nanoseconds began{};   ///< its first call, since the run began; 0 without services
    std::size_t thread = 0; ///< which thread called it, numbered as the run came to use them
};

/// An input or a parameter of a run, for people.
struct shown_param {
    std::string name{};
    std::string text{}; ///< as `shown` has it, in up to 4096 bytes; may be nothing
    std::string type{}; ///< as in "double"
    bool given = false; ///< it came with the call, and not by default
};

/// What a run did.
struct run_info {
    std::string id{}; ///< of the record; empty when the run was not recorded
    std::string pipeline{};
    run_status status = run_status::completed;
    std::optional<std::string> origin{};           ///< the run that this one resumed
    std::chrono::system_clock::time_point began{}; ///< 1970 in a bare run, which does not measure
    std::chrono::nanoseconds wall{};               ///< 0 in a bare run, which does not measure
    std::chrono::nanoseconds hook_time{};          ///< of it, in hooks; 0 in a bare run
    std::vector<node_report> nodes{};              ///< in the order of the graph
    // The next two are of a session with a service beside hooks: a catalog, a cache, a repo.
    std::vector<shown_param> params{};        ///< what it was given
    std::vector<metric_series> metrics{};     ///< what its nodes tracked, thinned
    std::shared_ptr<structure const> graph{}; ///< of the whole pipeline; null where it is not known

    /// The report of the node that makes this value, or has this name. O(nodes).
    /// Throws: `error` with the nearest name, when no node of the pipeline makes one of that name.
    node_report const& of(std::string_view value) const {
        std::vector<std::string_view> names;
        for (auto const& node : nodes)
            for (auto const& output : node.outputs) {
                if (output == value) return node;
                names.push_back(output);
            }
        for (auto const& node : nodes)
            if (node.name == value) return node;
        std::size_t const near =
            detail::nearest(value, names.size(), [&](std::size_t i) { return names[i]; });
        std::string text = "no node of pipeline '" + pipeline + "' makes a value named '" +
                           std::string(value) + "'";
        throw error(near == detail::npos
                        ? text
                        : text + "; did you mean '" + std::string(names[near]) + "'?");
    }

    template <fixed_string Name>
    node_report const& of(name_constant<Name>) const {
        return of(Name.view());
    }
};

} // namespace leat
