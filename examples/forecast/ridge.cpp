// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "ridge.hpp"

#include <Eigen/Cholesky>

#include <cmath>
#include <stdexcept>
#include <string>

namespace forecasting {
namespace {

double root_mean_square(Eigen::VectorXd const& errors) {
    return std::sqrt(errors.squaredNorm() / static_cast<double>(errors.size()));
}

Eigen::MatrixXd standardised(Eigen::MatrixXd const& columns, model const& m) {
    return (columns.rowwise() - m.means).array().rowwise() / m.deviations.array();
}

} // namespace

model fit(table const& train, double ridge) {
    if (!(ridge >= 0))
        throw std::runtime_error("the ridge must be 0 or more, not " + std::to_string(ridge));
    auto const rows = static_cast<double>(train.known.rows());
    model m;
    m.means = train.known.colwise().mean();
    m.deviations =
        ((train.known.rowwise() - m.means).array().square().colwise().sum() / rows).sqrt() + 1e-9;
    m.intercept = train.tomorrow.mean();
    Eigen::MatrixXd const x = standardised(train.known, m);
    Eigen::MatrixXd normal = x.transpose() * x;
    normal.diagonal().array() += ridge * rows;
    m.weights =
        normal.ldlt().solve(x.transpose() * (train.tomorrow.array() - m.intercept).matrix());
    return m;
}

double rmse(model const& m, table const& test) {
    Eigen::VectorXd const foretold =
        (standardised(test.known, m) * m.weights).array() + m.intercept;
    return root_mean_square(foretold - test.tomorrow);
}

double baseline(table const& test) { return root_mean_square(test.today - test.tomorrow); }

} // namespace forecasting
