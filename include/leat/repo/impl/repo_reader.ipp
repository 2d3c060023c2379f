// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/session_record.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/query_notes.hpp>
#include <leat/repo/query_sql.hpp>
#include <leat/repo/query_text.hpp>
#include <leat/repo/removal.hpp>
#include <leat/repo/repo_reader.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/sweep.hpp>
#include <leat/serial/shown.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace leat::detail {

LEAT_DECL std::vector<run_record> repo_reader::runs() const {
    return records("SELECT id, pipeline, status, began FROM runs WHERE removing = 0 "
                   "ORDER BY id DESC");
}

LEAT_DECL run_record repo_reader::run(std::string_view id) const {
    auto found = records("SELECT id, pipeline, status, began FROM runs "
                         "WHERE id >= ?1 AND id < ?1 || '~' AND removing = 0 "
                         "ORDER BY id LIMIT 2",
                         id);
    bool const by_end = found.empty() && !id.empty();
    if (by_end) // in which those of one second differ
        found = records("SELECT id, pipeline, status, began FROM runs "
                        "WHERE substr(id, -length(?1)) = ?1 AND removing = 0 "
                        "ORDER BY id LIMIT 2",
                        id);
    if (found.size() == 1 || (!found.empty() && found.front().id() == id))
        return std::move(found.front());
    if (found.size() > 1)
        throw repo_error("several runs in the repo '" + state_->shown().string() +
                         (by_end ? "' end with '" : "' begin with '") + std::string(id) +
                         "', as '" + found[0].id() + "' and '" + found[1].id() +
                         "'; give more of the id");
    if (auto const use = state_->reading("find a run in"))
        throw_unknown_run(*use, id, state_->shown());
    throw repo_error("there is no run '" + std::string(id) + "' in the repo '" +
                     state_->shown().string() + "', which has none yet");
}

LEAT_DECL run_list repo_reader::runs(query const& wanted) const {
    query_statement const where = query_sql(wanted);
    run_list found;
    static_cast<std::vector<run_record>&>(found) = records_where(where);
    if (auto const use = state_->reading("look through the runs of"))
        found.notes = query_notes(*use, wanted);
    return found;
}

LEAT_DECL run_list repo_reader::runs(std::string_view text) const {
    return runs(parse_query(text));
}

LEAT_DECL run_record repo_reader::lowest(std::string_view metric, query const& wanted) const {
    return extreme(metric, wanted, 1);
}

LEAT_DECL run_record repo_reader::highest(std::string_view metric, query const& wanted) const {
    return extreme(metric, wanted, -1);
}

LEAT_DECL run_comparison repo_reader::compare(std::string_view left, std::string_view right) const {
    run_record const one = run(left), other = run(right);
    run_info const first = one.info(), second = other.info();
    return compare_runs(described(one, first), described(other, second));
}

LEAT_DECL std::optional<run_record> repo_reader::latest() const {
    return first(records("SELECT id, pipeline, status, began FROM runs WHERE removing = 0 "
                         "ORDER BY id DESC LIMIT 1"));
}

LEAT_DECL std::optional<run_record> repo_reader::latest(std::string_view pipeline) const {
    return first(records("SELECT id, pipeline, status, began FROM runs WHERE pipeline = ? AND "
                         "removing = 0 ORDER BY id DESC LIMIT 1",
                         pipeline));
}

LEAT_DECL std::vector<run_record> repo_reader::records(
    std::string_view sql, std::optional<std::string_view> value) const {
    std::vector<run_record> all;
    bool const read_only = state_->read_only();
    auto const use = state_->reading("list the runs of");
    if (!use) return all;
    std::set<std::string> const crashed = sweep(*state_, *use, read_only);
    statement row(*use, sql);
    if (value) row.bind(*value);
    read_all(row, crashed, all);
    return all;
}

LEAT_DECL std::vector<run_record> repo_reader::records_where(query_statement const& where) const {
    std::vector<run_record> all;
    bool const read_only = state_->read_only();
    auto const use = state_->reading("list the runs of");
    if (!use) return all;
    std::set<std::string> const crashed = sweep(*state_, *use, read_only);
    statement row(*use, "SELECT id, pipeline, status, began FROM runs WHERE removing = 0 AND " +
                            where.sql + " ORDER BY id DESC");
    int at = 0;
    for (auto const& one : where.bound)
        std::visit([&](auto const& bound) { row.set(++at, bound); }, one);
    read_all(row, crashed, all);
    return all;
}

LEAT_DECL void repo_reader::read_all(statement& row, std::set<std::string> const& crashed,
                                     std::vector<run_record>& all) const {
    while (row.step()) {
        run_record& made =
            all.emplace_back(state_, row.text(0), row.text(1),
                             static_cast<run_status>(row.integer(2)), row.integer(3));
        if (!crashed.empty() && crashed.contains(made.id())) made.show_crashed();
    }
}

LEAT_DECL run_record repo_reader::extreme(std::string_view name, query const& wanted,
                                          int sign) const {
    std::optional<run_record> found;
    double least = 0;
    for (run_record const& one : runs(wanted && leat::metric(std::string(name)).exists()))
        for (run_metric const& metric : one.metric_names()) {
            double const* const last = std::get_if<double>(&metric.last);
            if (metric.name != name || !metric.context.empty() || !last || *last != *last) continue;
            if (found && sign * *last >= least) continue;
            found = one;
            least = sign * *last;
        }
    if (found) return *found;
    throw repo_error("no run that was asked for in " + describe() + " has a metric '" +
                     std::string(name) + "'");
}

LEAT_DECL compared_run repo_reader::described(run_record const& run, run_info const& info) {
    compared_run made{info};
    std::vector<run_value> const values = run.values();
    for (run_param const& param : run.params()) {
        auto const kept = std::ranges::find(values, param.name, &run_value::name);
        bool const is_whole = param.is_whole() || kept == values.end();
        auto const files = std::ranges::find(values, files_of(param.name), &run_value::name);
        made.params.push_back({param.name, param.recorded_text(),
                               files != values.end() ? files->version
                               : is_whole            ? digest()
                                                     : kept->content});
    }
    for (run_metric const& metric : run.metric_names())
        made.metrics.push_back(
            {metric.context.empty() ? metric.name : metric.name + "[" + metric.context + "]",
             run_param{.name = {}, .value = metric.last, .type = {}}.text()});
    return made;
}

LEAT_DECL std::optional<run_record> repo_reader::first(std::vector<run_record> found) {
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

} // namespace leat::detail
