// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/resident.hpp>
#include <leat/hooks/table.hpp>
#include <leat/hooks/terminal.hpp>
#include <leat/hooks/units.hpp>
#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <functional>
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
    std::optional<std::size_t> peak_of(std::string_view node) const {
        for (auto const& m : nodes_)
            if (m.name == node && m.peak != 0) return m.peak;
        return std::nullopt;
    }

    void before_pipeline_run(run_info const& run) {
        nodes_.assign(run.nodes.size(), {});
        for (std::size_t i = 0; i < nodes_.size(); ++i) nodes_[i].name = run.nodes[i].name;
        resets_ = options_.reset;
        told_ = true;
    }

    void before_node_run(node_info const& node) {
        if (node.index >= nodes_.size()) return;
        note(); // for those that run already: their peak is about to be reset
        resets_ = resets_ && detail::reset_peak_memory();
        auto const found = detail::read_resident_memory();
        told_ = found.has_value();
        if (!told_) return;
        nodes_[node.index].before = nodes_[node.index].peak = found->now;
        nodes_[node.index].runs = true;
    }
    void after_node_run(node_info const& node, node_report const&) { end(node); }
    void on_node_error(node_info const& node, std::exception_ptr) { end(node); }
    void on_node_skipped(node_info const& node, std::string_view) {
        if (node.index < nodes_.size()) nodes_[node.index] = {.name = std::string(node.name)};
    }

    void after_pipeline_run(run_info const& run) { write(run); }
    void on_pipeline_error(run_info const& run, std::exception_ptr) { write(run); }

private:
    /// A node, in bytes; a peak of 0 was not measured.
    struct measured {
        std::string name{};
        std::size_t before = 0, peak = 0;
        bool runs = false;
    };

    void note() {
        if (std::ranges::none_of(nodes_, &measured::runs)) return;
        auto const found = detail::read_resident_memory();
        if (!found) return;
        std::size_t const peak = resets_ ? std::max(found->peak, found->now) : found->now;
        for (auto& m : nodes_)
            if (m.runs) m.peak = std::max(m.peak, peak);
    }
    void end(node_info const& node) {
        if (node.index >= nodes_.size()) return;
        note();
        nodes_[node.index].runs = false;
    }

    void write(run_info const& run) {
        std::vector<measured const*> order;
        for (auto const& m : nodes_)
            if (m.peak != 0) order.push_back(&m);
        std::ranges::stable_sort(order, std::greater<>{}, &measured::peak);
        std::vector<std::vector<std::string>> rows{{"node", "peak", "growth"}};
        for (auto const* m : order) {
            rows.push_back({m->name, "", ""});
            detail::print_mebibytes(rows.back()[1], m->peak);
            detail::print_mebibytes(rows.back()[2], m->peak - m->before);
        }
        std::string all = run.pipeline;
        if (order.empty()) {
            all += told_ ? ": no node ran, so no memory was measured\n"
                         : ": the system does not tell the memory of the process\n";
        } else {
            all += resets_ ? ": resident memory of the process, its peak while each node ran\n"
                           : ": resident memory of the process, the larger of before and after "
                             "each node\n";
            detail::print_table(all, rows, "lrr");
            all += "  Allocators keep what is freed, so a node may begin with what others left.\n";
        }
        detail::print_lines(*out_, all);
    }

    std::ostream* out_;
    memory_options options_;
    std::vector<measured> nodes_{};
    bool resets_ = true; // and the system has obeyed so far
    bool told_ = true;   // as far as it was asked in this run, the system has told
};

} // namespace leat::hooks
