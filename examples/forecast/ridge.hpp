// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include "features.hpp"

#include <Eigen/Core>

namespace forecasting {

/// A linear model over columns brought to mean 0 and deviation 1.
struct model {
    Eigen::RowVectorXd means;
    Eigen::RowVectorXd deviations;
    Eigen::VectorXd weights;
    double intercept; ///< deg C
};

/// Ridge regression: least squares with `ridge` times the number of rows as the penalty of the
/// weights' squares; the intercept is free.
model fit(table const& train, double ridge);

/// The root of the mean squared error of the model, deg C.
double rmse(model const& m, table const& test);

/// The same for the forecast that tomorrow is as today, deg C.
double baseline(table const& test);

} // namespace forecasting
