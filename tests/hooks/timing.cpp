// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks/timing.hpp>

#include "sample.hpp"

#include <catch.hpp>

#include <sstream>
#include <string>

using namespace leat::literals;
using namespace std::chrono_literals;
using sample::forecast;

TEST_CASE("timing writes a table, the longest node first") {
    std::ostringstream out;
    leat::hooks::timing hook(out);
    leat::run_info info{
        .pipeline = "forecast",
        .wall = 1250ms,
        .hook_time = 12us,
        .nodes = {
            {.name = "load", .status = leat::node_status::hit},
            {.name = "modèle", .status = leat::node_status::ran, .attempts = 2, .time = 900ms},
            {.name = "score", .status = leat::node_status::ran, .attempts = 1, .time = 100ms},
            {.name = "plot", .status = leat::node_status::skipped}}};
    hook.before_pipeline_run(info);
    hook.after_pipeline_run(info);
    CHECK(out.str() == "forecast: time of each node\n"
                       "  node      time  share  attempts  status\n"
                       "  modèle  900 ms  90.0%         2  ran\n"
                       "  score   100 ms  10.0%         1  ran\n"
                       "  load         -      -         -  from the cache\n"
                       "  plot         -      -         -  skipped\n"
                       "\n"
                       "  wall       1.25 s\n"
                       "  in nodes   1.00 s\n"
                       "  in hooks  12.0 us\n");
}

TEST_CASE("timing has a table of what failed, was stopped or did nothing") {
    sample::reset();
    sample::on_model = [](auto&) { throw std::runtime_error("no data"); };
    std::ostringstream out;
    leat::hooks::timing hook(out);
    auto app = leat::session<forecast>(hook);
    CHECK_THROWS_AS(app.run("x"_n = 1), leat::node_error);
    std::string const text = out.str();
    CHECK(text.starts_with("forecast: time of each node, until it failed\n"));
    auto const line = [&](std::string_view name) {
        std::size_t const at = text.find("\n  " + std::string(name) + " ");
        return at == std::string::npos ? "" : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
    };
    CHECK(line("load").ends_with("1  ran"));
    CHECK(line("modèle").ends_with("1  failed"));
    CHECK(line("modèle").find("s ") != std::string::npos); // its time counts, too
    CHECK(line("score").ends_with("-  not run"));

    out.str("");
    app.run("x"_n = 1, "load"_n = 1, "modèle"_n = 1, "score"_n = 1);
    CHECK(out.str().find("load       -      -         -  overridden") != std::string::npos);

    out.str("");
    std::stop_source source;
    source.request_stop();
    leat::run_options const options{.stop = source.get_token()};
    CHECK_THROWS_AS(app.run("x"_n = 1, options), leat::run_stopped);
    CHECK(out.str().starts_with("forecast: time of each node, until it was stopped\n"));
}
