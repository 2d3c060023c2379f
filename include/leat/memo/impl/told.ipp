// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_text.hpp>
#include <leat/memo/told.hpp>

#include <bit>
#include <utility>

namespace leat::detail {

LEAT_DECL std::string told_node(std::string_view node) { return std::string(node) + " (told)"; }

LEAT_DECL told_things::told_things(told_things&& other) noexcept
    : series_(std::move(other.series_)), tags_(std::move(other.tags_)),
      remark_(std::move(other.remark_)), size_(other.size_) {}

LEAT_DECL void told_things::metric(std::string_view name, double value, metric_at const& at) {
    add(name, false, at, value, {});
}

LEAT_DECL void told_things::metric(std::string_view name, std::string_view text,
                                   metric_at const& at) {
    add(name, true, at, 0, text);
}

LEAT_DECL void told_things::tag(std::string_view text) {
    std::lock_guard const alone(mutex_);
    if (is_cut()) return;
    size_ += text.size() + 8;
    tags_.emplace_back(text);
}

LEAT_DECL void told_things::remark(std::string_view text) {
    std::lock_guard const alone(mutex_);
    remark_ = text;
}

LEAT_DECL void told_things::add(std::string_view name, bool is_text, metric_at const& at,
                                double number, std::string_view text) {
    std::lock_guard const alone(mutex_);
    if (is_cut()) return;
    series* found = nullptr;
    for (series& one : series_)
        if (one.name == name && one.context == at.context && one.is_text == is_text) found = &one;
    if (!found) {
        size_ += name.size() + at.context.size() + 16;
        found =
            &series_.emplace_back(series{std::string(name), std::string(at.context), is_text, {}});
    }
    size_ += 32 + text.size();
    found->points.push_back({at.step, number, std::string(text)});
}

// A number is written by its bits, so that it comes back as it was.
LEAT_DECL std::string told_things::write() const {
    std::string text;
    for (series const& one : series_) {
        write_line(text, one.is_text ? "texts" : "numbers", one.name);
        write_line(text, "context", one.context);
        for (point const& p : one.points) {
            std::string const value =
                one.is_text ? p.text : std::to_string(std::bit_cast<std::uint64_t>(p.number));
            if (p.step)
                write_line(text, "at", std::to_string(*p.step) + " " + value);
            else
                write_line(text, "next", value);
        }
    }
    for (std::string const& tag : tags_) write_line(text, "tag", tag);
    if (!remark_.empty()) write_line(text, "remark", remark_);
    return text;
}

LEAT_DECL std::optional<told_things> told_things::read(std::string_view text) {
    told_things made;
    while (!text.empty()) {
        auto line = take_until(text, '\n');
        auto const field = line ? take_until(*line, ' ') : std::nullopt;
        std::optional<std::string> const value = field ? read_value(*line) : std::nullopt;
        if (!value || !made.read_line(*field, *value)) return std::nullopt;
    }
    return made;
}

LEAT_DECL bool told_things::read_line(std::string_view field, std::string_view value) {
    if (field == "tag") {
        tags_.emplace_back(value);
        return true;
    }
    if (field == "remark") {
        remark_ = value;
        return true;
    }
    if (field == "numbers" || field == "texts") {
        series_.push_back({std::string(value), {}, field == "texts", {}});
        return true;
    }
    if (series_.empty()) return false;
    series& last = series_.back();
    if (field == "context") {
        last.context = value;
        return true;
    }
    point read;
    if (field == "at") {
        auto const step = take_until(value, ' ');
        if (step) read.step = read_number<std::int64_t>(*step);
        if (!read.step) return false;
    } else if (field != "next") {
        return false;
    }
    if (last.is_text) {
        read.text = value;
    } else {
        auto const bits = read_number<std::uint64_t>(value);
        if (!bits) return false;
        read.number = std::bit_cast<double>(*bits);
    }
    last.points.push_back(std::move(read));
    return true;
}

LEAT_DECL void told_things::tell(run_sink* record, metric_log* log) const {
    for (series const& one : series_)
        for (point const& p : one.points) {
            metric_at const at{.step = p.step, .context = one.context};
            if (log)
                log->add({.name = one.name,
                          .number = p.number,
                          .text = p.text,
                          .is_text = one.is_text,
                          .at = at});
            if (!record) continue;
            if (one.is_text)
                record->metric(one.name, std::string_view(p.text), at);
            else
                record->metric(one.name, p.number, at);
        }
    if (record)
        for (std::string const& tag : tags_) record->tag(tag);
}

/// As in "a metric" or "3 metrics".
inline std::string told_count(std::size_t count, std::string_view what) {
    return count == 1 ? "a " + std::string(what)
                      : std::to_string(count) + " " + std::string(what) + "s";
}

LEAT_DECL std::string told_things::describe() const {
    std::string text = remark_;
    auto const add = [&](std::string const& more, char const* between) {
        text.append(text.empty() ? "" : between).append(more);
    };
    if (!series_.empty()) add(told_count(series_.size(), "metric"), "; ");
    if (!tags_.empty()) add(told_count(tags_.size(), "tag"), series_.empty() ? "; " : " and ");
    if (!series_.empty() || !tags_.empty()) text += " told again, as it did not run";
    return text;
}

} // namespace leat::detail
