// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The programs of docs/tutorial.md, one after the other.

// clang-format off

#include "sum.hpp"

#include <leat/leat.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals; // "mean"_n

// ---- declare
std::vector<double> clean(std::vector<double> days) {
    std::erase_if(days, [](double t) { return t < -60 || t > 60; });
    return days;
}
double mean(std::vector<double> const& days) {
    return std::accumulate(days.begin(), days.end(), 0.0) / static_cast<double>(days.size());
}

constexpr auto climate = leat::pipeline("climate",
    leat::input<std::vector<double>>("days"),
    leat::param("base", 18.0),
    leat::node("clean",   clean, "days"),
    leat::node("mean",    mean,  "clean"),
    leat::node("heating", [](double mean, double base) { return std::max(0.0, base - mean); },
               "mean", "base") | leat::doc("deg C to heat on an average day"));

// ---- ask
static_assert(leat::valid<climate>);
static_assert(leat::depends_on<climate>("heating", "days"));
static_assert(leat::graph<climate>.size() == 5);

// ---- parts
constexpr auto extremes = leat::pipeline("extremes",
    leat::node(leat::outputs("coldest", "hottest"),
               [](std::vector<double> const& days) {
                   auto const [low, high] = std::minmax_element(days.begin(), days.end());
                   return std::pair(*low, *high);
               },
               "clean"),
    leat::node("report", [](double low, double high) { std::printf("%.1f to %.1f deg C\n", low, high); },
               "coldest", "hottest"));

// ---- compose
constexpr auto station = leat::pipeline("station", climate, extremes);
constexpr auto both = leat::pipeline("both",
    leat::param("base", 20.0),
    leat::within("seattle", climate, leat::keep("base")),
    leat::within("tacoma", climate, leat::keep("base")));

// ---- context
constexpr auto patient = leat::pipeline("patient",
    leat::input<int>("steps"),
    leat::node("sum", sum_of, "steps"));

// ---- errors
constexpr auto fragile =
    leat::pipeline("fragile", leat::node("start", [] { return 1; }),
                   leat::node(
                       "middle", [](int) -> int { throw std::runtime_error("no water"); }, "start"),
                   leat::node(
                       "end", [](int x) { return x; }, "middle"));

// ---- map
struct station_data {
    std::string name;
    std::vector<double> days;
};
constexpr auto stations = leat::pipeline("stations",
    leat::input<std::vector<station_data>>("stations"),
    leat::param("base", 18.0),
    leat::map("heating",
              [](station_data const& s, double base) { return std::max(0.0, base - mean(s.days)); },
              leat::each("stations"), "base"),
    leat::node("most", [](std::vector<double> const& heating) {
        return *std::max_element(heating.begin(), heating.end());
    }, "heating"));

// ---- choose
double median(std::vector<double> days) {
    auto const middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
    std::nth_element(days.begin(), middle, days.end());
    return *middle;
}
constexpr auto typical = leat::pipeline("typical",
    leat::input<std::vector<double>>("days"),
    leat::param("kind", "mean"),
    leat::choose("typical", "kind",
                 leat::when("mean",   mean,   "days"),
                 leat::when("median", median, "days")));

// ---- iterate
constexpr auto root = leat::pipeline("root",
    leat::input<double>("of"),
    leat::param("start", 1.0),
    leat::iterate("root", [](double x, double of) { return (x + of / x) / 2; }, "start", "of")
        | leat::until([](double before, double after) { return std::abs(after - before) < 1e-12; }, 100));

// ---- guards
using namespace std::chrono_literals;

double ask_the_sensor(int number) {
    static int asked = 0;
    if (++asked < 3) throw std::runtime_error("sensor " + std::to_string(number) + " is silent");
    return 12.5;
}
constexpr auto sensor = leat::pipeline("sensor",
    leat::input<int>("number"),
    leat::node("temperature", ask_the_sensor, "number")
        | leat::timeout(1s)                                                      // for each attempt
        | leat::check([](double t) { return t > -60 && t < 60; }, "must be a temperature")
        | leat::retry(3, 10ms)                                                   // waits 10 ms, then 20 ms
        | leat::fallback(0.0));                                                  // when none succeeds

int main() {
    std::vector<double> const days{12.8, 10.6, 11.7, 999.0, 8.9};

    // ---- run
    auto const result = leat::run<climate>("days"_n = days);
    std::printf("%.2f\n", result["heating"_n]);               // the free outputs: what no node consumes

    auto const [average, kept] = leat::run<climate, "mean", "clean">("days"_n = days);
    std::printf("%.2f of %zu days\n", average, kept.size());   // in the order asked

    // ---- override
    auto const warmer = leat::run<climate>("mean"_n = 15.0, "base"_n = 21);   // "days" is not needed
    std::printf("%.2f\n", warmer["heating"_n]);

    // ---- slice
    auto const part = leat::run<station>(leat::to("mean"_n), "days"_n = days);
    std::printf("%.2f\n", part["mean"_n]);

    auto const named = leat::run<station>(leat::only("clean"), "days"_n = days);   // known at run time
    std::printf("%zu\n", named["clean"_n].size());

    // ---- end
    leat::run<station>("days"_n = days);
    auto const two =
        leat::run<both>("seattle.days"_n = days, "tacoma.days"_n = std::vector<double>{10.0});
    std::printf("%.2f %.2f\n", two["seattle.heating"_n], two["tacoma.heating"_n]);

    // ---- options
    leat::run_options const options{
        .progress = [](auto node, auto done, auto total) {
            if (done == total) std::printf("%s: %zu of %zu\n", std::string(node).c_str(), done, total);
        }};
    std::printf("%d\n", leat::run<patient>("steps"_n = 10, options)["sum"_n]);

    // ---- bend
    auto const most = leat::run<stations>("stations"_n = std::vector<station_data>{
                                              {"harbour", days}, {"airport", {3.5, 4.5}}});
    std::printf("%.2f\n", most["most"_n]);
    std::printf("%.2f\n", leat::run<typical>("days"_n = days, "kind"_n = "median")["typical"_n]);
    std::printf("%.6f\n", leat::run<root>("of"_n = 2.0)["root"_n]);
    auto const measured = leat::run<sensor>("number"_n = 7);
    std::printf("%.1f deg C at attempt %zu\n", measured["temperature"_n],
                measured.info().of("temperature"_n).attempts);

    // ---- catch
    try {
        leat::run<fragile>();
    } catch (leat::node_error const& e) {
        std::printf("%s\n", e.what());
        // node 'middle' of pipeline 'fragile' failed: no water; not run: 'end'
    }
}
