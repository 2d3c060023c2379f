// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query.hpp>
#include <leat/support/read_chars.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace leat {

LEAT_DECL query query::join(detail::query_kind kind, query a, query const& b) {
    bool const left = a.parts_.front().kind == kind;
    bool const right = b.parts_.front().kind == kind;
    a.depth_ = std::max(a.depth_ + !left, b.depth_ + !right);
    if (!left) a.parts_.insert(a.parts_.begin(), {kind, false, 1});
    std::size_t& members = a.parts_.front().members;
    members += right ? b.parts_.front().members : 1;
    bool const one = members == 1; // the other was an empty group
    a.parts_.insert(a.parts_.end(), b.parts_.begin() + right, b.parts_.end());
    if (one) a.parts_.erase(a.parts_.begin());
    a.depth_ -= one;
    if (a.parts_.size() > max_query_parts || a.depth_ > max_query_depth)
        throw error("a query has at most " + std::to_string(max_query_parts) +
                    " conditions and groups of them, with groups in groups at most " +
                    std::to_string(max_query_depth) +
                    " deep, and this one has more: ask in several queries");
    return a;
}

} // namespace leat

namespace leat::detail {

LEAT_DECL double decimal_rest(double value) {
    std::array<char, 40> text;
    auto const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    long double exact = 0;
    detail::read_chars(text.data(), end, exact);
    return query_rest_of(exact);
}

LEAT_DECL query query_param::contains(std::string_view text) const {
    return query({query_subject::param, query_relation::contains, name, std::string(text)});
}

LEAT_DECL query query_metric::exists() const {
    return query({query_subject::metric, query_relation::exists, last.name, {}, {}, last.context});
}

LEAT_DECL query operator==(status_field, run_status wanted) {
    return query({query_subject::status, query_relation::equal, {}, std::int64_t(wanted)});
}

LEAT_DECL query operator==(pipeline_field, std::string_view name) {
    return query({query_subject::pipeline, query_relation::equal, {}, std::string(name)});
}

LEAT_DECL query operator!=(pipeline_field a, std::string_view name) { return !(a == name); }

} // namespace leat::detail

namespace leat {

LEAT_DECL detail::query_metric metric(std::string_view name,
                                      std::optional<std::string_view> context) {
    std::string const n(name);
    std::optional<std::string> const c(context);
    return {{n, c}, {n, c}, {n, c}, {n, c}};
}

LEAT_DECL query has_tag(std::string_view tag) {
    return query({detail::query_subject::tag, detail::query_relation::equal, std::string(tag)});
}

LEAT_DECL std::chrono::system_clock::time_point days_ago(int days) {
    return std::chrono::system_clock::now() - std::chrono::days(days);
}

} // namespace leat
