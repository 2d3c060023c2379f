// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The maximum temperature of tomorrow in Seattle, by ridge regression, against "as today".

#include "pipeline.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

using namespace leat::literals;

namespace {

struct arguments {
    std::string csv;
    double share = 0.8;
    double ridge = 0.01;
};

std::optional<arguments> parse(int argc, char** argv) {
    arguments given;
    for (int i = 1; i < argc; ++i) {
        std::string_view const word = argv[i];
        double* const number = word == "--share"   ? &given.share
                               : word == "--ridge" ? &given.ridge
                                                   : nullptr;
        if (number) {
            char* end = nullptr;
            if (++i == argc ||
                (*number = std::strtod(argv[i], &end), *end != '\0' || end == argv[i]))
                return {};
        } else if (given.csv.empty() && !word.starts_with('-')) {
            given.csv = word;
        } else {
            return {};
        }
    }
    if (given.csv.empty()) return {};
    return given;
}

} // namespace

int main(int argc, char** argv) {
    auto const given = parse(argc, argv);
    if (!given) {
        std::fprintf(stderr, "usage: forecast CSV [--share 0.8] [--ridge 0.01]\n");
        return 2;
    }
    try {
        auto const [clean, train, test, baseline, rmse] =
            leat::run<forecasting::forecast, "clean", "train", "test", "baseline", "rmse">(
                "csv"_n = given->csv, "share"_n = given->share, "ridge"_n = given->ridge);
        std::printf("%-28s %8zu days, %s to %s\n", "weather", clean.size(),
                    clean.front().date.c_str(), clean.back().date.c_str());
        std::printf("%-28s %8td days\n", "learnt from", train.known.rows());
        std::printf("%-28s %8td days\n", "tested on", test.known.rows());
        std::printf("%-28s %8.3f deg C\n", "RMSE, tomorrow as today", baseline);
        std::printf("%-28s %8.3f deg C\n", "RMSE, ridge regression", rmse);
        std::printf("The model's error is %.1f %% %s than the baseline's.\n",
                    100 * std::abs(1 - rmse / baseline), rmse < baseline ? "smaller" : "larger");
    } catch (std::exception const& e) {
        std::fprintf(stderr, "forecast: %s\n", e.what());
        return 1;
    }
}
