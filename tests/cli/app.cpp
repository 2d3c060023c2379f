// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// A program that the scripts beside it drive: of each kind of value, node and name something.

#include <leat/cli.hpp>

#include <chrono>
#include <cstddef>
#include <fstream>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

enum class grain : unsigned char { rye, wheat };

int lines(leat::file const& csv) {
    std::ifstream in(csv.path());
    int count = 0;
    for (std::string line; std::getline(in, line);) ++count;
    return count;
}

/// Waits, and says how far it is; ends early when it is asked to.
int slow(int lines, std::chrono::milliseconds wait, leat::context& here) {
    for (int i = 0; i < 20 && !here.stop_requested(); ++i) {
        here.progress(static_cast<std::size_t>(i), 20);
        std::this_thread::sleep_for(wait / 20);
    }
    return lines;
}

double brittle(int lines, double ridge, leat::context& here) {
    for (int i = 1; i <= 5; ++i) here.metric("loss", ridge / i);
    if (ridge < 0) throw std::runtime_error("ridge is negative");
    return lines * ridge;
}

std::string label(std::string const& title, bool strict, grain of, int spaced, int jobs) {
    return title + (strict ? "!" : "") + (of == grain::wheat ? " wheat " : " rye ") +
           std::to_string(spaced) + " " + std::to_string(jobs);
}

constexpr auto region = leat::pipeline(
    "region", leat::param("rate", 0.25) | leat::doc("share of a region"),
    leat::node(
        "part", [](double whole, double rate) { return whole * rate; }, "ground", "rate") |
        leat::version(1));

constexpr auto mill = leat::pipeline(
    "mill", //
    leat::input<leat::file>("csv") | leat::doc("what is to be ground"),
    leat::input<int>("count") | leat::doc("how many sacks"),
    leat::input<std::vector<double>>("sizes") | leat::doc("of the sacks, in kg"),
    leat::param("ridge", 0.5) | leat::doc("below zero it fails"),
    leat::param("strict", false) | leat::doc("whether to shout"),
    leat::param("title", "it's \"5%\" $HOME \\ {x},\tö") | leat::doc("a text; [odd] {as} it is"),
    leat::param("grain", grain::rye), //
    leat::param<std::chrono::milliseconds>("wait", 0) | leat::doc("how long 'slow' takes"),
    leat::param("kind", "sum"), //
    leat::param("a b", 1) | leat::doc("a name that no option can have"),
    leat::param("jobs", 2) | leat::doc("a name that is an option already"),
    leat::node("lines", lines, "csv") | leat::cached | leat::version(1) |
        leat::doc("lines of the file"),
    leat::node("slow", slow, "lines", "wait") | leat::version(1) | leat::tag("daily"),
    leat::node("ground", brittle, "slow", "ridge") | leat::cached | leat::version(1) |
        leat::doc("fails when it is told to"),
    leat::node("label", label, "title", "strict", "grain", "a b", "jobs") | leat::version(1),
    leat::map(
        "halves", [](double size) { return size / 2; }, leat::each("sizes")) |
        leat::version(1),
    leat::choose("total", "kind",
                 leat::when(
                     "sum",
                     [](std::vector<double> const& all) {
                         return std::accumulate(all.begin(), all.end(), 0.0);
                     },
                     "halves"),
                 leat::when(
                     "count",
                     [](std::vector<double> const& all) { return static_cast<double>(all.size()); },
                     "halves")) |
        leat::version(1),
    leat::iterate(
        "root", [](double x, double of) { return (x + of / x) / 2; }, "total", "total") |
        leat::until([](double before, double after) { return before - after < 1e-9; }, 100) |
        leat::version(1),
    leat::node(
        "sacks", [](int count, double root) { return count + root; }, "count", "root") |
        leat::version(1),
    leat::within("eu", region, leat::keep("ground")));

} // namespace

int main(int argc, char** argv) { return leat::main<mill>(argc, argv); }
