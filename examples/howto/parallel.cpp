// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The program of docs/howto-parallel.md.

// clang-format off

// ---- includes
#include <leat/hooks.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_reduce.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;
// ----

// ---- the pipeline
using series = std::vector<double>;

series read_highs(std::string const& place) {
    series highs(365);
    for (std::size_t day = 0; day < highs.size(); ++day)
        highs[day] = std::sin(static_cast<double>(day) / 58) * 10 + static_cast<double>(place.size());
    return highs;
}
double mean(series const& highs) {                            // a node may use oneTBB itself
    return tbb::parallel_deterministic_reduce(
               tbb::blocked_range<std::size_t>(0, highs.size(), 64), 0.0,
               [&](tbb::blocked_range<std::size_t> const& days, double sum) {
                   for (std::size_t day = days.begin(); day < days.end(); ++day) sum += highs[day];
                   return sum;
               },
               std::plus<>()) / static_cast<double>(highs.size());
}
double median(series highs) {                                 // takes its input over: a copy, as `mean` uses it, too
    std::ranges::nth_element(highs, highs.begin() + static_cast<std::ptrdiff_t>(highs.size() / 2));
    return highs[highs.size() / 2];
}
double warmth(double threshold, series const& highs, leat::context& here) {
    auto const warm = static_cast<double>(std::ranges::count_if(highs, [&](double high) { return high > threshold; }));
    here.metric("warm days", warm, static_cast<std::int64_t>(threshold));   // with a step: the same order each time
    return warm;
}

constexpr auto climate = leat::pipeline("climate",
    leat::param("place", "Seattle"),
    leat::param("thresholds", {5.0, 10.0, 15.0, 20.0}),
    leat::node("highs",  read_highs, "place"),
    leat::node("mean",   mean,       "highs"),                // these two at the same time,
    leat::node("median", median,     "highs"),
    leat::map("warmth",  warmth,     leat::each("thresholds"), "highs"),   // and the elements of this one
    leat::node("report", [](double mean, double median, std::vector<double> const& warmth) {
        return std::to_string(mean) + " " + std::to_string(median) + " " + std::to_string(warmth.front());
    }, "mean", "median", "warmth"));
// ----

// ---- several pipelines
double one_place(std::string const& place);
constexpr auto places = leat::pipeline("places",
    leat::input<std::vector<std::string>>("places"),
    leat::map("means", one_place, leat::each("places")));

leat::parallel const threads(2);                              // copies share the threads

double one_place(std::string const& place) {
    return leat::session<climate>(threads).run<"mean">("place"_n = place)["mean"_n];
}
// ----

// ---- errors
constexpr auto broken = leat::pipeline("broken",
    leat::param("x", 1),
    leat::node("first",  [](int) -> int { throw std::runtime_error("no water"); }, "x"),
    leat::node("second", [](int) -> int { throw std::runtime_error("no wheel"); }, "x"),
    leat::node("both",   [](int a, int b) { return a + b; }, "first", "second"));
// ----

int main() {
    auto const folder = std::filesystem::temp_directory_path() / ("leat-parallel-" + std::to_string(std::hash<std::string>()(__FILE__)));
    std::filesystem::remove_all(folder);
// ---- alone
    auto app = leat::session<climate>(leat::parallel(4));     // four threads, the calling one among them
    auto result = app.run();
    std::printf("%s\n", result["report"_n].c_str());
// ---- with services
    leat::repo repo(folder);
    auto recorded = leat::session<climate>(leat::parallel(4), repo, leat::hooks::log([](std::string_view line) {
        std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());   // one call at a time: no lock
    }));
    auto const info = recorded.run().info();
    for (leat::node_report const& node : info.nodes)
        std::printf("%s: thread %zu\n", node.name.c_str(), node.thread);
// ---- one thread
    std::printf("%d\n", leat::run<climate>()["report"_n] == result["report"_n]);   // 1
// ---- an arena
    tbb::task_arena arena(2);                                 // borrowed: it outlives what runs in it
    auto in_arena = leat::session<climate>(leat::parallel(arena));
    std::printf("%s\n", in_arena.run()["report"_n].c_str());
// ---- several at once
    auto const means = leat::session<places>(threads).run("places"_n = std::vector<std::string>{"Seattle", "Tacoma"});
    std::printf("%.2f %.2f\n", means["means"_n][0], means["means"_n][1]);
// ---- the first error
    try {
        leat::session<broken>(leat::parallel(2)).run();
    } catch (leat::node_error const& e) {
        std::printf("%s\n", e.what());                        // always that of 'first', as in one thread
    }
// ----
    std::filesystem::remove_all(folder);
    std::printf("all done\n");
}
