// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks.hpp>

#include <leat/leat.hpp>
#include <leat/parallel.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>

#include <unistd.h>

#include <catch.hpp>

// The ready-made hooks, while several nodes run at the same time.

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

std::atomic<int> here_now{0};

int meet(leat::context& here) {
    ++here_now;
    auto const until = std::chrono::steady_clock::now() + 5s;
    while (here_now < 3 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(100us);
    here.progress(1, 2);
    here.log("met");
    return 1;
}
std::atomic<int> tries{0};
int flaky() {
    if (++tries < 2) throw std::runtime_error("once");
    return 1;
}
constexpr auto three = leat::pipeline(
    "three", leat::node("a", meet), leat::node("b", meet), leat::node("c", meet),
    leat::node("d", flaky) | leat::retry(2),
    leat::node(
        "sum", [](int a, int b, int c, int d) { return a + b + c + d; }, "a", "b", "c", "d"));

std::size_t count(std::string const& text, std::string const& what) {
    std::size_t n = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++n;
    return n;
}
std::string content(std::filesystem::path const& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("every ready-made hook in a run of several threads") {
    auto const folder = std::filesystem::temp_directory_path() /
                        ("leat_parallel_hooks_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    std::ostringstream log, timing, memory;
    leat::run_options const quiet{.log = [](std::string_view, std::string_view) {}};
    here_now = 0;
    tries = 0;
    auto const result =
        leat::session<three>(leat::parallel(4), leat::hooks::trace(folder / "trace.json"),
                             leat::hooks::events(folder / "events.jsonl"), leat::hooks::log(log),
                             leat::hooks::timing(timing), leat::hooks::memory(memory))
            .run(quiet);
    CHECK(result["sum"_n] == 4);

    std::string const trace = content(folder / "trace.json");
    CHECK(count(trace, "\"status\":\"ran\"") == 5);
    CHECK(count(trace, "\"tid\":3") > 0); // three of them at the same time
    CHECK(count(trace, "\"cat\":\"retry\"") == 1);
    CHECK(count(trace, "had not ended") == 0);

    std::string const events = content(folder / "events.jsonl");
    CHECK(count(events, "\"event\":\"node\"") == 5);
    CHECK(count(events, "\"event\":\"node_ran\"") == 5);
    CHECK(count(events, "\"event\":\"node_retry\"") == 1);
    CHECK(count(events, "\"event\":\"log\"") == 3);
    CHECK(count(events, "\n") == 2 + 5 + 5 + 1 + 3);

    CHECK(count(log.str(), "three: a started") == 1);
    CHECK(count(log.str(), ": met") == 3);
    CHECK(count(log.str(), "d done in") == 1);
    CHECK(count(log.str(), ", at attempt 2") == 1);
    for (char const* node : {"\n  a ", "\n  b ", "\n  c ", "\n  d ", "\n  sum "}) {
        CHECK(count(timing.str(), node) == 1);
        CHECK(count(memory.str(), node) == 1);
    }
    std::filesystem::remove_all(folder);
}
