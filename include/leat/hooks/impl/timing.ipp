// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/table.hpp>
#include <leat/hooks/terminal.hpp>
#include <leat/hooks/timing.hpp>
#include <leat/hooks/units.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>

namespace leat::hooks {

LEAT_DECL void timing::before_pipeline_run(run_info const& run) {
    started_ = clock::now();
    nodes_.assign(run.nodes.size(), {});
}

LEAT_DECL void timing::before_node_run(node_info const& node) {
    if (node.index < nodes_.size()) nodes_[node.index].started = clock::now();
}

LEAT_DECL void timing::after_node_run(node_info const& node, node_report const& report) {
    if (node.index < nodes_.size()) nodes_[node.index].time = report.time;
}

LEAT_DECL void timing::on_node_error(node_info const& node, std::exception_ptr) {
    if (node.index >= nodes_.size()) return;
    nodes_[node.index].time = clock::now() - nodes_[node.index].started;
}

LEAT_DECL void timing::on_pipeline_error(run_info const& run, std::exception_ptr) {
    write(run, run.status == run_status::stopped ? ", until it was stopped" : ", until it failed");
}

LEAT_DECL void timing::write(run_info const& run, std::string_view until) {
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

LEAT_DECL std::string timing::text(nanoseconds time) {
    if (time.count() == 0) return "-";
    std::string out;
    detail::print_duration(out, time);
    return out;
}

LEAT_DECL std::string timing::share(nanoseconds time, nanoseconds of) {
    if (time.count() == 0) return "-";
    double const share = static_cast<double>(time.count()) / static_cast<double>(of.count());
    auto const tenths = static_cast<long>(share * 1000 + 0.5);
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + '%';
}

} // namespace leat::hooks
