// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/metric.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// What is told of all points of a line, also where not all of them are kept.
struct metric_summary {
    std::uint64_t count = 0;      ///< of the points
    std::uint64_t not_finite = 0; ///< of them, which do not count in the three below
    double last = std::numeric_limits<double>::quiet_NaN();  ///< of the greatest step; of any kind
    double least = std::numeric_limits<double>::quiet_NaN(); ///< NaN where none is finite
    double greatest = std::numeric_limits<double>::quiet_NaN(); ///< the same
    double mean = std::numeric_limits<double>::quiet_NaN();     ///< the same
    long double sum = 0; ///< of the finite ones; that of doubles may be infinite

    void add(double value) noexcept {
        ++count;
        last = value;
        if (value - value != 0) {
            ++not_finite;
            return;
        }
        sum += value;
        auto const finite = static_cast<double>(count - not_finite);
        if (finite == 1) {
            least = greatest = mean = value;
            return;
        }
        least = std::min(least, value);
        greatest = std::max(greatest, value);
        mean = static_cast<double>(sum / finite);
    }
};

/// A number that nodes tracked, as a line to be drawn.
struct metric_series {
    std::string name{};
    std::string context{};                                 ///< as in "train"
    std::vector<std::pair<std::int64_t, double>> points{}; ///< step and value, by step
    metric_summary all{};                                  ///< of all points; empty where unknown

    /// `all`, or where that is empty what the points tell.
    metric_summary summary() const {
        metric_summary made = all;
        if (made.count == 0)
            for (auto const& point : points) made.add(point.second);
        return made;
    }
};

namespace detail {

/// What the nodes of one run track, kept small: of a series that has outgrown `most` points those
/// that came one after another are put into buckets of an equal number, and of each bucket its
/// least value, its greatest and the first that is not finite are kept. For any number of threads.
class metric_log {
public:
    static constexpr std::size_t most = 1024;

    /// Texts are not kept. Cost: a search among the names, and now and then a walk over the points.
    void add(metric_value const& value) {
        if (value.is_text) return;
        std::lock_guard const alone(mutex_);
        kept& series = find(value.name, value.at.context);
        point const came{value.at.step.value_or(series.next), value.number, series.all.count};
        series.all.add(came.value);
        if (came.place == 0 || came.step >= series.last.step) series.last = came;
        if (came.place == 0 || came.step < series.first.step) series.first = came;
        series.all.last = series.last.value;
        series.next = series.last.step + 1;
        auto& points = series.points;
        std::size_t bucket = points.size(); // where the newest begins
        while (bucket > 0 && points[bucket - 1].place / series.size == came.place / series.size)
            --bucket;
        points.push_back(came);
        points.resize(thin(points, bucket, points.size(), bucket));
        while (points.size() > most) {
            series.size *= 2;
            thin_all(series);
        }
    }

    /// The lines, in the order in which they began; each has the point of its least step and that
    /// of its greatest, of equal steps the later one.
    std::vector<metric_series> lines() {
        std::lock_guard const alone(mutex_);
        std::vector<metric_series> made;
        for (kept const& series : series_) {
            metric_series& line = made.emplace_back();
            line.name = series.name;
            line.context = series.context;
            line.all = series.all;
            std::vector<point> points = series.points;
            for (point const& end : {series.first, series.last})
                if (std::none_of(points.begin(), points.end(),
                                 [&](point const& one) { return one.place == end.place; }))
                    points.push_back(end);
            std::sort(points.begin(), points.end(), [](point const& a, point const& b) {
                return a.step != b.step ? a.step < b.step : a.place < b.place;
            });
            for (point const& one : points) line.points.emplace_back(one.step, one.value);
        }
        return made;
    }

private:
    struct point {
        std::int64_t step = 0;
        double value = 0;
        std::uint64_t place = 0; ///< how many came before
    };
    struct kept {
        std::string name{}, context{};
        std::vector<point> points{};
        metric_summary all{};
        std::uint64_t size = 1; ///< of a bucket, in points that came
        std::int64_t next = 0;
        point first{}, last{};
    };

    kept& find(std::string_view name, std::string_view context) {
        for (kept& series : series_)
            if (series.name == name && series.context == context) return series;
        kept& made = series_.emplace_back();
        made.name = name;
        made.context = context;
        return made;
    }

    // Moves what is kept of one bucket, from `begin` to `end`, to `to`; returns where that ends.
    static std::size_t thin(std::vector<point>& points, std::size_t begin, std::size_t end,
                            std::size_t to) {
        std::size_t least = end, greatest = end, odd = end;
        for (std::size_t i = begin; i < end; ++i) {
            double const value = points[i].value;
            if (value - value != 0) {
                if (odd == end) odd = i;
                continue;
            }
            if (least == end || value < points[least].value) least = i;
            if (greatest == end || value >= points[greatest].value) greatest = i;
        }
        for (std::size_t i = begin; i < end; ++i)
            if (i == least || i == greatest || i == odd) points[to++] = points[i];
        return to;
    }
    static void thin_all(kept& series) {
        auto& points = series.points;
        std::size_t to = 0;
        for (std::size_t begin = 0, end; begin < points.size(); begin = end) {
            end = begin + 1;
            while (end < points.size() &&
                   points[end].place / series.size == points[begin].place / series.size)
                ++end;
            to = thin(points, begin, end, to);
        }
        points.resize(to);
    }

    std::mutex mutex_{};
    std::vector<kept> series_{};
};

} // namespace detail
} // namespace leat
