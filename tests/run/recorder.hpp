// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/leat.hpp>

#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What happened, one line for each event, in order.
using events = std::vector<std::string>;

/// A hook with every point, for every node and dataset: writes each event down, as
/// `a.before_node_run model`, and throws at the event that it is told to throw at.
struct recorder {
    events& seen;
    std::string name{};
    std::string throw_at{};

    void note(std::string what) {
        if (!name.empty()) what = name + "." + what;
        seen.push_back(what);
        if (what == throw_at) throw std::runtime_error("thrown by the hook " + name);
    }
    void about(char const* point, std::string_view whom, std::string_view more = {}) {
        note(std::string(point)
                 .append(" ")
                 .append(whom)
                 .append(more.empty() ? "" : ": ")
                 .append(more));
    }

    void before_pipeline_run(leat::run_info const& run) {
        about("before_pipeline_run", run.pipeline);
    }
    void after_pipeline_run(leat::run_info const& run) {
        about("after_pipeline_run", run.pipeline);
    }
    void on_pipeline_error(leat::run_info const& run, std::exception_ptr) {
        about("on_pipeline_error", run.pipeline);
    }
    void before_node_run(leat::node_info const& node) { about("before_node_run", node.name); }
    void after_node_run(leat::node_info const& node) { about("after_node_run", node.name); }
    void on_node_error(leat::node_info const& node, std::exception_ptr error) {
        about("on_node_error", node.name, leat::detail::message_of(error));
    }
    void on_node_skipped(leat::node_info const& node, std::string_view why) {
        about("on_node_skipped", node.name, why);
    }
    void before_dataset_loaded(std::string_view value, leat::node_info const& node) {
        about("before_dataset_loaded", value, node.name);
    }
    void after_dataset_loaded(std::string_view value) { about("after_dataset_loaded", value); }
    void before_dataset_saved(std::string_view value, leat::node_info const& node) {
        about("before_dataset_saved", value, node.name);
    }
    void after_dataset_saved(std::string_view value) { about("after_dataset_saved", value); }
    void on_dataset_error(std::string_view value, std::exception_ptr error) {
        about("on_dataset_error", value, leat::detail::message_of(error));
    }
};

/// What `action` throws says; empty when it throws nothing.
template <class Error = std::exception, class F>
std::string what_of(F&& action) {
    try {
        action();
    } catch (Error const& error) {
        return error.what();
    }
    return {};
}

/// Calls `check` with no further service, and with one that makes the run be laid out at run time:
/// what hooks see is the same.
template <class Check>
void in_each_engine(Check check) {
    check();
    check(leat::catalog());
}
