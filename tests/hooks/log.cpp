// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks/log.hpp>

#include <leat/catalog/memory.hpp>

#include "sample.hpp"

#include <catch.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

using namespace leat::literals;
using sample::forecast;
using lines = std::vector<std::string>;

namespace {

/// The line with `#` in place of a time.
std::string without_time(std::string line) {
    for (std::string_view const before : {" in ", " after "}) {
        std::size_t const at = line.find(before);
        if (at == std::string::npos) continue;
        std::size_t const time = at + before.size();
        if (line[time] < '0' || line[time] > '9') continue;
        line.replace(time, line.find(':', time) - time, "#");
    }
    return line;
}

auto logs_to(lines& all) {
    return leat::hooks::log(
        [&all](std::string_view line) { all.push_back(without_time(std::string(line))); });
}

struct no_disk {
    int load() const { throw std::runtime_error("is gone"); }
    void save(int) { throw std::runtime_error("disk is full"); }
    bool exists() const { return true; }
    std::string describe() const { return "nowhere"; }
};

} // namespace

TEST_CASE("log says what a run does, a line each") {
    sample::reset();
    sample::on_model = [](leat::context& here) {
        here.log("one\ntwo\r\n\nfour\n");
        here.log("");
    };
    lines all;
    leat::session<forecast>(logs_to(all)).run("x"_n = 1);
    CHECK(all ==
          lines{"forecast: run started, 3 nodes to run", "forecast: load started",
                "forecast: load done in #", "forecast: modèle started", "forecast: modèle: one",
                "forecast: modèle: two", "forecast: modèle: ", "forecast: modèle: four",
                "forecast: modèle: ", "forecast: modèle done in #", "forecast: score started",
                "forecast: score done in #", "forecast: run completed in #"});
}

TEST_CASE("log says what failed, each line of it") {
    sample::reset();
    sample::on_load = [](auto&) { throw std::runtime_error("no data\nanywhere"); };
    lines all;
    auto app = leat::session<forecast>(logs_to(all));
    CHECK_THROWS_AS(app.run(leat::only("load"), "x"_n = 1), leat::node_error);
    CHECK(all == lines{"forecast: run started, 1 node to run", "forecast: load started",
                       "forecast: load failed: no data", "forecast: load failed: anywhere",
                       "forecast: run failed after #: node 'load' of pipeline 'forecast' failed: "
                       "no data",
                       "forecast: run failed after #: anywhere"});
}

TEST_CASE("log says what is skipped and why") {
    sample::reset();
    lines all;
    leat::session<forecast>(logs_to(all), sample::skips_model{}).run("x"_n = 1);
    CHECK(all == lines{"forecast: run started, 3 nodes to run", "forecast: load started",
                       "forecast: load done in #", "forecast: modèle started",
                       "forecast: modèle skipped: not today",
                       "forecast: score skipped: 'modèle', which it needs, was skipped",
                       "forecast: run completed in #"});
}

TEST_CASE("log says what datasets do") {
    sample::reset();
    lines all;
    auto app = leat::session<forecast>(
        leat::catalog("load"_n = leat::dataset::memory<int>(), "modèle"_n = no_disk()),
        logs_to(all));
    CHECK_THROWS_AS(app.run("x"_n = 1), leat::dataset_error);
    CHECK(lines(all.begin() + 1, all.begin() + 7) ==
          lines{"forecast: load started", "forecast: load done in #",
                "forecast: dataset load saved", "forecast: modèle started",
                "forecast: modèle done in #", "forecast: dataset modèle failed: disk is full"});
    all.clear();
    CHECK_THROWS_AS(app.run(leat::only("score"), "x"_n = 1), leat::dataset_error);
    REQUIRE(all.size() > 2);
    CHECK(all[1] == "forecast: dataset load loaded");
    CHECK(all[2] == "forecast: dataset modèle failed: is gone");
}

TEST_CASE("a run that is stopped is no failure") {
    sample::reset();
    std::stop_source source;
    source.request_stop();
    leat::run_options const options{.stop = source.get_token()};
    lines all;
    auto app = leat::session<forecast>(logs_to(all));
    CHECK_THROWS_AS(app.run("x"_n = 1, options), leat::run_stopped);
    CHECK(all == lines{"forecast: run started, 3 nodes to run",
                       "forecast: run stopped after #: the run of pipeline 'forecast' was asked to "
                       "stop, and did before node 'load'"});
}

TEST_CASE("what the sink throws, the run throws") {
    sample::reset();
    auto hook = leat::hooks::log([](std::string_view line) {
        if (line.ends_with("score started")) throw std::runtime_error("nobody listens");
    });
    auto app = leat::session<forecast>(hook);
    CHECK_THROWS_AS(app.run("x"_n = 1), leat::hook_error);
}

TEST_CASE("log writes to a stream, with the time if asked") {
    sample::reset();
    std::ostringstream out;
    leat::session<forecast>(leat::hooks::log(out, {.time = true}))
        .run(leat::only("load"), "x"_n = 1);
    std::string const text = out.str();
    CHECK(std::ranges::count(text, '\n') == 4);
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        std::string form = text.substr(at, 34);
        std::ranges::replace_if(
            form, [](char c) { return c >= '0' && c <= '9'; }, '#');
        CHECK(form == "####-##-##T##:##:##.###Z forecast:");
    }

    std::ostringstream clog;
    auto* const old = std::clog.rdbuf(clog.rdbuf());
    leat::session<forecast>(leat::hooks::log()).run(leat::only("load"), "x"_n = 1);
    std::clog.rdbuf(old);
    CHECK(clog.str().starts_with("forecast: run started, 1 node to run\nforecast: load started\n"));
}
