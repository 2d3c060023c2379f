// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query_sql.hpp>
#include <leat/repo/run_row.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

namespace leat::detail {

LEAT_DECL bool has_wanted_type(query_condition const& c) {
    return c.relation != query_relation::exists && c.relation != query_relation::is_nan &&
           (c.subject == query_subject::param ||
            (c.subject == query_subject::metric && c.part != metric_part::count));
}

LEAT_DECL void query_writer::write(query const& q) {
    auto part = q.parts().begin();
    write(part, false);
}

LEAT_DECL void query_writer::write_named(query_condition const& c) {
    add("name = ?", c.name);
    if (c.context) add(" AND context = ?", *c.context);
}

LEAT_DECL void query_writer::write_mistyped(query_condition const& c) {
    bool const text = wants_text(c);
    if (c.subject == query_subject::metric) // whose last value is NULL for a NaN, a number
        return add(text ? " AND (last < '' OR last IS NULL)" : " AND last >= ''");
    add(text ? " AND (value < '' OR value >= x'' OR value IS NULL)"
             : " AND (value >= '' AND value < x'' OR value IS NULL)");
}

LEAT_DECL void query_writer::add(std::string_view sql, query_value value) {
    out_->sql += sql;
    out_->bound.push_back(std::move(value));
}

LEAT_DECL int query_writer::guess(query_part const& part) {
    if (part.kind != query_kind::condition) return 4;
    query_condition const& c = part.condition;
    bool const equal = c.relation == query_relation::equal;
    if (part.negated) return 5;
    switch (c.subject) {
    case query_subject::tag:
        return 0;
    case query_subject::param:
        return equal ? 0 : 2;
    case query_subject::metric:
        return c.part != metric_part::last ? 3 : equal ? 0 : 2;
    case query_subject::pipeline:
        return equal ? 1 : 5;
    case query_subject::status:
        return c.value == query_value(std::int64_t(run_status::completed)) ? 3 : 1;
    default:
        return 5;
    }
}

LEAT_DECL query_writer::part_iterator query_writer::after(part_iterator part) {
    for (std::size_t i = part++->members; i > 0; --i) part = after(part);
    return part;
}

LEAT_DECL void query_writer::write(part_iterator& part, bool found) {
    query_part const& p = *part++;
    if (p.kind == query_kind::condition) return write(p.condition, p.negated, found);
    bool const all = p.kind == query_kind::all;
    if (p.members == 0) return add(all ? "1" : "0");
    auto first = part;
    auto member = part;
    for (std::size_t i = 1; all && i < p.members; ++i) {
        member = after(member);
        if (guess(*member) < guess(*first)) first = member;
    }
    for (std::size_t i = 0; i < p.members; ++i) {
        add(i == 0 ? "(" : all ? " AND " : " OR ");
        bool const finds = !all || part == first;
        write(part, found || !finds);
    }
    add(")");
}

LEAT_DECL void query_writer::write(query_condition const& c, bool negated, bool found) {
    bool const also = lenient_ && !negated && has_wanted_type(c);
    if (also) add("(");
    if (negated) add("NOT ");
    write(c, found);
    if (!also) return;
    add(" OR ");
    begin_lookup(c, found);
    write_mistyped(c);
    add("))");
}

LEAT_DECL void query_writer::write(query_condition const& c, bool found) {
    switch (c.subject) {
    case query_subject::param:
        begin_lookup(c, found);
        write_relation("value", c);
        return add(")");
    case query_subject::metric:
        begin_lookup(c, found);
        write_relation(std::string(metric_columns[static_cast<std::size_t>(c.part)]), c);
        return add(")");
    case query_subject::tag:
        begin_lookup(c, found);
        return add(")");
    case query_subject::status:
        return add(found ? "+runs.status = ?" : "runs.status = ?", c.value);
    case query_subject::pipeline:
        if (c.relation == query_relation::contains)
            return add("instr(runs.pipeline, ?) > 0", c.value);
        return add(found ? "+runs.pipeline = ?" : "runs.pipeline = ?", c.value);
    case query_subject::began:
        add("runs.began ");
        return add(operator_of(c.relation), c.value);
    case query_subject::wall: // not known before the run is closed
        add("ifnull(runs.wall ");
        add(operator_of(c.relation), c.value);
        return add(", 0)");
    }
}

LEAT_DECL void query_writer::begin_lookup(query_condition const& c, bool found) {
    bool const metric = c.subject == query_subject::metric;
    bool const tag = c.subject == query_subject::tag;
    add(found ? "EXISTS (SELECT 1 FROM " : "runs.id IN (SELECT run FROM ");
    add(metric ? "metrics" : tag ? "tags" : "params");
    // SQLite would rather go through the metrics of this name of all runs, for each run.
    if (found && metric) add(" INDEXED BY sqlite_autoindex_metrics_1");
    add(found ? " WHERE run = runs.id AND " : " WHERE ");
    if (tag) return add("tag = ?", c.name);
    write_named(c);
}

LEAT_DECL void query_writer::write_relation(std::string const& column, query_condition const& c) {
    using enum query_relation;
    if (c.relation == is_nan)
        return add(c.subject == query_subject::param ? " AND value >= x''"
                                                     : " AND last IS NULL AND kind = 0");
    bool const equals = c.relation == equal || c.relation == exists;
    bool const below = equals || c.relation == less || c.relation == at_most;
    bool const above = equals || c.relation == greater || c.relation == at_least;
    if (wants_text(c) && !above) add(" AND " + column + " >= ''");
    if (!below) add(" AND " + column + (wants_text(c) ? " < x''" : " < ''"));
    if (c.relation == exists) return;
    if (c.relation == query_relation::contains)
        return add(" AND instr(" + column + ", ?) > 0", c.value);
    if (c.subject == query_subject::param && !wants_text(c)) return write_number(c);
    add(" AND " + column + ' ' + std::string(operator_of(c.relation)), c.value);
}

LEAT_DECL void query_writer::write_number(query_condition const& c) {
    using enum query_relation;
    auto const wide = [](auto number) { return static_cast<long double>(number); };
    auto const* const whole = std::get_if<std::int64_t>(&c.value);
    long double const value = whole ? wide(*whole) : wide(std::get<double>(c.value));
    long double const exact = value + wide(c.rest);
    auto const near = static_cast<double>(exact);
    bool const finite = exact - exact == 0;
    double const rest = finite ? static_cast<double>(exact - wide(near)) : 0;
    auto const as_float = static_cast<double>(static_cast<float>(exact));

    long double low = value, high = value;
    query_value least = c.value, most = c.value;
    for (double const other : {near, as_float}) {
        if (wide(other) < low) low = wide(other), least = other;
        if (wide(other) > high) high = wide(other), most = other;
    }
    bool const equals = c.relation == equal;
    if (equals && low == high) add(" AND value = ?", least);
    bool const ranges = equals && low != high;
    if (ranges || c.relation == greater || c.relation == at_least) add(" AND value >= ?", least);
    if (ranges || c.relation == less || c.relation == at_most) add(" AND value <= ?", most);

    std::string const op(operator_of(c.relation));
    add(" AND iif(rest IS NULL, value " + op.substr(0, op.find('?')));
    if (wide(as_float) != value) {
        add("iif(type IN (");
        for (std::string_view const type : float_types)
            add((type == float_types[0] ? "'" : ", '") + std::string(type) + "'");
        add("), ?, ", as_float);
        add("?)", c.value);
    } else {
        add("?", c.value);
    }
    add(", (value, rest) " + op.substr(0, op.find('?')) + "(?, ", near);
    add("?))", rest);
}

LEAT_DECL std::string_view query_writer::operator_of(query_relation relation) {
    constexpr std::string_view operators[] = {"", "= ?", "<> ?", "< ?", "<= ?", "> ?", ">= ?"};
    return operators[static_cast<std::size_t>(relation)];
}

} // namespace leat::detail

