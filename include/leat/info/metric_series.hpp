// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/metric.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// A number that nodes tracked, as a line to be drawn.
struct metric_series {
    std::string name{};
    std::string context{};                                 ///< as in "train"
    std::vector<std::pair<std::int64_t, double>> points{}; ///< step and value, by step
};

namespace detail {

/// What the nodes of one run track, kept small: of a series that has outgrown `most` points every
/// second one is dropped, and from then on half as many are taken. For any number of threads.
class metric_log {
public:
    static constexpr std::size_t most = 1024;

    /// Texts are not kept. Cost: a search among the names, and now and then a copy of the points.
    void add(metric_value const& value) {
        if (value.is_text) return;
        std::lock_guard const alone(mutex_);
        kept& series = find(value.name, value.at.context);
        std::int64_t const step = value.at.step.value_or(series.next);
        std::pair<std::int64_t, double> const point{step, value.number};
        if (series.came == 0 || step >= series.last.first) {
            series.last = point;
            series.next = step + 1;
            series.taken = false;
        }
        if (series.came++ % series.stride != 0) return;
        if (step == series.last.first) series.taken = true;
        auto& points = series.line.points;
        points.push_back(point);
        if (points.size() < most) return;
        for (std::size_t i = 0; i < most / 2; ++i) points[i] = points[2 * i];
        points.resize(most / 2);
        series.stride *= 2;
        series.taken = false; // it may be gone
    }

    /// The lines, in the order in which they began; the last point of each is that of the greatest
    /// step, of equal steps the later one.
    std::vector<metric_series> lines() {
        std::lock_guard const alone(mutex_);
        std::vector<metric_series> all;
        for (kept const& series : series_) {
            auto& points = all.emplace_back(series.line).points;
            if (!series.taken) std::erase(points, series.last), points.push_back(series.last);
            std::ranges::stable_sort(points, {}, &std::pair<std::int64_t, double>::first);
        }
        return all;
    }

private:
    struct kept {
        metric_series line;
        std::size_t stride = 1;
        std::size_t came = 0;
        bool taken = true; ///< the last one is certainly among the points
        std::int64_t next = 0;
        std::pair<std::int64_t, double> last{};
    };
    kept& find(std::string_view name, std::string_view context) {
        for (kept& series : series_)
            if (series.line.name == name && series.line.context == context) return series;
        kept& made = series_.emplace_back();
        made.line.name = name;
        made.line.context = context;
        return made;
    }

    std::mutex mutex_{};
    std::vector<kept> series_{};
};

} // namespace detail
} // namespace leat
