// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/memory.hpp>
#include <leat/hooks/resident.hpp>
#include <leat/hooks/table.hpp>
#include <leat/hooks/terminal.hpp>
#include <leat/hooks/units.hpp>

#include <algorithm>
#include <functional>

namespace leat::hooks {

LEAT_DECL std::optional<std::size_t> memory::peak_of(std::string_view node) const {
    for (auto const& m : nodes_)
        if (m.name == node && m.peak != 0) return m.peak;
    return std::nullopt;
}

LEAT_DECL void memory::before_pipeline_run(run_info const& run) {
    nodes_.assign(run.nodes.size(), {});
    for (std::size_t i = 0; i < nodes_.size(); ++i) nodes_[i].name = run.nodes[i].name;
    resets_ = options_.reset;
    told_ = true;
}

LEAT_DECL void memory::before_node_run(node_info const& node) {
    if (node.index >= nodes_.size()) return;
    note(); // for those that run already: their peak is about to be reset
    resets_ = resets_ && detail::reset_peak_memory();
    auto const found = detail::read_resident_memory();
    told_ = found.has_value();
    if (!told_) return;
    nodes_[node.index].before = nodes_[node.index].peak = found->now;
    nodes_[node.index].runs = true;
}

LEAT_DECL void memory::on_node_skipped(node_info const& node, std::string_view) {
    if (node.index < nodes_.size()) nodes_[node.index] = {.name = std::string(node.name)};
}

LEAT_DECL void memory::note() {
    if (std::ranges::none_of(nodes_, &measured::runs)) return;
    auto const found = detail::read_resident_memory();
    if (!found) return;
    std::size_t const peak = resets_ ? std::max(found->peak, found->now) : found->now;
    for (auto& m : nodes_)
        if (m.runs) m.peak = std::max(m.peak, peak);
}

LEAT_DECL void memory::end(node_info const& node) {
    if (node.index >= nodes_.size()) return;
    note();
    nodes_[node.index].runs = false;
}

LEAT_DECL void memory::write(run_info const& run) {
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

} // namespace leat::hooks
