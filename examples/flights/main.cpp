// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// When and how far flights are late: 231,083 of them, by hour of departure and by distance, each
// group by itself: first in one thread, then in several.

#include <leat/catalog/csv.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
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
    leat::input<std::vector<flight>>("raw"),
    leat::param("band", 250.0),
    leat::param("resamples", 200),
    leat::node("flights",    clean,       "raw"),
    leat::node("hours",      by_hour,     "flights"),
    leat::node("distances",  by_distance, "flights", "band") | leat::doc("in bands of so many miles"),
    leat::map("by_hour",     summarise,   leat::each("hours"),     "resamples"),
    leat::map("by_distance", summarise,   leat::each("distances"), "resamples"));
// clang-format on

void print(char const* title, std::vector<summary> const& table) {
    std::printf("%-16s %9s %16s %9s %14s\n%-16s %9s %16s %9s %14s\n", title, "flights",
                "mean delay", "median", "late > 15 min", "", "", "min", "min", "%");
    for (summary const& s : table)
        if (s.flights > 0)
            std::printf("%-16s %9zu %9.1f +- %3.1f %9.1f %14.1f\n", s.name.c_str(), s.flights,
                        s.mean, s.uncertain, s.median, 100 * s.late);
    std::printf("\n");
}

double seconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double>(time).count();
}

int run(char const* csv, int threads) {
    auto const files =
        leat::catalog("raw"_n = leat::dataset::csv(csv, {"delay", "distance", "time"}));
    // clang-format off
    auto const serial  = leat::session<delays>(files);
    auto const several = leat::session<delays>(files, leat::parallel(threads));

    auto const one   = serial.run();
    auto const other = several.run();
    // clang-format on
    print("departure", other["by_hour"_n]);
    print("distance", other["by_distance"_n]);
    if (one["by_hour"_n] != other["by_hour"_n] || one["by_distance"_n] != other["by_distance"_n])
        throw std::runtime_error("the runs differ");
    std::size_t total = 0;
    for (summary const& s : other["by_hour"_n]) total += s.flights;
    std::printf("%zu flights: %.2f s in one thread, %.2f s in %d\n", total,
                seconds(one.info().wall), seconds(other.info().wall), threads);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    int threads = static_cast<int>(std::max(2U, std::thread::hardware_concurrency()));
    std::string_view const given = argc > 2 ? argv[2] : "";
    auto const [end, wrong] = std::from_chars(given.data(), given.data() + given.size(), threads);
    if (argc < 2 || argc > 3 || (argc == 3 && (wrong != std::errc() || *end != '\0'))) {
        std::fprintf(stderr, "usage: flights CSV [THREADS]\n");
        return 2;
    }
    try {
        return run(argv[1], threads);
    } catch (std::exception const& e) {
        std::fprintf(stderr, "flights: %s\n", e.what());
        return 1;
    }
}
