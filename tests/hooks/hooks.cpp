// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks.hpp>

#include <leat/support/file_bytes.hpp>

#include "sample.hpp"
#include "terminal.hpp"

#include <catch.hpp>

#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>

using namespace leat::literals;
using namespace std::chrono_literals;
using sample::forecast;
namespace fs = std::filesystem;

namespace {

struct file {
    fs::path path = fs::temp_directory_path() / ("leat-hooks-" + std::to_string(::getpid()));
    file() = default;
    file(file const&) = delete;
    ~file() { fs::remove(path); }
};

/// All ready-made hooks, on one terminal, where the nodes take a second each.
std::string run_with_all(std::size_t columns, fs::path const& path, bool progress_first) {
    return on_terminal(columns, [&](int terminal) {
        redirected const error(STDERR_FILENO, terminal);
        leat::hooks::progress bar({.now = sample::now});
        auto const run = [](auto&&... hooks) {
            try {
                leat::session<forecast>(static_cast<decltype(hooks)>(hooks)...).run("x"_n = 1);
            } catch (leat::node_error const&) {
                // as some of the tests mean it
            }
        };
        leat::hooks::trace traced(path);
        if (progress_first)
            run(bar, leat::hooks::log(), traced, leat::hooks::timing(), leat::hooks::memory());
        else
            run(leat::hooks::memory(), leat::hooks::timing(), traced, leat::hooks::log(), bar);
    });
}

void check_alone(auto make) {
    auto owned = leat::session<forecast>(make());
    CHECK(owned.run("x"_n = 1)["score"_n] == 22);
    CHECK(owned.run("x"_n = 2)["score"_n] == 33);
    auto hook = make();
    auto borrowed = leat::session<forecast>(hook);
    CHECK(borrowed.run("x"_n = 1)["score"_n] == 22);
    auto moved = std::move(owned);
    CHECK(moved.run("x"_n = 1)["score"_n] == 22);
}

} // namespace

TEST_CASE("all hooks share one terminal, and what they write stays whole") {
    file const trace;
    for (bool const progress_first : {true, false})
        for (bool const fails : {true, false}) {
            sample::reset();
            sample::on_load = [](leat::context& here) {
                sample::wait(1s);
                here.log("read it");
            };
            sample::on_model = [&](auto&) {
                sample::wait(1s);
                if (fails) throw std::runtime_error("no data");
            };
            std::string const bytes = run_with_all(150, trace.path, progress_first);
            film const shown(bytes, 150);
            CAPTURE(progress_first, fails, shown.left, shown.frames);
            CHECK(shown.most_bars == 1);
            CHECK(shown.has("forecast [######--------------]  1/3  modèle  1.0 s"));
            // The bar is there while a node runs, whoever wrote last.
            CHECK(bytes.find("modèle started\r\nforecast [") != std::string::npos);
            auto const count = [&](auto what) { return std::ranges::count_if(shown.left, what); };
            auto const begins = [&](std::string_view with) {
                return count([=](std::string const& line) { return line.starts_with(with); });
            };
            CHECK(begins("forecast: load: read it") == 2); // of progress and of log
            CHECK(begins("forecast: load started") == 1);
            CHECK(begins("forecast: time of each node") == 1);
            CHECK(begins("forecast: resident memory") == 1);
            CHECK(begins(fails ? "forecast: failed at 'modèle' after 2.0 s"
                               : "forecast: 3 nodes in 2.0 s") == 1);
            CHECK(count([](std::string const& line) {
                      return !line.empty() && !line.starts_with("forecast: ") &&
                             !line.starts_with("  ");
                  }) == 0);
            CHECK(shown.left.back().empty());
            CHECK(leat::detail::read_whole(trace.path)
                      .find(fails ? "\"status\":\"failed\"" : "\"status\":\"completed\"") !=
                  std::string::npos);
        }
}

TEST_CASE("no hook changes what a run makes, owned or borrowed") {
    sample::reset();
    file const trace;
    std::ostringstream out;
    std::string const plain = on_pipe([&](int descriptor) {
        check_alone([=] { return leat::hooks::progress({.out = descriptor}); });
    });
    CHECK(std::ranges::count(plain, '\n') == 4 * 4);
    check_alone([&] { return leat::hooks::log(out); });
    check_alone([&] { return leat::hooks::trace(trace.path); });
    check_alone([&] { return leat::hooks::timing(out); });
    check_alone([&] { return leat::hooks::memory(out); });
}
