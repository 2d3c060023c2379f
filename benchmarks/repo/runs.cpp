// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// What a session that records its runs costs: a node that is recorded, a node that is resumed, and
// a run of five steps of which the fourth fails, recorded and resumed. Prints tables for the
// documents.

#include <leat/leat.hpp>
#include <leat/repo.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <utility>

using namespace leat::literals;

namespace {

bool fails = false;
int step(int x) { return x + 1; }
int fourth(int x) {
    if (fails) throw std::runtime_error("not today");
    return x + 1;
}

constexpr auto five = leat::pipeline(
    "five", leat::input<int>("in"), leat::node("start", step, "in"), leat::node("a", step, "start"),
    leat::node("b", step, "a"), leat::node("c", fourth, "b"), leat::node("end", step, "c"));

// clang-format off
#define TEN(t, from) \
    leat::node(t "0", step, from), leat::node(t "1", step, t "0"), leat::node(t "2", step, t "1"), \
    leat::node(t "3", step, t "2"), leat::node(t "4", step, t "3"), leat::node(t "5", step, t "4"), \
    leat::node(t "6", step, t "5"), leat::node(t "7", step, t "6"), leat::node(t "8", step, t "7"), \
    leat::node(t "9", step, t "8")
constexpr auto hundred = leat::pipeline("hundred", leat::input<int>("in"),
    TEN("a", "in"), TEN("b", "a9"), TEN("c", "b9"), TEN("d", "c9"), TEN("e", "d9"), TEN("f", "e9"), TEN("g", "f9"),
    TEN("h", "g9"), TEN("i", "h9"), TEN("j", "i9"), leat::node("last", fourth, "j9"));
// clang-format on

/// The best time of one call, in microseconds.
template <class Work>
double best(int rounds, Work work) {
    double least = 1e18;
    for (int i = 0; i < rounds; ++i) {
        auto const began = std::chrono::steady_clock::now();
        work(i);
        std::chrono::duration<double, std::micro> const taken =
            std::chrono::steady_clock::now() - began;
        least = std::min(least, taken.count());
    }
    return least;
}

template <class App>
void run_and_fail(App const& app, int in) {
    fails = true;
    try {
        app.run("in"_n = in);
    } catch (leat::node_error const&) {
    }
    fails = false;
}

} // namespace

int main(int argc, char** argv) {
    std::filesystem::path const folder = argc > 1 ? argv[1] : "leat-benchmark-runs";
    std::filesystem::remove_all(folder);
    {
        leat::repo const repo(folder);
        auto const app = leat::session<hundred>(repo);
        int in = 0;
        double const recorded = best(5, [&](int) { app.run("in"_n = ++in); });
        double resumed = 1e18;
        for (int i = 0; i < 5; ++i) {
            run_and_fail(app, ++in);
            resumed = std::min(resumed, best(1, [&](int) { app.resume(); }));
        }
        std::printf("| us a node, chain of 100 | |\n| --- | --- |\n");
        std::printf("| recorded, each value kept | %.0f |\n| resumed, not run | %.0f |\n\n",
                    recorded / 101, resumed / 101);

        auto const small = leat::session<five>(repo);
        double const run = best(5, [&](int) { small.run("in"_n = ++in); });
        double again = 1e18;
        for (int i = 0; i < 5; ++i) {
            run_and_fail(small, ++in);
            again = std::min(again, best(1, [&](int) { small.resume(); }));
        }
        std::printf("| ms, 5 steps | run | resumed after step 4 failed |\n| --- | --- | --- |\n");
        std::printf("| leat | %.2f | %.2f |\n", run / 1000, again / 1000);
    }
    std::filesystem::remove_all(folder);
}
