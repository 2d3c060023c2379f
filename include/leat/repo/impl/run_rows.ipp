// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/process.hpp>
#include <leat/repo/record_file.hpp>
#include <leat/repo/run_rows.hpp>
#include <leat/repo/sqlite.hpp>

#include <iterator>
#include <utility>

namespace leat::detail {

LEAT_DECL std::optional<std::string_view> unless_empty(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

LEAT_DECL void insert_run(database& db, std::string_view id, run_start const& start,
                          process_mark const& process, std::int64_t began) {
    run_sql(db,
            "INSERT INTO runs(id, pipeline, status, origin, began, host, boot, pid, pid_began, "
            "pid_space, program, asked, sliced, graph, graph_bytes, part, anew) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id, start.pipeline, static_cast<int>(run_status::running), start.origin, began,
            process.host, process.boot, process.pid, process.began, process.space, start.program,
            join_names(start.asked),
            !start.sliced ? 0
            : start.slice ? 2
                          : 1,
            start.graph ? std::optional(start.graph->content.to_string()) : std::nullopt,
            start.graph ? std::optional(start.graph->bytes) : std::nullopt,
            join_names(start.slice.value_or(std::vector<std::string>())), join_names(start.anew));
}

LEAT_DECL void end_run(database& db, std::string_view id, run_end const& end) {
    run_sql(db,
            "UPDATE runs SET status = ?, wall = ?, hook_time = ?, failed_node = ?, reason = ? "
            "WHERE id = ?",
            static_cast<int>(end.status), end.wall.count(), end.hook_time.count(),
            unless_empty(end.failed_node), unless_empty(end.reason), id);
}

LEAT_DECL void waiting_rows::give_back(waiting_rows&& from) {
    auto const before = [](auto& to, auto& older) {
        to.insert(to.begin(), std::move_iterator(older.begin()), std::move_iterator(older.end()));
    };
    nodes.merge(from.nodes);
    before(values, from.values);
    before(params, from.params);
    before(tags, from.tags);
    before(artifacts, from.artifacts);
    if (from.held) held = std::move(from.held);
}

LEAT_DECL void write_rows(database& db, std::string_view run, waiting_rows const& rows) {
    for (auto const& [position, report] : rows.nodes)
        run_sql(
            db,
            "INSERT OR REPLACE INTO nodes(run, position, name, outputs, status, attempts, time, "
            "bytes, key, reason, began, thread) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            run, position, report.name, join_names(report.outputs), static_cast<int>(report.status),
            report.attempts, report.time.count(), report.bytes, report.key.to_string(),
            report.reason, report.began.count(), report.thread);
    for (run_value const& value : rows.values)
        run_sql(db,
                "INSERT OR REPLACE INTO run_values(run, name, key, content, version, bytes, type) "
                "VALUES(?, ?, ?, ?, ?, ?, ?)",
                run, value.name, value.key.to_string(), value.content.to_string(),
                value.version.to_string(), value.bytes, value.type);
    for (run_param const& param : rows.params) insert_param(db, run, param);
    for (std::string const& tag : rows.tags)
        run_sql(db, "INSERT OR IGNORE INTO tags(run, tag) VALUES(?, ?)", run, tag);
    for (run_artifact const& kept : rows.artifacts)
        run_sql(db,
                "INSERT OR REPLACE INTO artifacts(run, name, file, content, bytes) "
                "VALUES(?, ?, ?, ?, ?)",
                run, kept.name, kept.file, kept.content.to_string(), kept.bytes);
}

} // namespace leat::detail
