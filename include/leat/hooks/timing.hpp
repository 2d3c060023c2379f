// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace leat::hooks {

/// A hook that writes, at the end of a run and also of one that failed, a table of the nodes'
/// times, the longest first, and those of the whole. The share is of the time in all nodes, which
/// exceeds that of the run when nodes run in parallel. A node's time is that in its function; that
/// in hooks is counted up to the end of the last node.
/// Throws: what the stream throws. Cost: some 100 ns per node, and the table.
class timing {
    using clock = std::chrono::steady_clock;
    using nanoseconds = std::chrono::nanoseconds;

public:
    timing() : timing(std::clog) {}
    /// Requires: the stream outlives the hook.
    explicit timing(std::ostream& out) : out_(&out) {}

    LEAT_DECL void before_pipeline_run(run_info const& run);
    LEAT_DECL void before_node_run(node_info const& node);
    LEAT_DECL void after_node_run(node_info const& node, node_report const& report);
    LEAT_DECL void on_node_error(node_info const& node, std::exception_ptr);

    void after_pipeline_run(run_info const& run) { write(run, ""); }
    LEAT_DECL void on_pipeline_error(run_info const& run, std::exception_ptr);

private:
    struct times {
        clock::time_point started{};
        nanoseconds time{};
    };

    LEAT_DECL void write(run_info const& run, std::string_view until);

    LEAT_DECL static std::string text(nanoseconds time);
    LEAT_DECL static std::string share(nanoseconds time, nanoseconds of);

    std::ostream* out_;
    clock::time_point started_{};
    std::vector<times> nodes_{};
};

} // namespace leat::hooks

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/timing.ipp>
#endif
