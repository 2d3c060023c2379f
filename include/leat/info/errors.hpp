// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/error.hpp>

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {
namespace detail {

/// What a run that failed did not come to, and how the rest of it can be run.
struct left_over {
    std::vector<std::string> not_run{}; ///< nodes, in the order of the graph
    std::string advice{};               ///< code, or empty
    std::string run_id{};               ///< of the record, or empty

    std::string describe() const {
        std::string text;
        for (auto const& name : not_run)
            text += (&name == not_run.data() ? "; not run: '" : ", '") + name + "'";
        return advice.empty() ? text : text + "; to resume: " + advice;
    }
};

} // namespace detail

/// A run has failed. `what()` says why, which nodes were not run, and, where a catalog stores
/// enough to go on from, how to resume in code. The exception that was thrown first is nested in
/// it: `std::rethrow_if_nested(e)` throws that one.
class run_error : public error, public std::nested_exception {
public:
    std::string const& pipeline() const noexcept { return pipeline_; }
    /// The name of the node: that of its value, or of all of its values with commas. Empty when it
    /// failed outside of a node.
    std::string const& node() const noexcept { return node_; }
    /// The id of the run's record; empty when the run was not recorded.
    std::string const& run_id() const noexcept { return left_.run_id; }
    /// The nodes that were to run and did not, in the order of the graph.
    std::vector<std::string> const& not_run() const noexcept { return left_.not_run; }
    /// The arguments that make a run do the rest, as code: `leat::only("model", "rmse")`. Empty
    /// when nothing of what the rest needs is stored, so that it takes the whole run.
    std::string const& advice() const noexcept { return left_.advice; }

protected:
    /// Requires: called while the exception that is to be nested is handled.
    run_error(std::string const& what, std::string_view pipeline, std::string_view node,
              detail::left_over left)
        : error(what + left.describe()), pipeline_(pipeline), node_(node), left_(std::move(left)) {}

private:
    std::string pipeline_;
    std::string node_;
    detail::left_over left_;
};

/// A node's function has thrown.
class node_error : public run_error {
public:
    node_error(std::string_view pipeline, std::string_view node, std::string_view message,
               detail::left_over left)
        : run_error("node '" + std::string(node) + "' of pipeline '" + std::string(pipeline) +
                        "' failed: " + std::string(message),
                    pipeline, node, std::move(left)) {}
};

/// A dataset of the catalog could not be loaded or saved.
class dataset_error : public run_error {
public:
    /// `doing`: "loaded for" or "saved by", as it goes with the node; `place`: what the dataset
    /// says of itself.
    dataset_error(std::string_view pipeline, std::string_view dataset, std::string_view place,
                  std::string_view doing, std::string_view node, std::string_view message,
                  detail::left_over left)
        : run_error("dataset '" + std::string(dataset) + "' (" + std::string(place) +
                        ") could not be " + std::string(doing) +
                        (node.empty() ? " the result" : " node '" + std::string(node) + "'") +
                        " of pipeline '" + std::string(pipeline) + "': " + std::string(message),
                    pipeline, node, std::move(left)),
          dataset_(dataset) {}

    /// The name of the value that the dataset stores.
    std::string const& dataset() const noexcept { return dataset_; }

private:
    std::string dataset_;
};

/// A hook has thrown.
class hook_error : public run_error {
public:
    /// `subject`: what the hook was called for, as in "node 'model'"; empty for the run itself.
    hook_error(std::string_view pipeline, std::string_view hook, std::string_view point,
               std::string_view subject, std::string_view node, std::string_view message,
               detail::left_over left)
        : run_error("hook '" + std::string(hook) + "' failed in " + std::string(point) + " of " +
                        (subject.empty() ? "" : std::string(subject) + " of ") + "pipeline '" +
                        std::string(pipeline) + "': " + std::string(message),
                    pipeline, node, std::move(left)),
          hook_(hook), point_(point) {}

    /// The type of the hook.
    std::string const& hook() const noexcept { return hook_; }
    /// The member that threw: "before_node_run".
    std::string const& point() const noexcept { return point_; }

private:
    std::string hook_;
    std::string point_;
};

/// What a node with a `check` returned fails it. Nested in the `node_error`.
class check_error : public error {
public:
    using error::error;
};

/// A node with a `timeout` took longer. Nested in the `node_error`; if its function threw after
/// that time, what it threw is nested in this.
class timeout_error : public error {
public:
    using error::error;
};

/// An `iterate` came to its limit of rounds, and its `until` says that this is an error. Nested in
/// the `node_error`.
class limit_error : public error {
public:
    using error::error;
};

/// A stop was requested, and the run ended before its next node.
class run_stopped : public error {
public:
    using error::error;
};

} // namespace leat
