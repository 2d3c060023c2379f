// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The ten nodes over a column of doubles, as tests/cost counts them.

#include "contestants.hpp"

#include "workloads.hpp"

namespace {

using cost::column;

struct state {
    column raw, clean, clipped, lagged, smoothed, joined;
    double mean = 0, spread = 0, score = 0;
    std::pair<column, column> halves;
};

task_list feature_tasks(state& s) {
    task_list list;
    list.run = {[&s] { s.clean = cost::clean(std::move(s.raw)); },
                [&s] { s.mean = cost::mean(s.clean); },
                [&s] { s.spread = cost::spread(s.clean, s.mean); },
                [&s] { s.clean = cost::scaled(std::move(s.clean), s.mean, s.spread); },
                [&s] { s.clipped = cost::clipped(std::move(s.clean)); },
                [&s] { s.halves = cost::halves(s.clipped); },
                [&s] { s.lagged = cost::lagged(std::move(s.halves.first)); },
                [&s] { s.smoothed = cost::smoothed(std::move(s.halves.second)); },
                [&s] { s.joined = cost::joined(std::move(s.lagged), s.smoothed); },
                [&s] { s.score = cost::score(s.joined, s.spread); }};
    list.after = {{}, {0}, {1}, {2}, {3}, {4}, {5}, {5}, {6, 7}, {8}};
    return list;
}

column make_raw(std::size_t size) {
    column raw(size);
    for (std::size_t i = 0; i < size; ++i) raw[i] = std::sin(static_cast<double>(i));
    return raw;
}

template <class Run>
void measure(benchmark::State& state, std::size_t size, Run run) {
    column const raw = make_raw(size);
    for (auto _ : state) { // the copy is part of every contestant's time
        double out = run(column(raw));
        benchmark::DoNotOptimize(out);
    }
}

} // namespace

void register_features() {
    for (std::size_t const size : {std::size_t{10'000}, std::size_t{1'000'000}}) {
        std::string const name = "features over " + std::to_string(size) + " doubles/";
        auto const add = [&](char const* who, auto body) {
            benchmark::RegisterBenchmark((name + who).c_str(), body);
        };
        add("by hand", [size](benchmark::State& b) { measure(b, size, cost::features_by_hand); });
        add("leat", [size](benchmark::State& b) { measure(b, size, cost::features_by_leat); });
        add("std::function", [size](benchmark::State& b) {
            state s;
            task_list const list = feature_tasks(s);
            measure(b, size, [&](column raw) {
                s.raw = std::move(raw);
                for (auto const& run : list.run) run();
                return s.score;
            });
        });
        add("oneTBB flow graph", [size](benchmark::State& b) {
            state s;
            tbb_graph graph(feature_tasks(s));
            measure(b, size, [&](column raw) {
                s.raw = std::move(raw);
                graph.run();
                return s.score;
            });
        });
#ifdef LEAT_HAS_TASKFLOW
        add("Taskflow", [size](benchmark::State& b) {
            state s;
            taskflow_graph graph(feature_tasks(s));
            measure(b, size, [&](column raw) {
                s.raw = std::move(raw);
                graph.run();
                return s.score;
            });
        });
#endif
    }
}
