// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include "weather.hpp"

#include <Eigen/Core>

#include <utility>
#include <vector>

namespace forecasting {

/// What is known at the end of each day, a row each, and the next day's maximum temperature (deg
/// C).
struct table {
    Eigen::MatrixXd known;
    Eigen::VectorXd today;    ///< today's maximum, deg C
    Eigen::VectorXd tomorrow; ///< what is to be foretold, deg C
};

/// Lags of the maximum over a week, rolling means over 3, 7 and 30 days, today's minimum, rain and
/// wind, and the season as sine and cosine of the day of the year. The first 30 days serve as
/// history only.
table features(std::vector<day> const& days);

/// The first `share` of the rows, and the rest: in time, as a forecast may not look ahead.
std::pair<table, table> split(table const& all, double share);

} // namespace forecasting
