// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The program of docs/howto-maps.md.

// clang-format off

// ---- includes
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

using namespace leat::literals;
using namespace std::chrono_literals;
// ----

// ---- map
struct station {
    std::string name;
    std::vector<double> highs;   // deg C
};

double need(station const& s, double weight, double base) {
    if (s.highs.empty()) throw std::runtime_error(s.name + " has no days");
    double sum = 0;
    for (double high : s.highs) sum += std::max(0.0, base - high);
    return weight * sum / static_cast<double>(s.highs.size());
}
double total(std::vector<double> const& needs) { return std::accumulate(needs.begin(), needs.end(), 0.0); }

constexpr auto heating = leat::pipeline("heating",
    leat::input<std::vector<station>>("stations"),
    leat::input<std::vector<double>>("weights"),
    leat::param("base", 18.0),
    leat::map("needs", need, leat::each("stations"), leat::each("weights"), "base")
        | leat::cached | leat::version(1),
    leat::node("total", total, "needs"));
// ----

// ---- choose
enum class method { mean, median, largest };

double mean(std::vector<double> const& highs) {
    return std::accumulate(highs.begin(), highs.end(), 0.0) / static_cast<double>(highs.size());
}
double median(std::vector<double> highs) {
    std::ranges::sort(highs);
    return highs[highs.size() / 2];
}

constexpr auto typical = leat::pipeline("typical",
    leat::input<std::vector<double>>("highs"),
    leat::param("by", method::mean),
    leat::choose("typical", "by",
                 leat::when(method::mean, mean, "highs"),
                 leat::when(method::median, median, "highs"),
                 leat::otherwise([](method by, std::vector<double> const& highs) {
                     std::printf("no method %d: the largest\n", static_cast<int>(by));
                     return std::ranges::max(highs);
                 }, "by", "highs")));
// ----

// ---- iterate
struct fit {
    double slope = 0;
    double error = 0;
};

fit step(fit now, std::vector<double> const& highs, double rate, leat::context& here) {
    double gradient = 0;
    now.error = 0;
    for (std::size_t day = 0; day < highs.size(); ++day) {
        double const missed = now.slope * static_cast<double>(day) - highs[day];
        gradient += 2 * missed * static_cast<double>(day) / static_cast<double>(highs.size());
        now.error += missed * missed / static_cast<double>(highs.size());
    }
    now.slope -= rate * gradient;
    here.metric("error", now.error);
    return now;
}

constexpr auto trend = leat::pipeline("trend",
    leat::input<std::vector<double>>("highs"),
    leat::param("rate", 0.05),
    leat::node("start", [] { return fit{}; }),
    leat::iterate("trend", step, "start", "highs", "rate")
        | leat::until([](fit const& before, fit const& after) { return std::abs(before.slope - after.slope) < 1e-9; },
                      1000, leat::importance::fail)          // 1000 rounds, and no end: an error
        | leat::checkpoint_every(100));
// ----

// ---- guards
struct network_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
double ask(std::string const& url, leat::context& here) {
    static int asked = 0;
    if (++asked == 1) throw network_error(url + " does not answer");
    for (int part = 0; part < 10; ++part)
        if (here.stop_requested()) throw network_error(url + " is slow");   // the timeout is over, or the run is to stop
    return 11.5;
}

constexpr auto forecast = leat::pipeline("forecast",
    leat::param("url", "https://example.org/seattle"),
    leat::node("tomorrow", ask, "url")
        | leat::timeout(2s)                                                  // for each attempt
        | leat::check([](double t) { return t > -60 && t < 60; }, "must be a temperature")
        | leat::retry(3, 10ms, leat::on_exception<network_error>)            // waits 10 ms, then 20 ms
        | leat::timeout(1min)                                                // for all attempts together
        | leat::fallback([](std::exception_ptr const&) { return 10.0; }));   // when none succeeds
// ----

// ---- guards of a map
constexpr auto patient = leat::pipeline("patient",
    leat::input<std::vector<station>>("stations"),
    leat::map("needs", [](station const& s) {
        try {
            return need(s, 1.0, 18.0);
        } catch (std::exception const&) {
            return 0.0;                                      // for this element; a guard is for the whole map
        }
    }, leat::each("stations")));
// ----

int main() {
    auto const folder = std::filesystem::temp_directory_path() / ("leat-maps-" + std::to_string(std::hash<std::string>()(__FILE__)));
    std::filesystem::remove_all(folder);
    std::vector<double> const weights{1.0, 2.0};
// ---- a map runs
    std::vector<station> stations{{"harbour", {12.0, 14.0}}, {"airport", {8.0}}};
    auto app = leat::session<heating>(leat::cache(folder));
    std::printf("%.1f\n", app.run("stations"_n = stations, "weights"_n = weights)["total"_n]);   // 25.0

    stations[1].highs.push_back(10.0);                       // one element of two: only that one is called again
    auto const again = app.run<"needs">("stations"_n = stations, "weights"_n = weights);
    std::printf("%s\n", again.info().of("needs").reason.c_str());
    // input 'stations' has changed; 1 of 2 elements ran
// ---- a map fails
    stations[0].highs.clear();
    try {
        app.run("stations"_n = stations, "weights"_n = weights);
    } catch (leat::node_error const& e) {
        std::printf("%s\n", e.what());
        // node 'needs' of pipeline 'heating' failed: element 0 of 2: harbour has no days; not run: 'total'
    }
// ---- a choose runs
    std::vector<double> const highs{8.0, 9.0, 16.0};
    std::printf("%.1f\n", leat::run<typical>("highs"_n = highs)["typical"_n]);                          // 11.0
    std::printf("%.1f\n", leat::run<typical>("highs"_n = highs, "by"_n = method::median)["typical"_n]); // 9.0
    std::printf("%.1f\n", leat::run<typical>("highs"_n = highs, "by"_n = method::largest)["typical"_n]);
// ---- an iterate runs
    std::printf("%.3f\n", leat::run<trend>("highs"_n = highs)["trend"_n].slope);
    try {
        leat::run<trend>("highs"_n = highs, "rate"_n = 1.2); // it swings, further each round
    } catch (leat::node_error const& e) {
        std::printf("%s\n", e.what());
        // node 'trend' of pipeline 'trend' failed: it did not come to its end within 1000 rounds
    }
// ---- guards run
    auto const tomorrow = leat::run<forecast>();
    leat::node_report const& report = tomorrow.info().of("tomorrow");
    std::printf("%.1f at attempt %zu\n", tomorrow["tomorrow"_n], report.attempts);   // 11.5 at attempt 2
// ----
    std::printf("%.1f\n", leat::run<patient>("stations"_n = stations)["needs"_n][0]);
    std::filesystem::remove_all(folder);
    std::printf("all done\n");
}
