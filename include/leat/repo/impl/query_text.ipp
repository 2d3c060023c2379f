// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query_text.hpp>
#include <leat/support/error.hpp>
#include <leat/support/nearest.hpp>

#include <iterator>
#include <utility>

namespace leat::detail {

LEAT_DECL query query_parser::parse() {
    query q = chain(false);
    if (next_.type() != kind::end) next_.fail("expected 'and', 'or' or the end of the query");
    return q;
}

LEAT_DECL query query_parser::chain(bool all) {
    auto const member = [&] { return all ? unit() : chain(true); };
    query q = member();
    for (;;) {
        std::size_t const at = next_.at();
        if (!next_.accept(all ? "and" : "or") && !next_.accept(all ? "&&" : "||")) return q;
        query const more = member();
        try {
            q = all ? std::move(q) && more : std::move(q) || more;
        } catch (error const& e) {
            next_.fail(e.what(), at);
        }
    }
}

LEAT_DECL query query_parser::unit() {
    bool negated = false;
    while (next_.accept("not") || next_.accept("!")) negated = !negated;
    query q = next_.is("(") ? in_parentheses() : condition();
    return negated ? !std::move(q) : q;
}

LEAT_DECL query query_parser::in_parentheses() {
    if (depth_++ == max_query_parentheses)
        next_.fail("more than " + std::to_string(max_query_parentheses) +
                   " parentheses are open here: use fewer");
    next_.advance();
    query q = chain(false);
    if (!next_.accept(")")) next_.fail("expected 'and', 'or' or ')'");
    --depth_;
    return q;
}

LEAT_DECL query query_parser::condition() {
    std::string_view const word = next_.type() == kind::word ? next_.spelled() : "";
    if (word == "tag") return of_record(query_subject::tag);
    if (word == "status") return of_record(query_subject::status);
    if (word == "pipeline") return of_record(query_subject::pipeline);
    if (word == "began") return of_time(query_subject::began);
    if (word == "wall") return of_time(query_subject::wall);
    if (word == "metric" || word.starts_with("metric.")) return of_metric(word);
    bool const taken = index_in(taken_words, word) < std::size(taken_words);
    if (taken || word.empty() || word == "param." || word.starts_with('.'))
        next_.fail("expected a condition, as in ridge > 0.1" +
                   (taken ? "; a parameter of this name is written param." + std::string(word)
                          : std::string()));
    next_.advance();
    query_condition c{query_subject::param, {}};
    if (word == "param")
        c.name = text("the name of the parameter in quotes");
    else
        c.name = word.starts_with("param.") ? word.substr(6) : word;
    return query(related(c, query_relation::contains, query_relation::exists));
}

LEAT_DECL query query_parser::of_metric(std::string_view word) {
    query_condition c{query_subject::metric, {}};
    std::size_t const at = next_.at();
    std::size_t part = std::size(metric_part_words);
    next_.advance();
    if (word == "metric") {
        c.name = text("the name of the metric in quotes");
    } else {
        word.remove_prefix(std::string_view("metric.").size());
        for (std::size_t i = 0; i < std::size(metric_part_words); ++i)
            if (!next_.is("[") && word.ends_with(metric_part_words[i])) part = i;
        if (part < std::size(metric_part_words)) word.remove_suffix(metric_part_words[part].size());
        if (word.empty()) next_.fail("expected a metric, as in metric.loss.last", at);
        c.name = word;
    }
    if (next_.accept("[")) {
        if (next_.type() == kind::symbol || next_.type() == kind::end)
            next_.fail("expected the context of the metric, as in metric.loss[train].last");
        c.context = next_.type() == kind::text ? next_.value() : next_.spelled();
        next_.advance();
        if (!next_.accept("]")) next_.fail("expected ']' after the context of the metric");
    }
    if (part == std::size(metric_part_words)) {
        part = index_in(metric_part_words, next_.spelled());
        if (part < std::size(metric_part_words))
            next_.advance();
        else if (next_.is("exists"))
            part = 0;
        else
            next_.fail("expected .last, .lowest, .highest, .count or 'exists' after the metric");
    }
    c.part = static_cast<metric_part>(part);
    return query(
        related(c, c.part == metric_part::last ? query_relation::contains : query_relation::equal,
                query_relation::exists));
}

LEAT_DECL query query_parser::of_record(query_subject subject) {
    next_.advance();
    query_condition c{subject,
                      relation(subject == query_subject::pipeline ? query_relation::contains
                                                                  : query_relation::equal,
                               query_relation::unequal)};
    if (subject == query_subject::status)
        c.value = static_cast<std::int64_t>(status());
    else if (subject == query_subject::tag)
        c.name = text("the tag in quotes");
    else
        c.value = text("text in quotes");
    bool const negated = c.relation == query_relation::unequal;
    if (negated) c.relation = query_relation::equal;
    return negated ? !query(c) : query(c);
}

LEAT_DECL query query_parser::of_time(query_subject subject) {
    next_.advance();
    query_condition c{subject, relation(query_relation::less, query_relation::at_least)};
    c.value = subject == query_subject::wall ? duration("expected a duration, as in 1.5s") : time();
    return query(c);
}

LEAT_DECL query_condition query_parser::related(query_condition c, query_relation first,
                                                query_relation last) {
    if (first == query_relation::contains && next_.accept("is")) {
        if (!next_.accept("nan")) next_.fail("expected 'nan' after 'is'");
        c.relation = query_relation::is_nan;
        return c;
    }
    c.relation = relation(first, last);
    if (c.relation == query_relation::contains)
        c.value = text("text in quotes");
    else if (c.relation != query_relation::exists)
        read_value(c, first == query_relation::contains);
    return c;
}

LEAT_DECL query_relation query_parser::relation(query_relation first, query_relation last) {
    std::size_t const from = static_cast<std::size_t>(first), to = static_cast<std::size_t>(last);
    std::size_t const found = index_in(relation_words, next_.spelled());
    if (found < from || found > to) next_.fail("expected " + one_of(from, to));
    next_.advance();
    return static_cast<query_relation>(found);
}

LEAT_DECL std::string query_parser::one_of(std::size_t from, std::size_t to) {
    std::string words(relation_words[from]);
    while (++from <= to) words.append(from == to ? " or " : ", ").append(relation_words[from]);
    return words;
}

LEAT_DECL std::string query_parser::text(std::string const& what) {
    if (next_.type() != kind::text) next_.fail("expected " + what);
    std::string const found = next_.value();
    next_.advance();
    return found;
}

LEAT_DECL void query_parser::read_value(query_condition& to, bool also_text) {
    if (also_text && next_.type() == kind::text) {
        to.value = text({});
        return;
    }
    std::string_view const word = next_.spelled();
    auto found =
        next_.type() == kind::literal || word == "inf" ? read_query_number(word) : std::nullopt;
    if (word == "true" || word == "false") found = std::int64_t(word == "true");
    if (!found) {
        std::string expected = "expected a number";
        if (also_text) expected += ", text in quotes, true or false";
        if (word == "nan") expected += "; what is no number is found by 'is nan'";
        next_.fail(expected);
    }
    to.value = *found;
    to.rest = read_query_rest(word);
    next_.advance();
}

LEAT_DECL std::size_t query_parser::status() {
    std::size_t const count = std::size(run_status_words);
    std::string_view const word = next_.type() == kind::text ? next_.value() : next_.spelled();
    std::size_t const found = index_in(run_status_words, word);
    if (found == count) {
        std::size_t const near =
            nearest(word, count, [](std::size_t i) { return run_status_words[i]; });
        next_.fail("expected running, completed, failed, stopped or crashed" +
                   (near == npos
                        ? std::string()
                        : "; did you mean '" + std::string(run_status_words[near]) + "'?"));
    }
    next_.advance();
    return found;
}

LEAT_DECL std::int64_t query_parser::duration(std::string const& expected) {
    auto const found = read_query_duration(next_.spelled());
    if (!found) next_.fail(expected);
    next_.advance();
    return *found;
}

LEAT_DECL std::int64_t query_parser::time() {
    std::string const day(next_.spelled());
    if (auto const date = read_query_date(day)) {
        next_.advance();
        // As times are shown: with a blank between the day and the hour.
        if (day.size() != 10 || next_.spelled().find(':') == std::string_view::npos) return *date;
        auto const hour = read_query_date(day + 'T' + std::string(next_.spelled()));
        if (!hour) next_.fail("expected a time of day, as in 10:50 or 10:50:00+09:00");
        next_.advance();
        return *hour;
    }
    std::int64_t const age = duration(
        "expected a date from 1678 to 2261, as in 2026-11-01 or "
        "2026-11-01T10:50:00, of this place or with a zone, as Z or +09:00, or a time ago, as in "
        "7d ago");
    if (!next_.accept("ago")) next_.fail("expected 'ago' after the duration");
    return std::get<std::int64_t>(
        query_value_of(now_.time_since_epoch() - std::chrono::nanoseconds(age)));
}

} // namespace leat::detail

namespace leat {

LEAT_DECL query parse_query(std::string_view text, std::chrono::system_clock::time_point now) {
    if (text.size() > max_query_text)
        throw query_error(text, 0,
                          "expected at most " + std::to_string(max_query_text) +
                              " bytes, but the query has " + std::to_string(text.size()));
    return detail::query_parser(text, now).parse();
}

} // namespace leat
