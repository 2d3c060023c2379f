// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/store_text.hpp>
#include <leat/graph/structure.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/points.hpp>
#include <leat/repo/run_record.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/info/info.hpp>
#include <leat/info/metric_series.hpp>
#include <leat/serial/archive.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <variant>

namespace leat {

LEAT_DECL std::shared_ptr<structure const> run_record::graph() const {
    try {
        auto const content = detail::read_digest(text_of("graph"));
        if (!content) return nullptr;
        auto const size = detail::read_number<std::uint64_t>(text_of("graph_bytes"));
        auto const bytes = get_blob(state_->store(), *content, size.value_or(0));
        if (!bytes) return nullptr;
        return std::make_shared<structure const>(load_from<structure>(std::string_view(*bytes)));
    } catch (error const&) { // a later leat's
        return nullptr;
    }
}

LEAT_DECL run_info run_record::info() const {
    run_info info;
    info.graph = graph();
    auto const use = read();
    info.id = id_;
    info.pipeline = pipeline_;
    info.began = began();
    {
        detail::statement row(*use,
                              "SELECT status, origin, wall, hook_time FROM runs WHERE id = ?");
        row.bind(id_).step();
        info.status = static_cast<run_status>(row.integer(0));
        // Found to be gone, where that could not be written.
        if (info.status == run_status::running) info.status = status_;
        if (!row.null(1)) info.origin = row.text(1);
        info.wall = std::chrono::nanoseconds(row.integer(2));
        info.hook_time = std::chrono::nanoseconds(row.integer(3));
    }
    detail::statement row(*use, "SELECT name, status, attempts, time, bytes, key, reason, outputs, "
                                "began, thread FROM nodes WHERE run = ? ORDER BY position");
    row.bind(id_);
    while (row.step()) {
        node_report& node = info.nodes.emplace_back();
        node.name = row.text(0);
        node.status = static_cast<node_status>(row.integer(1));
        node.attempts = static_cast<std::size_t>(row.integer(2));
        node.time = std::chrono::nanoseconds(row.integer(3));
        node.bytes = static_cast<std::size_t>(row.integer(4));
        node.key = detail::digest_of(row, 5);
        node.reason = row.text(6);
        node.outputs = detail::split_names(row.view(7));
        node.began = std::chrono::nanoseconds(row.integer(8));
        node.thread = static_cast<std::size_t>(row.integer(9));
    }
    return info;
}

LEAT_DECL run_info run_record::details() const {
    run_info made = info();
    for (run_param const& param : params())
        made.params.push_back({param.name, param.whole_text(), param.type, param.given});
    detail::metric_log lines;
    for (run_metric const& one : metric_names())
        for (metric_point const& point : metrics(one.name, one.context))
            if (auto const* const number = std::get_if<double>(&point.value))
                lines.add({one.name, *number, {}, false, {point.step, one.context}});
    made.metrics = lines.lines();
    return made;
}

LEAT_DECL std::vector<metric_point> run_record::metrics(
    std::string_view name, std::optional<std::string_view> context) const {
    auto const use = read();
    struct sequence { // one context
        std::string name, context;
        std::int64_t id, count;
        detail::metric_kind kind;
    };
    std::vector<sequence> all;
    detail::statement found(*use, "SELECT name, context, id, count, kind FROM metrics "
                                  "WHERE run = ? ORDER BY name, context");
    found.bind(id_);
    while (found.step())
        all.push_back({found.text(0), found.text(1), found.integer(2), found.integer(3),
                       static_cast<detail::metric_kind>(found.integer(4))});
    (void)find("metric", name, all);
    std::string contexts;
    sequence const* chosen = nullptr;
    std::size_t of_name = 0;
    for (sequence const& one : all) {
        if (one.name != name) continue;
        if (one.context == context.value_or("")) chosen = &one;
        if (!context && ++of_name == 1 && !chosen) chosen = &one;
        contexts += (contexts.empty() ? "'" : ", '") + one.context + "'";
    }
    if (!chosen || (!context && of_name > 1 && !chosen->context.empty()))
        throw repo_error("metric '" + std::string(name) + "' of run '" + id_ +
                         "' has no context '" + std::string(context.value_or("")) + "'; it has " +
                         contexts);
    std::vector<metric_point> points;
    points.reserve(static_cast<std::size_t>(chosen->count));
    detail::statement row(*use, "SELECT data FROM points WHERE metric = ? ORDER BY first");
    row.bind(chosen->id);
    while (row.step())
        if (!detail::unpack_points(row.view(0), chosen->kind, points))
            throw repo_error("metric '" + std::string(name) + "' of run '" + id_ +
                             "' is damaged in the repo '" + state_->shown().string() + "'");
    return points;
}

} // namespace leat
