// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/table.hpp>
#include <leat/hooks/terminal.hpp>
#include <leat/hooks/units.hpp>
#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <iostream>
#include <numeric>
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

    void before_pipeline_run(run_info const& run) {
        started_ = clock::now();
        nodes_.assign(run.nodes.size(), {});
    }
    void before_node_run(node_info const& node) {
        if (node.index < nodes_.size()) nodes_[node.index].started = clock::now();
    }
    void after_node_run(node_info const& node, node_report const& report) {
        if (node.index < nodes_.size()) nodes_[node.index].time = report.time;
    }
    void on_node_error(node_info const& node, std::exception_ptr) {
        if (node.index >= nodes_.size()) return;
        nodes_[node.index].time = clock::now() - nodes_[node.index].started;
    }

    void after_pipeline_run(run_info const& run) { write(run, ""); }
    void on_pipeline_error(run_info const& run, std::exception_ptr) {
        write(run,
              run.status == run_status::stopped ? ", until it was stopped" : ", until it failed");
    }

private:
    struct times {
        clock::time_point started{};
        nanoseconds time{};
    };

    void write(run_info const& run, std::string_view until) {
        nanoseconds const wall = run.wall.count() != 0 ? run.wall : clock::now() - started_;
        nodes_.resize(run.nodes.size());
        nanoseconds in_nodes{};
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (run.nodes[i].time.count() != 0) nodes_[i].time = run.nodes[i].time;
            in_nodes += nodes_[i].time;
        }
        std::vector<std::size_t> order(nodes_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, std::greater<>{}, [&](auto i) { return nodes_[i].time; });

        std::vector<std::vector<std::string>> rows{{"node", "time", "share", "attempts", "status"}};
        for (std::size_t const i : order) {
            auto const& report = run.nodes[i];
            rows.push_back({report.name, text(nodes_[i].time), share(nodes_[i].time, in_nodes),
                            report.attempts == 0 ? "-" : std::to_string(report.attempts),
                            std::string(detail::status_word(report.status))});
        }
        std::string all = run.pipeline + ": time of each node" + std::string(until) + "\n";
        detail::print_table(all, rows, "lrrrl");
        all += '\n';
        detail::print_table(
            all,
            {{"wall", text(wall)}, {"in nodes", text(in_nodes)}, {"in hooks", text(run.hook_time)}},
            "lr");
        detail::print_lines(*out_, all);
    }

    static std::string text(nanoseconds time) {
        if (time.count() == 0) return "-";
        std::string out;
        detail::print_duration(out, time);
        return out;
    }
    static std::string share(nanoseconds time, nanoseconds of) {
        if (time.count() == 0) return "-";
        double const share = static_cast<double>(time.count()) / static_cast<double>(of.count());
        auto const tenths = static_cast<long>(share * 1000 + 0.5);
        return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + '%';
    }

    std::ostream* out_;
    clock::time_point started_{};
    std::vector<times> nodes_{};
};

} // namespace leat::hooks
