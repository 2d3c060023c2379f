// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
//
// Writes the pages that tests/view/report.mjs looks at: make_reports FOLDER
#include <leat/view/report.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using leat::node_kind;
using leat::node_status;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr char const* attack = "<script>window.harmed=1</script>";

// A run and its graph, put together node by node.
class run_of {
public:
    explicit run_of(std::string pipeline) {
        info.pipeline = graph.pipeline = std::move(pipeline);
        info.id = "20260301T120000-abcd";
    }

    void source(std::string name, node_kind kind, std::string type) {
        graph.nodes.push_back({name, kind, {name}, {}, {std::move(type)}, {}, {}, {}, false});
    }
    std::pair<leat::graph_node&, leat::node_report&> node(std::string name,
                                                          std::vector<std::string> inputs,
                                                          node_status status = node_status::ran,
                                                          milliseconds time = {},
                                                          node_kind kind = node_kind::node) {
        leat::graph_node& g = graph.nodes.emplace_back();
        g.name = name;
        g.kind = kind;
        g.outputs = {name};
        g.inputs = std::move(inputs);
        g.types = {"double"};
        leat::node_report& r = info.nodes.emplace_back();
        r.name = name;
        r.outputs = g.outputs;
        r.status = status;
        r.time = time;
        r.attempts = status == node_status::ran || status == node_status::failed ? 1 : 0;
        return {g, r};
    }
    leat::run_info finish() {
        info.graph = std::make_shared<leat::structure const>(graph);
        return info;
    }

    leat::structure graph{};
    leat::run_info info{};
};

leat::run_info forecast(bool other) {
    run_of run("forecast");
    run.source("csv", node_kind::input, "std::string");
    run.source("alpha", node_kind::param, "double");
    run.node("raw", {"csv"}, node_status::hit).second.bytes = 48'213'304;
    auto [clean, cleaned] =
        run.node("features.clean", {"raw"}, node_status::ran, milliseconds(412));
    clean.doc = "Drops rows without a temperature.";
    clean.caching = "cached";
    clean.tags = {"features"};
    cleaned.reason = "the program's code has changed";
    cleaned.key = {0x0123456789abcdef, other ? 2u : 1u};
    auto [calendar, calendars] =
        run.node("features.calendar", {"features.clean"}, node_status::ran, milliseconds(88));
    calendar.guarded = true;
    calendars.attempts = 3;
    calendars.began = milliseconds(413);
    calendars.thread = 1;
    run.node("features.lags", {"features.clean"}, node_status::ran, milliseconds(1231))
        .second.began = milliseconds(413);
    auto [model, modelled] =
        run.node("model", {"features.lags", "features.calendar", "alpha"}, node_status::ran,
                 milliseconds(other ? 2900 : 4321), node_kind::iterate);
    model.caching = "cached";
    modelled.began = milliseconds(1650);
    modelled.reason = "its parameter alpha has changed (0.1 -> 0.25)";
    run.node("scores", {"model"}, node_status::ran, milliseconds(730), node_kind::map)
        .second.began = milliseconds(5980);
    run.node("baseline", {"features.calendar"}, node_status::resumed);
    run.node("pick", {"scores", "baseline"}, node_status::ran, milliseconds(2), node_kind::choose)
        .second.began = milliseconds(6712);
    run.node("holidays", {"features.calendar"}, node_status::skipped).second.reason = "not needed";
    run.node("threshold", {"baseline"}, node_status::overridden);
    auto [publish, published] =
        run.node("publish", {"pick", "threshold"}, other ? node_status::ran : node_status::failed,
                 milliseconds(310), node_kind::sink);
    publish.caching = "impure";
    published.began = milliseconds(6715);
    if (!other) published.reason = "cannot write the forecast: Connection refused";
    run.node("report", {"pick", "holidays"}, other ? node_status::ran : node_status::pending, {},
             node_kind::sink);
    run.info.status = other ? leat::run_status::completed : leat::run_status::failed;
    if (other) run.info.id = "20260228T120000-abcd";
    run.info.wall = milliseconds(7030);
    run.info.hook_time = microseconds(1204);
    run.info.params = {{"csv", "\"stations.csv\"", "std::string", true},
                       {"alpha", other ? "0.1" : "0.25", "double", !other}};
    for (char const* context : {"train", "valid"}) {
        leat::metric_series& loss = run.info.metrics.emplace_back();
        loss.name = "loss";
        loss.context = context;
        double const base = context[0] == 't' ? 0.1 : 0.2;
        for (int i = 0; i < 160; ++i)
            loss.points.emplace_back(
                i * 5, i == 40 ? std::nan("") : base + (other ? 2.0 : 2.4) * std::exp(-i / 28.0));
    }
    run.info.metrics.push_back({"rows", "", {{0, 1'284'533.0}}});
    return run.finish();
}

