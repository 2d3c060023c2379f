// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// When and how far flights are late: 231,083 of them, by hour of departure and by distance.

#include <leat/catalog/csv.hpp>
#include <leat/hooks/timing.hpp>
#include <leat/leat.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

namespace {

struct flight {
    double delay;    ///< minutes; negative when early
    double distance; ///< miles
    double time;     ///< of departure, hours
};

/// The flights of one group.
struct summary {
    std::string name;
    std::size_t flights = 0;
    double mean_delay = 0;   ///< minutes
    double median_delay = 0; ///< minutes
    double late = 0;         ///< share of flights delayed by more than 15 minutes
};

// What no clock and no map has.
std::vector<flight> clean(std::vector<flight> flights) {
    std::erase_if(flights,
                  [](flight const& f) { return f.time < 0 || f.time >= 24 || f.distance <= 0; });
    return flights;
}

summary summarise(std::string name, std::vector<double> delays) {
    summary s{.name = std::move(name), .flights = delays.size()};
    if (delays.empty()) return s;
    auto const count = static_cast<double>(delays.size());
    auto const middle = delays.begin() + static_cast<std::ptrdiff_t>(delays.size() / 2);
    std::nth_element(delays.begin(), middle, delays.end());
    s.median_delay = *middle;
    for (double d : delays) s.mean_delay += d / count;
    s.late = static_cast<double>(
                 std::count_if(delays.begin(), delays.end(), [](double d) { return d > 15; })) /
             count;
    return s;
}

std::vector<summary> by_hour(std::vector<flight> const& flights) {
    std::array<std::vector<double>, 24> groups;
    for (flight const& f : flights) groups[static_cast<std::size_t>(f.time)].push_back(f.delay);
    std::vector<summary> table;
    for (std::size_t h = 0; h < groups.size(); ++h)
        table.push_back(summarise(std::to_string(h) + " h", std::move(groups[h])));
    return table;
}

std::vector<summary> by_distance(std::vector<flight> const& flights, double band) {
    std::vector<std::vector<double>> groups;
    for (flight const& f : flights) {
        auto const group = static_cast<std::size_t>(f.distance / band);
        if (group >= groups.size()) groups.resize(group + 1);
        groups[group].push_back(f.delay);
    }
    std::vector<summary> table;
    for (std::size_t g = 0; g < groups.size(); ++g)
        table.push_back(summarise(
            "from " + std::to_string(static_cast<int>(band * static_cast<double>(g))) + " miles",
            std::move(groups[g])));
    return table;
}

// clang-format off
constexpr auto delays = leat::pipeline("delays",
    leat::input<std::vector<flight>>("raw"),
    leat::param("band", 250.0),
    leat::node("flights",     clean,       "raw"),
    leat::node("by_hour",     by_hour,     "flights"),
    leat::node("by_distance", by_distance, "flights", "band") | leat::doc("in bands of so many miles"));
// clang-format on

void print(char const* title, std::vector<summary> const& table) {
    std::printf("%-16s %9s %12s %12s %14s\n%-16s %9s %12s %12s %14s\n", title, "flights",
                "mean delay", "median", "late > 15 min", "", "", "min", "min", "%");
    for (summary const& s : table)
        if (s.flights > 0)
            std::printf("%-16s %9zu %12.1f %12.1f %14.1f\n", s.name.c_str(), s.flights,
                        s.mean_delay, s.median_delay, 100 * s.late);
    std::printf("\n");
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: flights CSV\n");
        return 2;
    }
    try {
        auto app = leat::session<delays>(
            leat::catalog("raw"_n = leat::dataset::csv(argv[1], {"delay", "distance", "time"})),
            leat::hooks::timing());
        auto const [hours, distances] = app.run<"by_hour", "by_distance">();
        print("departure", hours);
        print("distance", distances);
        std::size_t total = 0;
        for (summary const& s : hours) total += s.flights;
        std::printf("%zu flights\n", total);
    } catch (std::exception const& e) {
        std::fprintf(stderr, "flights: %s\n", e.what());
        return 1;
    }
}
