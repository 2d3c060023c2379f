// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "features.hpp"

#include <charconv>
#include <numbers>
#include <stdexcept>
#include <string>

namespace forecasting {
namespace {

constexpr Eigen::Index history = 30; // days
constexpr Eigen::Index lags = 7;     // days

// The angle of a date on the circle of the year; the days of the months before it are on
// average 30.4.
double season(std::string const& date) {
    int month = 0;
    int day_of_month = 0;
    if (date.size() != 10 ||
        std::from_chars(date.data() + 5, date.data() + 7, month).ec != std::errc{} ||
        std::from_chars(date.data() + 8, date.data() + 10, day_of_month).ec != std::errc{})
        throw std::runtime_error("'" + date + "' is not a date of the form 2012-01-31");
    return 2 * std::numbers::pi * ((month - 1) * 30.4 + day_of_month) / 365.25;
}

table rows(table const& all, Eigen::Index first, Eigen::Index count) {
    return {all.known.middleRows(first, count), all.today.segment(first, count),
            all.tomorrow.segment(first, count)};
}

} // namespace

table features(std::vector<day> const& days) {
    auto const total = static_cast<Eigen::Index>(days.size());
    if (total < history + 60)
        throw std::runtime_error("there are only " + std::to_string(total) +
                                 " days; the features need 90 or more");
    Eigen::VectorXd high(total);
    for (Eigen::Index i = 0; i < total; ++i) high[i] = days[static_cast<std::size_t>(i)].temp_max;

    Eigen::Index const count = total - history - 1;
    table made{Eigen::MatrixXd(count, lags + 8), high.segment(history, count),
               high.segment(history + 1, count)};
    for (Eigen::Index i = 0; i < count; ++i) {
        Eigen::Index const now = i + history;
        day const& today = days[static_cast<std::size_t>(now)];
        auto row = made.known.row(i);
        row.head(lags) = high.segment(now - lags + 1, lags).transpose();
        row[lags] = high.segment(now - 2, 3).mean();
        row[lags + 1] = high.segment(now - 6, 7).mean();
        row[lags + 2] = high.segment(now - 29, 30).mean();
        row[lags + 3] = today.temp_min;
        row[lags + 4] = today.precipitation;
        row[lags + 5] = today.wind;
        row[lags + 6] = std::sin(season(today.date));
        row[lags + 7] = std::cos(season(today.date));
    }
    return made;
}

std::pair<table, table> split(table const& all, double share) {
    if (!(share > 0 && share < 1))
        throw std::runtime_error(
            "the share of the days to learn from must be between 0 and 1, not " +
            std::to_string(share));
    auto const count = static_cast<Eigen::Index>(share * static_cast<double>(all.known.rows()));
    return {rows(all, 0, count), rows(all, count, all.known.rows() - count)};
}

} // namespace forecasting
