// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/repo/query.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// A name and the text of its value, as {"ridge", "0.1"}.
struct named_text {
    std::string name;
    std::string text;
    digest content{}; ///< of the value, where its text does not say all of it; zero if not known
};

/// What `compare_runs` knows of a run.
struct compared_run {
    run_info const& info;
    std::vector<named_text> params{};
    std::vector<named_text> metrics{}; ///< their last values
};

/// One thing in which two runs differ.
struct run_difference {
    std::string what; ///< "run", "param", "metric", "node", or "time" for that of a node
    std::string name; ///< of a "run": "pipeline", "status" or "wall"
    std::optional<std::string> left; ///< nothing where that run has none
    std::optional<std::string> right;

    friend bool operator==(run_difference const&, run_difference const&) = default;
};

/// In what two runs differ.
struct run_comparison {
    std::string left{}; ///< the id of the run
    std::string right{};
    std::vector<run_difference> rows{};
    /// Nodes that did the same and have other keys for no other reason than what they take: a
    /// parameter or a node with a row, or another of these. They have no row.
    std::vector<std::string> followers{};

    /// A line for each row, in aligned columns under the ids of the runs. A text is cut to 60
    /// characters around the place where the two differ; one that is not there is a "-". Then one
    /// line with the number of followers.
    LEAT_DECL std::string to_text() const;
};

namespace detail {

/// `123 ns`, `1.23 us`, `12.3 ms`, `1.20 s`, `1.50 min`, `26.4 h`.
LEAT_DECL std::string short_duration(std::chrono::nanoseconds time);

/// What became of a node; with the reason where something kept it from running.
LEAT_DECL std::string outcome_of(node_report const& node);

/// Calls `both(name, left, right)` with a pointer to what has this name in each: first for those
/// of the left, in their order, then for those of the right alone. O(n log n).
template <class T, class Both>
void match_by_name(std::vector<T> const& left, std::vector<T> const& right, Both both) {
    std::map<std::string_view, T const*> rest;
    for (T const& r : right) rest.emplace(r.name, &r);
    for (T const& l : left) {
        auto const found = rest.find(l.name);
        both(l.name, &l, found == rest.end() ? nullptr : found->second);
        if (found != rest.end()) rest.erase(found);
    }
    for (T const& r : right)
        if (rest.erase(r.name)) both(r.name, static_cast<T const*>(nullptr), &r);
}

class run_comparer {
public:
    explicit run_comparer(run_comparison& out) : out_(&out) {}

    LEAT_DECL void texts(std::string_view what, std::vector<named_text> const& left,
                         std::vector<named_text> const& right);

    /// After the parameters.
    LEAT_DECL void nodes(run_info const& left, run_info const& right);

    LEAT_DECL void add(std::string_view what, std::string_view name,
                       std::optional<std::string> left, std::optional<std::string> right);

private:
    // Whether a node takes what differs, as a parameter or as what another node made.
    LEAT_DECL bool takes_what_differs(structure const* graph, std::string_view node) const;
    // No two times are equal: the double is worth a row, when that is not a flicker.
    LEAT_DECL void time(std::string_view name, std::chrono::nanoseconds left,
                        std::chrono::nanoseconds right);

    run_comparison* out_;
    std::set<std::string, std::less<>> different_{}; ///< values that are others, or may be
};

} // namespace detail

/// In what two runs differ, by whole values: pipeline, status, time, parameters, metrics and nodes,
/// in this order. A node differs by what became of it, its attempts and its key; where only the key
/// is another one, and that follows from a difference before it in the graph, it is a follower and
/// has no row. Its time has a row when one is at least twice the other and 10 ms more. Reads
/// nothing but what it is given. O(n log n).
LEAT_DECL run_comparison compare_runs(compared_run const& left, compared_run const& right);

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/compare.ipp>
#endif
