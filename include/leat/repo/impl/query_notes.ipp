// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query_notes.hpp>
#include <leat/repo/query_sql.hpp>
#include <leat/support/nearest.hpp>

#include <cstddef>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

namespace leat::detail {

LEAT_DECL named_things things_of(query_subject subject) {
    switch (subject) {
    case query_subject::param:
        return {"parameter", "SELECT 1 FROM params WHERE name = ? LIMIT 1",
                "SELECT DISTINCT name FROM params"};
    case query_subject::metric:
        return {"metric", "SELECT 1 FROM metrics WHERE name = ? LIMIT 1",
                "SELECT DISTINCT name FROM metrics"};
    case query_subject::tag:
        return {"tag", "SELECT 1 FROM tags WHERE tag = ? LIMIT 1", "SELECT DISTINCT tag FROM tags"};
    case query_subject::pipeline:
        return {"pipeline", "SELECT 1 FROM runs WHERE pipeline = ? LIMIT 1",
                "SELECT DISTINCT pipeline FROM runs"};
    default:
        return {};
    }
}

LEAT_DECL std::string name_asked(query_condition const& c) {
    if (c.subject != query_subject::pipeline) return c.name;
    std::string const* const text = std::get_if<std::string>(&c.value);
    return text && c.relation == query_relation::equal ? *text : std::string();
}

LEAT_DECL std::vector<std::string> unknown_names(database& db, query const& wanted) {
    std::vector<std::string> notes;
    std::set<std::pair<query_subject, std::string>> seen;
    for (query_part const& part : wanted.parts()) {
        if (part.kind != query_kind::condition) continue;
        named_things const things = things_of(part.condition.subject);
        std::string const name = name_asked(part.condition);
        if (!things.what || name.empty() || !seen.emplace(part.condition.subject, name).second)
            continue;
        if (statement one(db, things.has); one.bind(name).step()) continue;
        std::vector<std::string> names;
        statement row(db, things.all);
        while (row.step()) names.push_back(row.text(0));
        std::size_t const near =
            nearest(name, names.size(), [&](std::size_t i) { return std::string_view(names[i]); });
        notes.push_back("no run has a " + std::string(things.what) + " '" + name + "'" +
                        (near == npos ? "" : "; did you mean '" + names[near] + "'?"));
    }
    return notes;
}

LEAT_DECL std::vector<std::string> mistyped_values(database& db, query const& wanted) {
    std::vector<std::string> notes;
    query_statement const sql = query_mismatch_sql(wanted);
    if (sql.sql.empty()) return notes;
    statement row(db, sql.sql);
    int at = 0;
    for (auto const& value : sql.bound)
        std::visit([&](auto const& one) { row.set(++at, one); }, value);
    while (row.step())
        notes.push_back(query_mismatch_text(row.text(0), row.text(1), row.text(2), row.text(3),
                                            row.integer(4)));
    return notes;
}

LEAT_DECL std::vector<std::string> query_notes(database& db, query const& wanted) {
    std::vector<std::string> notes = unknown_names(db, wanted);
    for (std::string& note : mistyped_values(db, wanted)) notes.push_back(std::move(note));
    return notes;
}

} // namespace leat::detail
