// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// Which ridge and which share forecast best? Thirty recorded runs, compared, the best found by a query.

#include "pipeline.hpp"

#include <leat/cache.hpp>
#include <leat/repo.hpp>
#include <leat/serial/eigen.hpp>

#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

using namespace leat::literals;

namespace {

double score(double rmse, double baseline, leat::context& here) {
    here.metric("rmse", rmse);
    here.metric("rmse", baseline, {.context = "baseline"});
    if (rmse < baseline) here.tag("better than the baseline");
    return rmse / baseline;
}

// clang-format off
// ---- a sweep
constexpr auto sweep = leat::pipeline("sweep",
    forecasting::forecast,
    leat::node("score", score, "rmse", "baseline"));
// ----

void run(std::filesystem::path const& csv, std::filesystem::path const& folder) {
// ---- recorded
    leat::repo const repo(folder);
    auto const app = leat::session<sweep>(leat::cache(repo), repo);   // what a run needs again, the cache has
    for (double share : {0.7, 0.8, 0.9})
        for (int power = -5; power < 5; ++power)
            app.run<"score">("csv"_n = csv, "share"_n = share, "ridge"_n = std::pow(10.0, power));
// ---- found
    auto const good = repo.runs(leat::where("share") == 0.8 && leat::has_tag("better than the baseline"));
    std::printf("%zu runs with share 0.8 are better than the baseline\n", good.size());

    auto const best = repo.lowest("rmse", leat::pipeline_name == "sweep");
    std::printf("best: run %s, RMSE %.4f\n", best.id().c_str(), best.metrics("rmse").back().number());
    for (leat::run_param const& param : best.params())
        std::printf("  %-6s %s\n", param.name.c_str(), param.text().c_str());
// ---- compared
    std::printf("%s", repo.compare(best.id(), good.front().id()).to_text().c_str());
// ----
    std::printf("%zu runs in all\n", repo.runs().size());
}
// clang-format on

} // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        std::fprintf(stderr, "usage: sweep CSV [FOLDER]\n");
        return 2;
    }
    try {
        run(argv[1], argc > 2 ? argv[2] : ".leat");
    } catch (std::exception const& e) {
        std::fprintf(stderr, "sweep: %s\n", e.what());
        return 1;
    }
}
