// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <exception>
#include <iostream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace leat::hooks {

/// How `memory` measures.
struct memory_options {
    /// Reset the process's own peak before each node. It is then lost to others who ask the system
    /// for it. Without it, what a node frees again before it ends is not seen.
    bool reset = true;
};

/// A hook that measures the resident memory of the process while each node runs, and writes a table
/// at the end of a run, also of one that failed: the peak, and how far it lies above what was
/// resident when the node began. When nodes run in parallel, a peak is that of all of them
/// together. Allocators keep what is freed for later, so a node's growth is what it needed beyond
/// that, and its peak holds what nodes before it left.
///
/// The system tells it, on Linux in /proc/self/status (VmRSS, VmHWM), whose peak is reset before
/// each node. Where it refuses to, the memory before and after the node is what counts; where it
/// tells nothing, nothing is measured; the table says so. Throws: what the stream throws. Cost:
/// some 100 us per node.
class memory {
public:
    memory() : memory(std::clog) {}
    explicit memory(memory_options options) : memory(std::clog, options) {}
    /// Requires: the stream outlives the hook.
    explicit memory(std::ostream& out, memory_options options = {})
        : out_(&out), options_(options) {}

    /// The peak while the node of this name ran, in the last run, in bytes; none if it did not run
    /// or could not be measured. O(nodes).
    LEAT_DECL std::optional<std::size_t> peak_of(std::string_view node) const;

    LEAT_DECL void before_pipeline_run(run_info const& run);

    LEAT_DECL void before_node_run(node_info const& node);
    void after_node_run(node_info const& node, node_report const&) { end(node); }
    void on_node_error(node_info const& node, std::exception_ptr) { end(node); }
    LEAT_DECL void on_node_skipped(node_info const& node, std::string_view);

    void after_pipeline_run(run_info const& run) { write(run); }
    void on_pipeline_error(run_info const& run, std::exception_ptr) { write(run); }

private:
    /// A node, in bytes; a peak of 0 was not measured.
    struct measured {
        std::string name{};
        std::size_t before = 0, peak = 0;
        bool runs = false;
    };

    LEAT_DECL void note();
    LEAT_DECL void end(node_info const& node);

    LEAT_DECL void write(run_info const& run);

    std::ostream* out_;
    memory_options options_;
    std::vector<measured> nodes_{};
    bool resets_ = true; // and the system has obeyed so far
    bool told_ = true;   // as far as it was asked in this run, the system has told
};

} // namespace leat::hooks

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/memory.ipp>
#endif
