// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/errors.hpp>
#include <leat/repo/metric_buffer.hpp>

#include <cmath>
#include <utility>

namespace leat::detail {

LEAT_DECL bool metric_sequence::is_last(std::int64_t step) {
    if (last_step_ && step < *last_step_) return false;
    last_step_ = step;
    next_step = step + 1;
    return true;
}

LEAT_DECL void metric_sequence::note(std::int64_t step, std::string_view value) {
    if (is_last(step)) last = std::string(value);
}

LEAT_DECL void metric_sequence::note(std::int64_t step, double value) {
    if (is_last(step)) last = value;
    if (std::isnan(value)) return;
    if (!lowest || value < *lowest) lowest = value;
    if (!highest || value > *highest) highest = value;
}

LEAT_DECL std::vector<metric_sequence> metric_buffer::take() {
    std::vector<metric_sequence> taken;
    for (auto const& sequence : sequences_) {
        if (sequence->waiting == 0) continue;
        std::string data = std::exchange(sequence->data, {});
        taken.push_back(*sequence);
        taken.back().data = std::move(data);
        sequence->written += std::exchange(sequence->waiting, 0);
    }
    bytes_ = 0;
    return taken;
}

LEAT_DECL void metric_buffer::give_back(std::vector<metric_sequence>&& taken) {
    for (metric_sequence& from : taken)
        for (auto const& to : sequences_) {
            if (to->name != from.name || to->context != from.context) continue;
            bytes_ += from.data.size();
            to->data.insert(0, from.data);
            to->waiting += from.waiting;
            to->written -= from.waiting;
        }
}

LEAT_DECL metric_sequence& metric_buffer::find(std::string_view run, std::string_view name,
                                               std::string_view context, metric_kind kind) {
    if (!last_ || last_->name != name || last_->context != context)
        last_ = &look_up(name, context, kind);
    if (last_->kind == kind) return *last_;
    std::string text = "metric '" + std::string(name) + "' of run '" + std::string(run) +
                       "' is a " + std::string(kind_name(last_->kind)) +
                       " by its first value, and was given a " + std::string(kind_name(kind)) +
                       "; track it under another name";
    last_ = nullptr;
    throw repo_error(text);
}

LEAT_DECL metric_sequence& metric_buffer::look_up(std::string_view name, std::string_view context,
                                                  metric_kind kind) {
    // By name first: the contexts of a metric are of one kind.
    auto const by_name = names_.find(name);
    if (by_name != names_.end()) {
        for (metric_sequence* const sequence : by_name->second)
            if (sequence->context == context) return *sequence;
        metric_sequence& first = *by_name->second.front();
        if (first.kind != kind) return first;
    }
    auto& made = sequences_.emplace_back(std::make_unique<metric_sequence>());
    made->name = name;
    made->context = context;
    made->kind = kind;
    names_[made->name].push_back(made.get());
    return *made;
}

LEAT_DECL void write_metrics(database& db, std::string_view run,
                             std::vector<metric_sequence> const& taken) {
    for (metric_sequence const& sequence : taken) {
        statement row(
            db, "INSERT INTO metrics(run, name, context, kind, count, last, lowest, highest) "
                "VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(run, name, context) DO UPDATE SET "
                "count = excluded.count, last = excluded.last, lowest = excluded.lowest, "
                "highest = excluded.highest RETURNING id");
        row.bind(run, sequence.name, sequence.context, static_cast<int>(sequence.kind),
                 sequence.written + sequence.waiting, nullptr, sequence.lowest, sequence.highest);
        std::visit(
            [&]<class Value>(Value const& value) {
                if constexpr (!std::is_same_v<Value, std::monostate>) row.set(6, value);
            },
            sequence.last);
        row.step();
        std::int64_t const id = row.integer(0);
        row.run();
        run_sql(db, "INSERT INTO points(metric, first, count, data) VALUES(?, ?, ?, ?)", id,
                sequence.written, sequence.waiting, column_bytes{sequence.data});
    }
}

} // namespace leat::detail
