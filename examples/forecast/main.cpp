// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The maximum temperature of tomorrow in Seattle, by ridge regression, against "as today".

#include "pipeline.hpp"

#include <leat/catalog.hpp>
#include <leat/cli.hpp>
#include <leat/serial/eigen.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace leat::literals;

namespace {

/// Says what the numbers mean, when a run has made them.
struct summary {
    template <class Result>
    void after_pipeline_run(Result const& result) const {
        if (!result.contains("baseline"_n) || !result.stored("rmse"_n).exists()) return;
        double const baseline = result["baseline"_n];
        double const rmse = result.stored("rmse"_n).load();
        std::fprintf(stderr, "%-28s %8.3f deg C\n", "RMSE, tomorrow as today", baseline);
        std::fprintf(stderr, "%-28s %8.3f deg C\n", "RMSE, ridge regression", rmse);
        std::fprintf(stderr, "The model's error is %.1f %% %s than the baseline's.\n",
                     100 * std::abs(1 - rmse / baseline), rmse < baseline ? "smaller" : "larger");
        std::fprintf(stderr, "%-28s %s\n", "the model is in",
                     result.stored("model"_n).describe().c_str());
    }
};

} // namespace

int main(int argc, char** argv) {
    char const* const wanted = std::getenv("FORECAST_RESULTS");
    std::filesystem::path const out = wanted ? wanted : "forecast-results";
    // clang-format off
    return leat::main<forecasting::forecast>(argc, argv,
        leat::catalog(
            "clean"_n = leat::dataset::csv(out / "clean.csv", forecasting::day_columns()),
            "model"_n = leat::dataset::versioned<leat::dataset::archive<>>(out / "model.bin").keep(5),
            "rmse"_n  = leat::dataset::text(out / "rmse.txt")),
        leat::hooks::progress(),
        summary{});
    // clang-format on
}