leat::run_info nasty() {
    run_of run("</title><script>window.harmed=1</script>");
    auto [first, made] = run.node(attack, {}, node_status::ran, milliseconds(5));
    first.doc = "</script><img src=x onerror=\"window.harmed=1\">";
    first.tags = {attack, "a\"b&c"};
    first.types = {"std::map<std::string, std::vector<double>>"};
    made.reason = attack;
    run.node("a\"b&c", {attack}, node_status::ran, milliseconds(1), node_kind::map);
    run.node("größe.数据.\xff😀", {"a\"b&c"}, node_status::ran, milliseconds(9));
    run.node("a<!--<script>", {"größe.数据.\xff😀"}, node_status::hit, {}, node_kind::sink);
    run.node(std::string(63, 'w') + "." + std::string(63, 'x'), {attack}, node_status::skipped);
    run.info.id = attack;
    run.info.wall = milliseconds(20);
    run.info.params = {{attack, attack, attack, true},
                       {"long", std::string(400, '7'), "std::string", false}};
    double const none = std::numeric_limits<double>::infinity();
    run.info.metrics = {{attack, attack, {{0, none}, {1, 2.0}, {INT64_MAX, none}}},
                        {"none", "", {{0, none}}},
                        {"wide", "", {{-5, -1.0}, {0, 0.0}, {5, 1e300}}}};
    return run.finish();
}

leat::run_info large(std::size_t size) {
    run_of run("large");
    std::mt19937 random(7);
    std::vector<std::string> names;
    milliseconds clock[8] = {};
    milliseconds end{};
    for (std::size_t i = 0; i < size; ++i) {
        std::vector<std::string> inputs;
        if (i > 8)
            for (std::size_t n = 0; n <= random() % 3; ++n)
                inputs.push_back(names[i - 1 - random() % std::min<std::size_t>(i, 60)]);
        names.push_back("part" + std::to_string(i / 100) + ".step_" + std::to_string(i));
        bool const hit = random() % 3 == 0;
        auto [graph, report] =
            run.node(names.back(), inputs, hit ? node_status::hit : node_status::ran,
                     milliseconds(hit ? 0 : 1 + random() % 40));
        graph.caching = "cached";
        report.key = {i + 1, i};
        report.bytes = random() % 100'000'000;
        if (hit) continue;
        report.reason = "its input has changed";
        report.thread = random() % 8;
        report.began = clock[report.thread];
        end = std::max(end, clock[report.thread] += milliseconds(report.time.count() / 1'000'000));
    }
    run.info.wall = end;
    return run.finish();
}

leat::run_info bare() {
    run_of run("bare");
    run.node("a", {});
    run.node("b", {"a"});
    run.info.id.clear();
    return run.finish();
}

leat::run_info untimed() { // with times, but without when nodes began
    run_of run("in sequence");
    run.node("a", {}, node_status::ran, milliseconds(3));
    run.node("b", {"a"}, node_status::ran, milliseconds(5));
    return run.finish();
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: make_reports FOLDER\n";
        return 2;
    }
    std::filesystem::path const folder = arguments[1];
    leat::report(folder / "run.html", forecast(false));
    leat::report(folder / "compared.html", forecast(false),
                 {.compare = forecast(true), .title = "Forecast, alpha 0.25"});
    leat::report(folder / "nasty.html", nasty());
    leat::report(folder / "bare.html", bare());
    leat::report(folder / "sequence.html", untimed());
    leat::report(folder / "large.html", large(1000));
}
