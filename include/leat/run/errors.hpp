// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// The base of everything that leat throws. `what()` says what is wrong, where, and what to do.
class error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A node's function has thrown. Thrown by a run, with the function's exception nested in it:
/// `std::rethrow_if_nested(e)` throws that one.
class node_error : public error, public std::nested_exception {
public:
    /// Requires: called while the function's exception is handled, which it takes in.
    node_error(std::string_view pipeline, std::string_view node, std::string_view message,
               std::vector<std::string> not_run)
        : error(describe(pipeline, node, message, not_run)), pipeline_(pipeline), node_(node),
          not_run_(std::move(not_run)) {}

    /// The name of the node: that of its value, or of all of its values with commas.
    std::string const& node() const noexcept { return node_; }
    std::string const& pipeline() const noexcept { return pipeline_; }
    /// The id of the run's record; empty when the run was not recorded.
    std::string const& run_id() const noexcept { return run_id_; }
    /// The nodes that were to run and did not, in the order of the graph.
    std::vector<std::string> const& not_run() const noexcept { return not_run_; }

private:
    static std::string describe(std::string_view pipeline, std::string_view node,
                                std::string_view message, std::vector<std::string> const& not_run) {
        std::string text = "node '" + std::string(node) + "' of pipeline '" +
                           std::string(pipeline) + "' failed: " + std::string(message);
        if (!not_run.empty()) text += "; not run:";
        for (auto const& name : not_run)
            text += (&name == not_run.data() ? " '" : ", '") + name + "'";
        return text;
    }

    std::string pipeline_;
    std::string node_;
    std::string run_id_;
    std::vector<std::string> not_run_;
};

/// A stop was requested, and the run ended before its next node.
class run_stopped : public error {
public:
    using error::error;
};

namespace detail {

/// The message of the exception that is being handled.
inline std::string current_message() {
    try {
        throw;
    } catch (std::exception const& e) {
        return e.what();
    } catch (...) {
        return "an exception that is not a std::exception";
    }
}

} // namespace detail
} // namespace leat
