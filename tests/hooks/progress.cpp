// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks/progress.hpp>

#include "sample.hpp"
#include "terminal.hpp"

#include <catch.hpp>

#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

using namespace leat::literals;
using namespace std::chrono_literals;
using sample::forecast;
using sample::wait;

namespace {

leat::hooks::progress_options to(int descriptor) { return {.out = descriptor, .now = sample::now}; }

// Each node takes a second, and the one in the middle tells of it.
void take_a_second_each() {
    sample::on_load = [](auto&) { wait(1s); };
    sample::on_model = [](leat::context& here) {
        here.progress(0, 4);
        wait(500ms);
        here.progress(2, 4);
        here.log("half of it");
        wait(500ms);
    };
    sample::on_score = [](auto&) { wait(1s); };
}

int run_forecast(leat::hooks::progress hook) {
    return leat::session<forecast>(hook).run("x"_n = 1)["score"_n];
}

} // namespace

TEST_CASE("on a terminal one line is redrawn, and a sum stays") {
    sample::reset();
    take_a_second_each();
    std::string const bytes =
        on_terminal(80, [](int out) { CHECK(run_forecast(leat::hooks::progress(to(out))) == 22); });
    film const shown(bytes, 80);
    CHECK(shown.has("forecast [-------------]  0/3  0.0 s"));
    CHECK(shown.has("forecast [-------------]  0/3  load  0.0 s"));
    CHECK(shown.has("forecast [####---------]  1/3  modèle  1.0 s"));
    CHECK(shown.has("forecast [######-------]  1/3  modèle 50%  1.5 s"));
    CHECK(shown.has("forecast [########-----]  2/3  2.0 s"));
    CHECK(shown.most_bars == 1);
    CHECK(shown.left == lines{"forecast: modèle: half of it", "forecast: 3 nodes in 3.0 s", ""});
}

TEST_CASE("whatever the width, nothing of the bar stays") {
    sample::reset();
    take_a_second_each();
    for (std::size_t columns : {1u, 2u, 5u, 10u, 20u, 27u, 40u, 80u, 200u}) {
        std::string const bytes =
            on_terminal(columns, [](int out) { run_forecast(leat::hooks::progress(to(out))); });
        // The bar alone, without the lines that stay and may well wrap, never leaves its line.
        screen narrow(columns);
        for (std::size_t at = 0; at < bytes.size();) {
            std::size_t const end = std::min(bytes.find("\x1b[K", at), bytes.size() - 3) + 3;
            std::string const frame = bytes.substr(at, end - at);
            if (frame.find('\n') == std::string::npos) narrow.write(frame);
            at = end;
        }
        CAPTURE(columns);
        CHECK(narrow.text() == lines{""});
        film const wide(bytes, 200);
        CHECK(wide.left == lines{"forecast: modèle: half of it", "forecast: 3 nodes in 3.0 s", ""});
    }
}

TEST_CASE("the bar follows a terminal that is resized") {
    sample::reset();
    take_a_second_each();
    std::string const bytes = on_terminal(80, [](int out) {
        sample::on_model = [out](leat::context& here) {
            set_columns(out, 30);
            here.log("narrow");
        };
        run_forecast(leat::hooks::progress(to(out)));
    });
    std::size_t const at = bytes.find("narrow\r\n") + 8;
    screen narrow(30);
    narrow.write(std::string_view(bytes).substr(at));
    CHECK(narrow.text() == lines{"forecast: 3 nodes in 2.0 s", ""});
    CHECK(bytes.find("\r\nforecast  1/3  modèle  1.0 s\x1b[K") != std::string::npos);
}

TEST_CASE("from the second run on the bar tells how long it will take") {
    sample::reset();
    struct { // as a session calls it, with times that are exact
        leat::hooks::progress hook;
        leat::run_info info{.pipeline = "p", .nodes = {{.name = "quick"}, {.name = "slow"}}};
        void run() {
            hook.before_pipeline_run(info);
            node("quick", 0, 1s);
            node("slow", 1, 3s);
            hook.after_pipeline_run(info);
        }
        void node(std::string_view n, std::size_t index, std::chrono::milliseconds time) {
            leat::node_info const node{n, index, {}, {}, {}, {}};
            hook.before_node_run(node);
            wait(time);
            hook.after_node_run(node, {.status = leat::node_status::ran, .time = time});
        }
    } session{leat::hooks::progress({.out = -1})};
    std::string const bytes = on_terminal(60, [&](int out) {
        session.hook = leat::hooks::progress(to(out));
        session.run();
        session.run();
    });
    film const shown(bytes, 60);
    CHECK(shown.has("p [---------]  0/2  quick  0.0 s"));
    CHECK(shown.has("p [####-----]  1/2  1.0 s")); // by the count of nodes
    CHECK(shown.has("p [---------]  0/2  quick  0.0 s, about 4.0 s left"));
    CHECK(shown.has("p [##-------]  1/2  slow  1.0 s, about 3.0 s left")); // by their times
    CHECK(shown.left == lines{"p: 2 nodes in 4.0 s", "p: 2 nodes in 4.0 s", ""});
}

