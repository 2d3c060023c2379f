// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/compare.hpp>
#include <leat/repo/query_error.hpp>
#include <leat/support/digest.hpp>
#include <leat/support/table_cell.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace leat::detail {

LEAT_DECL std::string short_duration(std::chrono::nanoseconds time) {
    constexpr std::pair<double, char const*> units[] = {{3600e9, "h"}, {60e9, "min"}, {1e9, "s"},
                                                        {1e6, "ms"},   {1e3, "us"},   {1, "ns"}};
    double value = static_cast<double>(time.count());
    char const* name = "ns";
    for (auto const& [size, unit] : units)
        if (value >= 0.9995 * size) {
            value /= size;
            name = unit;
            break;
        }
    int const decimals = name[0] == 'n' || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    char text[40];
    std::snprintf(text, sizeof text, "%.*f %s", decimals, value, name);
    return text;
}

LEAT_DECL std::string outcome_of(node_report const& node) {
    constexpr std::string_view words[] = {"not run", "ran",        "from the cache", "resumed",
                                          "skipped", "overridden", "failed"};
    std::string text(words[static_cast<std::size_t>(node.status)]);
    if (node.attempts > 1) text += ", " + std::to_string(node.attempts) + " attempts";
    bool const kept = node.status == node_status::skipped || node.status == node_status::failed;
    return kept && !node.reason.empty() ? text + ": " + node.reason : text;
}

LEAT_DECL void run_comparer::texts(std::string_view what, std::vector<named_text> const& left,
                                   std::vector<named_text> const& right) {
    match_by_name(left, right, [&](auto const& name, named_text const* l, named_text const* r) {
        bool const contents = l && r && l->text == r->text && l->content != r->content &&
                              l->content != digest() && r->content != digest();
        auto const text = [&](named_text const* one) -> std::optional<std::string> {
            if (!one) return std::nullopt;
            if (!contents) return one->text;
            return one->text + (one->text.empty() ? "content " : ", content ") +
                   one->content.to_string().substr(0, 8);
        };
        add(what, name, text(l), text(r));
        if (what == "param" && text(l) != text(r)) different_.emplace(name);
    });
}

LEAT_DECL bool run_comparer::takes_what_differs(structure const* graph,
                                                std::string_view node) const {
    if (!graph) return false;
    auto const known = std::ranges::find(graph->nodes, node, &graph_node::name);
    return known != graph->nodes.end() &&
           std::ranges::any_of(known->inputs,
                               [&](auto const& input) { return different_.contains(input); });
}

// In the order of the graph, so that what a node takes comes before it.
LEAT_DECL void run_comparer::nodes(run_info const& left, run_info const& right) {
    structure const* const graph = left.graph ? left.graph.get() : right.graph.get();
    match_by_name(
        left.nodes, right.nodes, [&](auto const& name, node_report const* l, node_report const* r) {
            bool const keys =
                l && r && l->key != r->key && l->key != digest() && r->key != digest();
            auto const outcome = [&](node_report const* node) -> std::optional<std::string> {
                if (!node) return std::nullopt;
                return outcome_of(*node) +
                       (keys ? ", key " + node->key.to_string().substr(0, 8) : std::string());
            };
            if (keys && outcome_of(*l) == outcome_of(*r) && takes_what_differs(graph, name))
                out_->followers.push_back(name);
            else
                add("node", name, outcome(l), outcome(r));
            if (keys) {
                different_.emplace(name);
                different_.insert(l->outputs.begin(), l->outputs.end());
            }
            if (l && r) time(name, l->time, r->time);
        });
}

LEAT_DECL void run_comparer::add(std::string_view what, std::string_view name,
                                 std::optional<std::string> left,
                                 std::optional<std::string> right) {
    if (left != right)
        out_->rows.push_back(
            {std::string(what), std::string(name), std::move(left), std::move(right)});
}

LEAT_DECL void run_comparer::time(std::string_view name, std::chrono::nanoseconds left,
                                  std::chrono::nanoseconds right) {
    auto const [less, more] = std::minmax(left, right);
    if (less.count() > 0 && more / 2 >= less && more - less >= std::chrono::milliseconds(10))
        add("time", name, short_duration(left), short_duration(right));
}

} // namespace leat::detail

namespace leat {

LEAT_DECL run_comparison compare_runs(compared_run const& left, compared_run const& right) {
    run_comparison out{left.info.id, right.info.id};
    detail::run_comparer compare(out);
    auto const word = [](run_status status) {
        return std::string(detail::run_status_words[static_cast<std::size_t>(status)]);
    };
    compare.add("run", "pipeline", left.info.pipeline, right.info.pipeline);
    compare.add("run", "status", word(left.info.status), word(right.info.status));
    compare.add("run", "wall", detail::short_duration(left.info.wall),
                detail::short_duration(right.info.wall));
    compare.texts("param", left.params, right.params);
    compare.texts("metric", left.metrics, right.metrics);
    compare.nodes(left.info, right.info);
    return out;
}

LEAT_DECL std::string run_comparison::to_text() const {
    std::string const a = left.empty() ? "left" : left, b = right.empty() ? "right" : right;
    if (rows.empty()) return "no difference between " + a + " and " + b + '\n';
    std::vector<std::array<detail::table_cell, 4>> table;
    auto const add = [&](std::string_view what, std::string_view name, std::string_view l,
                         std::string_view r) {
        auto const [one, other] = detail::cells_of(l, r);
        table.push_back({detail::cell_of(what), detail::cell_of(name), one, other});
    };
    add("", "", a, b);
    for (run_difference const& row : rows)
        add(row.what, row.name, row.left ? *row.left : "-", row.right ? *row.right : "-");
    std::array<std::size_t, 4> widths{};
    for (auto const& row : table)
        for (std::size_t i = 0; i < 4; ++i) widths[i] = std::max(widths[i], row[i].size);
    std::string text;
    for (auto const& row : table) {
        for (std::size_t i = 0; i < 4; ++i) {
            text += row[i].text;
            if (i < 3) text.append(widths[i] - row[i].size + 2, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    if (!followers.empty())
        text += (followers.size() == 1
                     ? "1 more node has another key"
                     : std::to_string(followers.size()) + " more nodes have other keys") +
                std::string(", which follows from these differences\n");
    return text;
}

} // namespace leat
