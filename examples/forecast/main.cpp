// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The maximum temperature of tomorrow in Seattle, by ridge regression, against "as today".

#include "pipeline.hpp"

#include <leat/cache.hpp>
#include <leat/catalog.hpp>
#include <leat/hooks/progress.hpp>
#include <leat/serial/eigen.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

using namespace leat::literals;

namespace {

struct arguments {
    std::string csv;
    double share = 0.8;
    double ridge = 0.01;
    std::filesystem::path out = "forecast-results";
    bool only_missing = false;
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
        } else if (word == "--out") {
            if (++i == argc) return {};
            given.out = argv[i];
        } else if (word == "--only-missing") {
            given.only_missing = true;
        } else if (given.csv.empty() && !word.starts_with('-')) {
            given.csv = word;
        } else {
            return {};
        }
    }
    if (given.csv.empty()) return {};
    return given;
}

template <class Result>
void print(Result const& result) {
    auto const& [clean, train, test, baseline, rmse] = result;
    std::printf("%-28s %8zu days, %s to %s\n", "weather", clean.size(), clean.front().date.c_str(),
                clean.back().date.c_str());
    std::printf("%-28s %8td days\n", "learnt from", train.known.rows());
    std::printf("%-28s %8td days\n", "tested on", test.known.rows());
    std::printf("%-28s %8.3f deg C\n", "RMSE, tomorrow as today", baseline);
    std::printf("%-28s %8.3f deg C\n", "RMSE, ridge regression", rmse);
    std::printf("The model's error is %.1f %% %s than the baseline's.\n",
                100 * std::abs(1 - rmse / baseline), rmse < baseline ? "smaller" : "larger");
    std::printf("%-28s %s\n", "the model is in", result.stored("model"_n).describe().c_str());
}

void run(arguments const& given) {
    // clang-format off
    auto app = leat::session<forecasting::forecast>(
        leat::cache(given.out / "cache"),
        leat::catalog(
            "clean"_n = leat::dataset::csv(given.out / "clean.csv", forecasting::day_columns()),
            "model"_n = leat::dataset::versioned<leat::dataset::archive<>>(given.out / "model.bin").keep(5),
            "rmse"_n  = leat::dataset::text(given.out / "rmse.txt")),
        leat::hooks::progress());
    // clang-format on
    auto const run = [&](auto const&... more) {
        print(app.run<"clean", "train", "test", "baseline", "rmse">(
            "csv"_n = given.csv, "share"_n = given.share, "ridge"_n = given.ridge, more...));
    };
    if (given.only_missing)
        run(leat::only_missing);
    else
        run();
}

} // namespace

int main(int argc, char** argv) {
    auto const given = parse(argc, argv);
    if (!given) {
        std::fprintf(stderr, "usage: forecast CSV [--share 0.8] [--ridge 0.01] [--out FOLDER] "
                             "[--only-missing]\n");
        return 2;
    }
    try {
        run(*given);
    } catch (std::exception const& e) {
        std::fprintf(stderr, "forecast: %s\n", e.what());
        return 1;
    }
}
