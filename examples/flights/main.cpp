// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// When and how far flights are late: 231,083 of them, by hour of departure and by distance, each
// group by itself, in as many threads as `--jobs` says.

#include <leat/catalog/csv.hpp>
#include <leat/cli.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

using namespace leat::literals;

namespace {

struct flight {
    double delay;    ///< minutes; negative when early
    double distance; ///< miles
    double time;     ///< of departure, hours
};

/// The delays of a group of flights, in minutes.
struct group {
    std::string name;
    std::vector<double> delays;
};
struct summary {
    std::string name;
    std::size_t flights = 0;
    double mean = 0;      ///< minutes
    double uncertain = 0; ///< half of the interval that has the mean with 95 %, minutes
    double median = 0;    ///< minutes
    double late = 0;      ///< share of flights delayed by more than 15 minutes
    bool operator==(summary const&) const = default;
};

std::vector<flight> read(std::filesystem::path const& path) {
    leat::dataset::csv const file(path, {"delay", "distance", "time"});
    return file.load<std::vector<flight>>();
}

// What no clock and no map has.
std::vector<flight> clean(std::vector<flight> flights) {
    std::erase_if(flights,
                  [](flight const& f) { return f.time < 0 || f.time >= 24 || f.distance <= 0; });
    return flights;
}

std::vector<group> by_hour(std::vector<flight> const& flights) {
    std::vector<group> groups(24);
    for (std::size_t h = 0; h < groups.size(); ++h) groups[h].name = std::to_string(h) + " h";
    for (flight const& f : flights)
        groups[static_cast<std::size_t>(f.time)].delays.push_back(f.delay);
    return groups;
}

std::vector<group> by_distance(std::vector<flight> const& flights, double band) {
    std::vector<group> groups;
    for (flight const& f : flights) {
        auto const at = static_cast<std::size_t>(f.distance / band);
        for (std::size_t g = groups.size(); g <= at; ++g)
            groups.push_back(
                {"from " + std::to_string(std::lround(band * static_cast<double>(g))) + " miles",
                 {}});
        groups[at].delays.push_back(f.delay);
    }
    return groups;
}

/// How far the mean would be off if other flights had been counted: the bootstrap of Efron, 1979.
/// Numbers from a generator of George Marsaglia (xorshift, 2003), the same in every run.
double uncertainty(std::vector<double> const& delays, int resamples) {
    std::uint64_t state = 0x9e3779b97f4a7c15;
    std::vector<double> means;
    for (int r = 0; r < resamples; ++r) {
        double sum = 0;
        for (std::size_t i = 0; i < delays.size(); ++i) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            sum += delays[state % delays.size()];
        }
        means.push_back(sum / static_cast<double>(delays.size()));
    }
    std::sort(means.begin(), means.end());
    return (means[means.size() * 39 / 40] - means[means.size() / 40]) / 2;
}

summary summarise(group const& of, int resamples) {
    summary s{.name = of.name, .flights = of.delays.size()};
    if (of.delays.empty()) return s;
    auto const count = static_cast<double>(of.delays.size());
    std::vector<double> sorted = of.delays;
    std::sort(sorted.begin(), sorted.end());
    s.median = sorted[sorted.size() / 2];
    for (double d : of.delays) s.mean += d / count;
    s.late = static_cast<double>(
                 std::count_if(sorted.begin(), sorted.end(), [](double d) { return d > 15; })) /
             count;
    s.uncertain = uncertainty(of.delays, resamples);
    return s;
}

// clang-format off
constexpr auto delays = leat::pipeline("delays",
    leat::input<leat::file>("csv")   | leat::doc("flights: delay in minutes, distance in miles, time in hours"),
    leat::param("band", 250.0)       | leat::doc("of distances, miles"),
    leat::param("resamples", 200)    | leat::doc("of the bootstrap; more take longer"),
    leat::node("raw",        read,        "csv"),
    leat::node("flights",    clean,       "raw"),
    leat::node("hours",      by_hour,     "flights"),
    leat::node("distances",  by_distance, "flights", "band") | leat::doc("in bands of so many miles"),
    leat::map("by_hour",     summarise,   leat::each("hours"),     "resamples"),
    leat::map("by_distance", summarise,   leat::each("distances"), "resamples"));
// clang-format on

void print(char const* title, std::vector<summary> const& table) {
    std::fprintf(stderr, "\n%-16s %9s %16s %9s %14s\n%-16s %9s %16s %9s %14s\n", title, "flights",
                 "mean delay", "median", "late > 15 min", "", "", "min", "min", "%");
    for (summary const& s : table)
        if (s.flights > 0)
            std::fprintf(stderr, "%-16s %9zu %9.1f +- %3.1f %9.1f %14.1f\n", s.name.c_str(),
                         s.flights, s.mean, s.uncertain, s.median, 100 * s.late);
    std::fprintf(stderr, "\n");
}

struct tables {
    template <class Result>
    void after_pipeline_run(Result const& result) const {
        if (!result.contains("by_hour"_n) || !result.contains("by_distance"_n)) return;
        print("departure", result["by_hour"_n]);
        print("distance", result["by_distance"_n]);
    }
};

} // namespace

int main(int argc, char** argv) {
    return leat::main<delays>(argc, argv, tables{}, leat::hooks::progress());
}