TEST_CASE("a node that fails is named, below what others have to say") {
    sample::reset();
    sample::on_model = [](auto&) { throw std::runtime_error("no data"); };
    std::string const bytes = on_terminal(80, [](int out) {
        CHECK_THROWS_AS(run_forecast(leat::hooks::progress(to(out))), leat::node_error);
    });
    CHECK(film(bytes, 80).left == lines{"forecast: failed at 'modèle' after 0 ns", ""});
}

TEST_CASE("nodes that are skipped are counted") {
    sample::reset();
    sample::time = {};
    auto const skipping = [](int out) {
        leat::session<forecast>(leat::hooks::progress(to(out)), sample::skips_model{})
            .run("x"_n = 1);
    };
    CHECK(film(on_terminal(80, skipping), 80).left ==
          lines{"forecast: 3 nodes in 0 ns (2 skipped)", ""});
    std::string const plain = on_pipe(skipping);
    CHECK(plain.find("forecast: [2/3] modèle skipped: not today\n"
                     "forecast: [3/3] score skipped: 'modèle', which it needs, was skipped\n"
                     "forecast: 3 nodes in 0 ns (2 skipped)\n") != std::string::npos);
}

TEST_CASE("a run that has nothing to do says so") {
    sample::reset();
    auto const run = [](int out) {
        leat::session<forecast>(leat::hooks::progress(to(out)))
            .run("x"_n = 1, "load"_n = 1, "modèle"_n = 1, "score"_n = 5);
    };
    CHECK(film(on_terminal(80, run), 80).left == lines{"forecast: 0 nodes in 0 ns", ""});
    CHECK(on_pipe(run) == "forecast: 0 nodes in 0 ns\n");
}

TEST_CASE("what is no terminal gets a line for each node, and no codes") {
    sample::reset();
    take_a_second_each();
    auto const run = [](int out) { run_forecast(leat::hooks::progress(to(out))); };
    auto const check = [](std::string text) {
        // A node's time is a real one.
        for (std::size_t at = 0; (at = text.find("] ", at)) != std::string::npos; ++at) {
            std::size_t const name_end = text.find(' ', at + 2);
            text.erase(name_end, text.find('\n', at) - name_end);
        }
        CHECK(text == "forecast: [1/3] load\n"
                      "forecast: modèle: half of it\n"
                      "forecast: [2/3] modèle\n"
                      "forecast: [3/3] score\n"
                      "forecast: 3 nodes in 3.0 s\n");
    };
    check(on_pipe(run));

    std::FILE* const file = std::tmpfile();
    leat::session<forecast>(leat::hooks::progress({.out = file, .now = sample::now}))
        .run("x"_n = 1);
    std::rewind(file);
    check(all_of(::fileno(file)));
    std::fclose(file);

    std::string dumb = on_terminal(80, [&](int out) {
        variable const term("TERM", "dumb");
        run(out);
    });
    std::erase(dumb, '\r');
    check(dumb);
}

TEST_CASE("what nodes log is left to others if asked") {
    sample::reset();
    take_a_second_each();
    auto const run = [](int out) {
        run_forecast(leat::hooks::progress({.out = out, .logs = false, .now = sample::now}));
    };
    CHECK(on_pipe(run).find("half of it") == std::string::npos);
    CHECK(film(on_terminal(80, run), 80).left == lines{"forecast: 3 nodes in 3.0 s", ""});
}

TEST_CASE("by default it writes to the standard error and not to the standard output") {
    sample::reset();
    std::string bytes;
    std::string const output = on_pipe([&](int out) {
        redirected const one(STDOUT_FILENO, out);
        bytes = on_terminal(80, [](int terminal) {
            redirected const two(STDERR_FILENO, terminal);
            leat::session<forecast>(leat::hooks::progress()).run("x"_n = 1);
        });
    });
    CHECK(output.empty());
    CHECK(film(bytes, 80).left.size() == 2);
    CHECK(film(bytes, 80).left[0].starts_with("forecast: 3 nodes in "));
}

TEST_CASE("nobody need read it") {
    sample::reset();
    std::signal(SIGPIPE, SIG_DFL);
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    ::close(ends[0]);
    CHECK(run_forecast(leat::hooks::progress({.out = ends[1], .terminal = false})) == 22);
    CHECK(run_forecast(leat::hooks::progress({.out = ends[1], .terminal = true})) == 22);
    sigset_t pending, blocked;
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
    CHECK(sigismember(&pending, SIGPIPE) == 0);
    CHECK(sigismember(&blocked, SIGPIPE) == 0);
    ::close(ends[1]);
    CHECK(run_forecast(leat::hooks::progress({.out = ends[1]})) == 22); // not even open
}

TEST_CASE("a run that is stopped says so") {
    sample::reset();
    sample::time = {};
    std::stop_source source;
    sample::on_load = [&](auto&) { source.request_stop(); };
    std::string const bytes = on_terminal(80, [&](int out) {
        leat::run_options const options{.stop = source.get_token()};
        auto app = leat::session<forecast>(leat::hooks::progress(to(out)));
        CHECK_THROWS_AS(app.run("x"_n = 1, options), leat::run_stopped);
    });
    CHECK(film(bytes, 80).left == lines{"forecast: stopped after 0 ns", ""});
}
