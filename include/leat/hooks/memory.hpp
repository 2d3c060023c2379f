// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/timing.hpp>
#include <leat/hooks/units.hpp>
#include <leat/run/info.hpp>
#include <leat/run/node_info.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <functional>
#include <iostream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace leat::detail {

/// What the system tells of this process's resident memory, in bytes.
struct resident_memory {
    std::size_t now = 0;
    std::size_t peak = 0; ///< since it was last reset
};

/// None where the system does not tell: it is Linux that does.
inline std::optional<resident_memory> read_resident_memory() {
    int const file = ::open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    char text[8192];
    auto const size = ::read(file, text, sizeof text - 1);
    ::close(file);
    if (size <= 0) return std::nullopt;
    text[size] = '\0';
    auto const value = [&](std::string_view key) -> std::size_t {
        std::size_t const at = std::string_view(text).find(key);
        if (at == std::string_view::npos) return 0;
        return std::strtoull(text + at + key.size(), nullptr, 10) * 1024; // told in kB
    };
    resident_memory const found{value("\nVmRSS:"), value("\nVmHWM:")};
    if (found.now == 0) return std::nullopt;
    return found;
}

/// Lets the peak begin anew at what is resident now; false where the system refuses.
inline bool reset_peak_memory() {
    int const file = ::open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
    if (file < 0) return false;
    bool const done = ::write(file, "5", 1) == 1;
    ::close(file);
    return done;
}

} // namespace leat::detail

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
/// together.
///
/// Where the system refuses to reset the peak, the memory before and after the node is what counts,
/// and the table says so. Cost: some 20 us per node.
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
    }

    void before_node_run(node_info const& node) {
        if (node.index >= nodes_.size()) return;
        note(); // for those that run already: their peak is about to be reset
        resets_ = resets_ && detail::reset_peak_memory();
        auto const found = detail::read_resident_memory();
        if (!found) return;
        nodes_[node.index].before = nodes_[node.index].peak = found->now;
        nodes_[node.index].runs = true;
    }
    void after_node_run(node_info const& node, node_report const&) { end(node); }
    void on_node_error(node_info const& node, std::exception_ptr) { end(node); }

    void after_pipeline_run(run_info const& run) { write(run); }
    void on_pipeline_error(run_info const& run, std::exception_ptr) { write(run); }

private:
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
            detail::print_bytes(rows.back()[1], m->peak);
            detail::print_bytes(rows.back()[2], m->peak - m->before);
        }
        std::string all = run.pipeline;
        all += order.empty() ? ": memory of each node was not measured\n"
               : resets_     ? ": peak memory of the process while each node ran\n"
                             : ": memory of the process before and after each node, the larger\n";
        if (!order.empty()) detail::print_table(all, rows, "lrr");
        out_->write(all.data(), static_cast<std::streamsize>(all.size())).flush();
    }

    std::ostream* out_;
    memory_options options_;
    std::vector<measured> nodes_{};
    bool resets_ = true;
};

} // namespace leat::hooks
