// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/impl/ui_json.ipp>
#include <leat/hooks/json.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/query.hpp>
#include <leat/repo/query_notes.hpp>
#include <leat/repo/query_sql.hpp>
#include <leat/repo/repo.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/sweep.hpp>
#include <leat/view/word.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leat::detail {

/// Reads what a page of a list shows by few statements, and not all runs for each.
class ui_reader : public repo_reader {
public:
    explicit ui_reader(repo const& from) : repo_reader(from) {}

    /// Whether that is the id of a run. Throws `repo_error` when the repo cannot be read.
    bool has(std::string_view id) const {
        auto const use = state_->reading("find a run in");
        if (!use) return false;
        statement row(*use, "SELECT 1 FROM runs WHERE id = ? AND removing = 0");
        return row.bind(id).step();
    }

    /// At most `limit` runs that the query finds and whose ids are below `before`, the newest
    /// first, as JSON; of the first page also how many there are in all, and the notes.
    std::string runs_json(query const& wanted, std::size_t limit, std::string_view before) const {
        std::string out = "{\"runs\":[";
        bool const read_only = state_->read_only();
        std::vector<std::string> ids;
        bool more = false;
        std::int64_t total = 0;
        std::vector<std::string> notes;
        if (auto const use = state_->reading("list the runs of")) {
            auto const crashed = sweep(*state_, *use, read_only);
            query_statement const where = query_sql(wanted);
            statement row(*use, "SELECT id, pipeline, status, began, wall, failed_node, reason, "
                                "origin FROM runs WHERE removing = 0 AND " +
                                    where.sql + " AND runs.id < ? ORDER BY id DESC LIMIT ?");
            int at = bind_all(row, where);
            row.set(++at, before.empty() ? std::string_view("~") : before);
            row.set(++at, limit + 1);
            while (row.step()) {
                if (ids.size() == limit) {
                    more = true;
                    break;
                }
                if (!ids.empty()) out += ',';
                ids.push_back(row.text(0));
                print_run(out, *use, row, crashed.contains(ids.back()));
            }
            if (before.empty()) {
                total = number(*use, "SELECT count(*) FROM runs WHERE removing = 0 AND ", where);
                notes = query_notes(*use, wanted);
            }
        }
        out += "]";
        if (before.empty()) {
            out += ",\"total\":" + std::to_string(total) + ",\"notes\":";
            print_json_list(out, notes, [&](auto const& note) { print_json(out, note); });
        }
        if (more) print_json_member(out, "next", ids.back());
        out += ",\"more\":";
        out += more ? "true" : "false";
        return out + "}";
    }

    /// How far a run is, by counts: cheap. Empty where it is there no more.
    run_progress progress_of(std::string_view id) const {
        run_progress made;
        bool const read_only = state_->read_only();
        auto const use = state_->reading("read run '" + std::string(id) + "' in");
        if (!use) return made;
        auto const crashed = sweep(*state_, *use, read_only);
        statement row(*use, "SELECT status, began, wall, (SELECT count(*) FROM nodes WHERE run = "
                            "?1) + (SELECT count(*) FROM tags WHERE run = ?1) + (SELECT count(*) "
                            "FROM artifacts WHERE run = ?1) FROM runs WHERE id = ?1");
        if (!row.bind(id).step()) return made;
        made.status = crashed.contains(std::string(id)) ? run_status::crashed
                                                        : static_cast<run_status>(row.integer(0));
        made.wall = wall_of(row, 2, made.status, row.integer(1));
        made.parts = row.integer(3);
        made.mark = std::string(json_word(made.status)) + ' ' + std::to_string(made.parts);
        statement tracked(*use, "SELECT id, count FROM metrics WHERE run = ? ORDER BY id");
        tracked.bind(id);
        while (tracked.step())
            made.mark +=
                ' ' + std::to_string(tracked.integer(0)) + ':' + std::to_string(tracked.integer(1));
        return made;
    }

private:
    static int bind_all(statement& row, query_statement const& where) {
        int at = 0;
        for (auto const& value : where.bound)
            std::visit([&](auto const& one) { row.set(++at, one); }, value);
        return at;
    }

    static std::int64_t number(database& db, std::string const& sql, query_statement const& where) {
        statement row(db, sql + where.sql);
        bind_all(row, where);
        return row.step() ? row.integer(0) : 0;
    }

    // Of a run that goes on, until now; of one that crashed it is not known.
    static std::int64_t wall_of(statement const& row, int column, run_status status,
                                std::int64_t began) {
        if (!row.null(column)) return row.integer(column);
        if (status != run_status::running) return -1;
        return std::max<std::int64_t>(since_1970(std::chrono::system_clock::now()) - began, 0);
    }

    static void print_run(std::string& out, database& db, statement const& row, bool crashed) {
        std::string const id = row.text(0);
        auto const status = crashed ? run_status::crashed : static_cast<run_status>(row.integer(2));
        std::int64_t const wall = wall_of(row, 4, status, row.integer(3));
        out += "{\"id\":";
        print_json(out, id);
        print_json_member(out, "pipeline", row.view(1));
        print_json_member(out, "status", json_word(status));
        print_json_member(out, "began", iso_time(row.integer(3)));
        print_wall(out, wall);
        print_json_member(out, "failed_node", row.view(5));
        print_json_member(out, "reason", crashed ? crash_reason : row.view(6));
        if (!row.null(7)) print_json_member(out, "origin", row.view(7));
        print_tags(out, db, id);
        print_params(out, db, id);
        print_metrics(out, db, id);
        out += '}';
    }

    static void print_tags(std::string& out, database& db, std::string const& id) {
        statement row(db, "SELECT tag FROM tags WHERE run = ?");
        row.bind(id);
        out += ",\"tags\":[";
        for (char const* comma = ""; row.step(); comma = ",") {
            out += comma;
            print_json(out, row.view(0));
        }
        out += ']';
    }

    static void print_params(std::string& out, database& db, std::string const& id) {
        statement row(db, "SELECT name, value, type, rest FROM params WHERE run = ?");
        row.bind(id);
        out += ",\"params\":[";
        for (char const* begin = "{\"name\":"; row.step(); begin = ",{\"name\":") {
            out += begin;
            print_json(out, row.view(0));
            run_param const param{.name = {}, .value = param_of(row, 1, 3), .type = row.text(2)};
            print_json_member(out, "text", param.text());
            out += '}';
        }
        out += ']';
    }

    static void print_metrics(std::string& out, database& db, std::string const& id) {
        statement row(db,
                      "SELECT name, context, count, last FROM metrics WHERE run = ? ORDER BY id");
        row.bind(id);
        out += ",\"metrics\":[";
        for (char const* begin = "{\"name\":"; row.step(); begin = ",{\"name\":") {
            out += begin;
            print_json(out, row.view(0));
            print_json_member(out, "context", row.view(1));
            out += ",\"count\":" + std::to_string(row.integer(2));
            param_value const last = param_of(row, 3);
            print_json_member(
                out, "text",
                row.null(3) ? "nan" : run_param{.name = {}, .value = last, .type = {}}.text());
            out += '}';
        }
        out += ']';
    }
};

} // namespace leat::detail
