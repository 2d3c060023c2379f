// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/points.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace leat::detail {

/// One metric in one context, of a run that is being written.
struct metric_sequence {
    std::string name{}, context{};
    metric_kind kind{};
    std::int64_t next_step = 0; ///< that after the greatest one
    std::int64_t written = 0;   ///< points in the database
    std::int64_t waiting = 0;   ///< points in `data`
    std::string data{};
    std::variant<std::monostate, double, std::string> last{};
    std::optional<double> lowest{}, highest{};

    /// The last value is that of the greatest step, of equal steps the later one.
    LEAT_DECL void note(std::int64_t step, double value);
    LEAT_DECL void note(std::int64_t step, std::string_view value);

private:
    LEAT_DECL bool is_last(std::int64_t step);
    std::optional<std::int64_t> last_step_{};
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
        to.note(at, value);
        ++to.waiting;
        bytes_ += to.data.size() - before;
    }

    std::size_t bytes() const noexcept { return bytes_; }

    /// Takes all that waits, to be written.
    LEAT_DECL std::vector<metric_sequence> take();

    /// Gives back what could not be written. Nothing else may have been taken meanwhile.
    LEAT_DECL void give_back(std::vector<metric_sequence>&& taken);

private:
    LEAT_DECL metric_sequence& find(std::string_view run, std::string_view name,
                                    std::string_view context, metric_kind kind);

    LEAT_DECL metric_sequence& look_up(std::string_view name, std::string_view context,
                                       metric_kind kind);

    std::vector<std::unique_ptr<metric_sequence>> sequences_{};
    std::map<std::string, std::vector<metric_sequence*>, std::less<>> names_{};
    metric_sequence* last_ = nullptr;
    std::size_t bytes_ = 0;
};

/// Writes what was taken. Requires an open transaction.
LEAT_DECL void write_metrics(database& db, std::string_view run,
                             std::vector<metric_sequence> const& taken);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/metric_buffer.ipp>
#endif
