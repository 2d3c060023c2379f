// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/iterate_memory.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catch.hpp"

using namespace leat::literals;

namespace {

int rounds = 0;
int dies_at = 0;
bool killed = false;

using weights = std::vector<double>;

weights improve(weights w, double by) {
    if (++rounds == dies_at) {
        if (killed) ::raise(SIGKILL);
        throw std::runtime_error("died");
    }
    w[0] += by;
    return w;
}
constexpr auto training =
    leat::pipeline("training", leat::input<weights>("start"), leat::param("by", 1.0),
                   leat::iterate("weights", improve, "start", "by") |
                       leat::until([](weights const& w) { return w[0] >= 1000; }, 10'000) |
                       leat::checkpoint_every(100) | leat::cached | leat::version(1),
                   leat::node(
                       "first", [](weights const& w) { return w[0]; }, "weights"));

leat::run_options quiet(std::vector<std::string>* lines = nullptr) {
    return {.log = [lines](std::string_view node, std::string_view line) {
        if (lines) lines->push_back(std::string(node) + ": " + std::string(line));
    }};
}
void prepare(int die, bool by_signal = false) {
    rounds = 0;
    dies_at = die;
    killed = by_signal;
}

struct fresh_folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("leat_rounds_" + std::to_string(::getpid()));
    fresh_folder() { std::filesystem::remove_all(path); }
    ~fresh_folder() { std::filesystem::remove_all(path); }
};

} // namespace

TEST_CASE("an iteration that died goes on from its last checkpoint") {
    leat::memory_store const store;
    auto const app = leat::session<training>(leat::cache(store));
    prepare(657);
    CHECK_THROWS_AS(app.run("start"_n = weights{0.0}, quiet()), leat::node_error);
    prepare(0);
    auto const result = app.run("start"_n = weights{0.0}, quiet());
    CHECK(result["first"_n] == 1000);
    CHECK(rounds == 400);
    CHECK(result.info().of("weights"_n).reason.find("it went on after round 600") !=
          std::string::npos);
    // What was saved on the way is gone, and the value is a hit.
    prepare(0);
    CHECK(app.run("start"_n = weights{0.0}, quiet())["first"_n] == 1000);
    CHECK(rounds == 0);
    for (auto const& entry : app.cache().entries()) CHECK(entry.node != "weights (elements)");
}

TEST_CASE("another start, or another input, does not go on from it") {
    leat::memory_store const store;
    auto const app = leat::session<training>(leat::cache(store));
    prepare(657);
    CHECK_THROWS_AS(app.run("start"_n = weights{0.0}, quiet()), leat::node_error);
    prepare(0);
    CHECK(app.run("start"_n = weights{1.0}, quiet())["first"_n] == 1000);
    CHECK(rounds == 999);
    prepare(0);
    CHECK(app.run("start"_n = weights{0.0}, "by"_n = 2.0, quiet())["first"_n] == 1000);
    CHECK(rounds == 500);
}

TEST_CASE("an iteration that is stopped keeps its state") {
    static std::stop_source source;
    static constexpr auto stopped = leat::pipeline(
        "stopped", leat::param("start", 0),
        leat::iterate(
            "n",
            [](int n) {
                ++rounds;
                if (n == 41) source.request_stop();
                return n + 1;
            },
            "start") |
            leat::times(100) | leat::checkpoint_every(1000) | leat::cached | leat::version(1));
    leat::memory_store const store;
    auto const app = leat::session<stopped>(leat::cache(store));
    source = {};
    prepare(0);
    auto options = quiet();
    options.stop = source.get_token();
    CHECK_THROWS_AS(app.run(options), leat::run_stopped);
    CHECK(rounds == 42);
    source = {};
    prepare(0);
    CHECK(app.run(quiet())["n"_n] == 100);
    CHECK(rounds == 58);
}

TEST_CASE("an iteration that is killed goes on from its last checkpoint, in another process") {
    fresh_folder const folder;
    for (int die : {250, 301, 99}) {
        pid_t const child = ::fork();
        if (child == 0) {
            prepare(die, true);
            try {
                leat::session<training>(leat::cache(leat::folder_store(folder.path)))
                    .run("start"_n = weights{0.0}, quiet());
            } catch (...) {
            }
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE(WIFSIGNALED(status));
    }
    // 200 of 250, 300 more of 301, nothing of 99.
    prepare(0);
    auto const app = leat::session<training>(leat::cache(leat::folder_store(folder.path)));
    CHECK(app.run("start"_n = weights{0.0}, quiet())["first"_n] == 1000);
    CHECK(rounds == 500);
}

TEST_CASE("a checkpoint that is damaged is none") {
    fresh_folder const folder;
    auto const app = leat::session<training>(leat::cache(leat::folder_store(folder.path)));
    prepare(657);
    CHECK_THROWS_AS(app.run("start"_n = weights{0.0}, quiet()), leat::node_error);
    for (auto const& file : std::filesystem::recursive_directory_iterator(folder.path))
        if (file.is_regular_file() && file.file_size() > 20)
            std::filesystem::resize_file(file.path(), file.file_size() - 7);
    prepare(0);
    CHECK(app.run("start"_n = weights{0.0}, quiet())["first"_n] == 1000);
    CHECK(rounds == 1000);
}

TEST_CASE(
    "the number of rounds is part of the key, and a predicate without a source is no source") {
    static constexpr auto hundred = leat::pipeline(
        "hundred", leat::param("s", 0),
        leat::iterate("n", LEAT_FN([](int n) { return n + 1; }), "s") | leat::times(100));
    static constexpr auto more = leat::pipeline(
        "more", leat::param("s", 0),
        leat::iterate("n", LEAT_FN([](int n) { return n + 1; }), "s") | leat::times(200));
    STATIC_REQUIRE(leat::key<hundred, "n"> != leat::key<more, "n">);
    static constexpr auto unsourced =
        leat::pipeline("unsourced", leat::param("s", 0),
                       leat::iterate("n", LEAT_FN([](int n) { return n + 1; }), "s") |
                           leat::until([](int n) { return n == 5; }));
    static constexpr auto sourced =
        leat::pipeline("sourced", leat::param("s", 0),
                       leat::iterate("n", LEAT_FN([](int n) { return n + 1; }), "s") |
                           leat::until(LEAT_FN([](int n) { return n == 5; })));
    STATIC_REQUIRE(leat::detail::solved<sourced>.option_of[1]->sourced);
    STATIC_REQUIRE_FALSE(leat::detail::solved<unsourced>.option_of[1]->sourced);
    CHECK(leat::run<sourced>()["n"_n] == 5);
}