namespace leat {

LEAT_DECL query_statement query_sql(query const& q) {
    query_statement out;
    detail::query_writer(out).write(q);
    return out;
}

LEAT_DECL query_statement query_mismatch_sql(query const& q) {
    using namespace detail;
    auto const named = [](query_condition const& c) { return std::tie(c.subject, c.name); };
    auto const less = [&](query_condition const* a, query_condition const* b) {
        return std::tie(a->subject, a->name, a->context) <
               std::tie(b->subject, b->name, b->context);
    };
    std::set<query_condition const*, decltype(less)> asked(less);
    for (query_part const& part : q.parts())
        if (part.kind == query_kind::condition && has_wanted_type(part.condition))
            asked.insert(&part.condition);
    auto const asked_as_both = [&](query_condition const& c) {
        return std::ranges::any_of(q.parts(), [&](query_part const& part) {
            return part.kind == query_kind::condition && has_wanted_type(part.condition) &&
                   named(part.condition) == named(c) && wants_text(part.condition) != wants_text(c);
        });
    };
    query_statement out;
    query_writer writer(out, true);
    for (query_condition const* c : asked) {
        if (asked_as_both(*c)) continue;
        out.sql += out.sql.empty() ? "SELECT what, name, wanted, found, count(DISTINCT run) FROM ("
                                   : " UNION ALL ";
        bool const param = c->subject == query_subject::param;
        out.sql += param ? "SELECT 'parameter' AS what" : "SELECT 'metric' AS what";
        out.sql += wants_text(*c) ? ", name, 'text' AS wanted" : ", name, 'number' AS wanted";
        out.sql += param ? ", CASE typeof(value) WHEN 'text' THEN 'text' WHEN 'null' THEN "
                           "'neither' ELSE 'number' END"
                         : ", iif(typeof(last) = 'text', 'text', 'number')";
        out.sql += " AS found, run FROM ";
        out.sql += param ? "params WHERE " : "metrics WHERE ";
        writer.write_named(*c);
        writer.write_mistyped(*c);
    }
    if (out.sql.empty()) return out;
    // The plus keeps the runs from being looked up before there is something to look them up for.
    out.sql += ") WHERE +run IN (SELECT id FROM runs WHERE removing = 0 AND ";
    writer.write(q);
    out.sql += ") GROUP BY what, name, wanted, found";
    return out;
}

LEAT_DECL std::string query_mismatch_text(std::string_view what, std::string_view name,
                                          std::string_view wanted, std::string_view found,
                                          std::int64_t runs) {
    std::string text = std::to_string(runs) + (runs == 1 ? " run has the " : " runs have the ");
    text.append(what).append(" '").append(name).append("' as ");
    text += found == "text"     ? "text"
            : found == "number" ? "a number"
                                : "something that is neither a number nor text";
    text += ": its comparison with ";
    return text + (wanted == "text" ? "text" : "a number") + " is false there";
}

} // namespace leat
