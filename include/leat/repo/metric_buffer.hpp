// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/errors.hpp>
#include <leat/repo/points.hpp>
#include <leat/repo/sqlite.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace leat::detail {

/// One metric in one context, of a run that is being written.
struct metric_sequence {
    std::string name{}, context{};
    metric_kind kind{};
    std::int64_t next_step = 0;
    std::int64_t written = 0; ///< points in the database
    std::int64_t waiting = 0; ///< points in `data`
    std::string data{};
    std::variant<std::monostate, double, std::string> last{};
    std::optional<double> lowest{}, highest{};

    void note(double value) {
        last = value;
        if (std::isnan(value)) return;
        if (!lowest || value < *lowest) lowest = value;
        if (!highest || value > *highest) highest = value;
    }
    void note(std::string_view value) { last = std::string(value); }
};

/// The points that were tracked and not written yet. For one thread at a time.
class metric_buffer {
public:
    /// Adds a point, at the step after the last one if none is given. Throws `repo_error` for a
    /// text among numbers and the other way round. Cost: some 10 ns, and a look-up when the metric
    /// is another than before.
    template <class Value>
    void add(std::string_view run, std::string_view name, std::string_view context,
             std::optional<std::int64_t> step, std::int64_t time, Value value) {
        constexpr auto kind =
            std::is_same_v<Value, double> ? metric_kind::numbers : metric_kind::text;
        metric_sequence& to = find(run, name, context, kind);
        std::size_t const before = to.data.size();
        std::int64_t const at = step.value_or(to.next_step);
        pack_point(to.data, at, time, value);
        to.next_step = at + 1;
        to.note(value);
        ++to.waiting;
        bytes_ += to.data.size() - before;
    }

    std::size_t bytes() const noexcept { return bytes_; }

    /// Takes all that waits, to be written.
    std::vector<metric_sequence> take() {
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

    /// Gives back what could not be written. Nothing else may have been taken meanwhile.
    void give_back(std::vector<metric_sequence>&& taken) {
        for (metric_sequence& from : taken)
            for (auto const& to : sequences_) {
                if (to->name != from.name || to->context != from.context) continue;
                bytes_ += from.data.size();
                to->data.insert(0, from.data);
                to->waiting += from.waiting;
                to->written -= from.waiting;
            }
    }

private:
    metric_sequence& find(std::string_view run, std::string_view name, std::string_view context,
                          metric_kind kind) {
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

    metric_sequence& look_up(std::string_view name, std::string_view context, metric_kind kind) {
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

    std::vector<std::unique_ptr<metric_sequence>> sequences_{};
    std::map<std::string, std::vector<metric_sequence*>, std::less<>> names_{};
    metric_sequence* last_ = nullptr;
    std::size_t bytes_ = 0;
};

/// Writes what was taken. Requires an open transaction.
inline void write_metrics(database& db, std::string_view run,
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
