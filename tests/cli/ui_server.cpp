// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
//
// A server for tests of the page: `ui_server FOLDER [writable | many N | empty]`. Records some runs
// in a repo in FOLDER, one of which goes on and tracks metrics, and serves until its input ends.
#include <leat/cli/ui.hpp>

#include <leat/leat.hpp>
#include <leat/repo.hpp>

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

using namespace leat::literals;

namespace {

double train(double ridge, int epochs, std::string const& kind, leat::context& here) {
    if (kind == "none") throw std::runtime_error("no such kind of model: <b>'none'</b>");
    double loss = 1;
    for (int i = 0; i < epochs; ++i) {
        loss = ridge + std::exp(-0.05 * i) * (1 + 0.1 * std::sin(i));
        here.metric("loss", loss, {.step = i, .context = "train"});
        if (i % 5 == 0) here.metric("loss", 1.2 * loss, {.step = i, .context = "test"});
        here.metric("learning_rate", 0.1 / (1 + i), i);
    }
    here.metric("accuracy", 1 / (1 + loss));
    if (ridge < 0.2) here.tag("good");
    return loss;
}

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::string>("source"), leat::param("ridge", 0.1),
    leat::param("epochs", 60), leat::param("kind", "linear"),
    leat::node(
        "size", [](std::string const& source) { return static_cast<int>(source.size()); },
        "source"),
    leat::node("loss", train, "ridge", "epochs", "kind"),
    leat::node(
        "published",
        [](double loss, int size) {
            if (loss > 0.8) throw std::runtime_error("the loss is too high to publish");
            return loss * size;
        },
        "loss", "size"));

void record(leat::repo const& repo) {
    auto const app = leat::session<forecast>(repo);
    for (int i = 0; i < 12; ++i) app.run("ridge"_n = 0.05 * i, "source"_n = "sales.csv");
    app.run("ridge"_n = 0.1, "epochs"_n = 120, "kind"_n = "tree", "source"_n = "sales.csv");
    try {
        app.run("kind"_n = "none", "source"_n = "sales.csv");
    } catch (leat::node_error const&) {
    }
    try {
        app.run("ridge"_n = 0.9, "source"_n = "sales.csv");
    } catch (leat::node_error const& e) {
        app.resume(e.run_id(), "ridge"_n = 0.3);
    }
    auto const odd = repo.begin({.pipeline = "odd", .origin = {}});
    odd->param("where", std::string("a <script>alert(1)</script> in a text that goes on and on"),
               "");
    odd->metric("nothing", std::numeric_limits<double>::quiet_NaN());
    odd->metric("word", "a text");
    odd->close({.status = leat::run_status::stopped,
                .wall = std::chrono::hours(30),
                .reason = "a stop was requested"});
}

void record_many(leat::repo const& repo, int count) {
    for (int i = 0; i < count; ++i) {
        auto const run = repo.begin({.pipeline = "many", .origin = {}});
        run->param("ridge", 0.001 * (i % 1000), "double");
        run->param("seed", std::int64_t(i), "int");
        run->metric("loss", 1.0 / (1 + i % 777));
        run->close(
            {.status = leat::run_status::completed, .wall = std::chrono::milliseconds(i % 5000)});
    }
}

} // namespace

int main(int count, char** words) {
    if (count < 2) return 2;
    std::string_view const how = count > 2 ? words[2] : "";
    leat::repo const repo(words[1]);
    if (how == "many")
        record_many(repo, count > 3 ? std::stoi(words[3]) : 1000);
    else if (how != "empty" && how != "serve")
        record(repo);
    std::atomic<bool> over{false};
    std::thread alive;
    if (how != "empty" && how != "many" && how != "serve")
        alive = std::thread([&] {
            auto const run = repo.begin({.pipeline = "forecast", .origin = {}});
            run->param("ridge", 0.25, "double");
            run->param("epochs", std::int64_t(1000), "int");
            run->tag("live");
            leat::node_report report;
            report.name = "size";
            report.outputs = {"size"};
            report.status = leat::node_status::ran;
            report.attempts = 1;
            report.time = std::chrono::milliseconds(40);
            run->node(0, report);
            for (int i = 0; !over; ++i) {
                run->metric("loss", 0.25 + std::exp(-0.02 * i), {.step = i, .context = "train"});
                run->metric("accuracy", 1 - std::exp(-0.01 * (i + 1)), {.step = i});
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
            run->close({.status = leat::run_status::completed, .wall = std::chrono::seconds(9)});
        });
    leat::ui_server server(repo, {.writable = how == "writable"});
    std::thread serving([&] { server.run(); });
    std::printf("%s\n", server.url().c_str());
    std::fflush(stdout);
    for (int c; (c = std::getchar()) != EOF;)
        if (c == 'e') over = true; // the run that goes on ends
    over = true;
    if (alive.joinable()) alive.join();
    server.stop();
    serving.join();
}
