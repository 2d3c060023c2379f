// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
//
//   bench_parallel [--turns N] [--seconds N] [--only TEXT]     writes a table of Markdown
//
// Contestants take turns, many times; each turn is some runs of one graph. A turn in which other
// processes took a noticeable part of the processor does not count; for each graph there are so
// many turns that count, or so many seconds.

#include "graphs.hpp"

#include <leat/parallel.hpp>

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/task_arena.h>

#ifdef LEAT_HAS_TASKFLOW
#include <taskflow/taskflow.hpp>
#endif

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace leat::literals;

namespace {

using clock_type = std::chrono::steady_clock;
constexpr int threads = 2;

double microseconds(clock_type::duration d) {
    return std::chrono::duration<double, std::micro>(d).count();
}

template <class T>
void keep(T const& value) {
    asm volatile("" : : "g"(&value) : "memory");
}

/// Turns of a node's loop for a microsecond.
double measure_turns() {
    double best = 1e9;
    turns = 100'000;
    for (int i = 0; i < 50; ++i) {
        auto const start = clock_type::now();
        keep(busy(1));
        best = std::min(best, microseconds(clock_type::now() - start));
    }
    return static_cast<double>(turns) / best;
}

template <auto const& Graph, bool Busy>
struct values {
    std::vector<int> of = std::vector<int>(Graph.nodes);
    void run(std::size_t i) {
        unsigned sum = 1;
        for (std::size_t k = 0; k < Graph.input_count[i]; ++k)
            sum += static_cast<unsigned>(of[Graph.inputs[i][k]]);
        of[i] = Busy ? busy(sum) : trivial(sum);
    }
};

template <auto const& Graph, bool Busy>
struct by_hand : values<Graph, Busy> {
    void operator()() {
        for (std::size_t i = 0; i < Graph.nodes; ++i) this->run(i);
        keep(this->of.back());
    }
};

template <auto const& Graph, bool Busy>
constexpr auto pipeline_of = make_pipeline<Graph, Busy>(std::make_index_sequence<Graph.nodes>{});

template <auto const& Graph, bool Busy>
struct by_leat {
    leat::parallel executor{threads};
    void operator()() {
        int x = 0;
        keep(x);
        auto const result = leat::session<pipeline_of<Graph, Busy>>(executor).run("x"_n = x);
        keep(result);
    }
};

template <auto const& Graph, bool Busy>
struct by_flow_graph : values<Graph, Busy> {
    using node = tbb::flow::continue_node<tbb::flow::continue_msg>;
    tbb::task_arena arena{threads};
    std::unique_ptr<tbb::flow::graph> graph{};
    std::unique_ptr<tbb::flow::broadcast_node<tbb::flow::continue_msg>> start{};
    std::deque<node> nodes{};

    by_flow_graph() {
        arena.execute([&] {
            graph = std::make_unique<tbb::flow::graph>();
            start = std::make_unique<tbb::flow::broadcast_node<tbb::flow::continue_msg>>(*graph);
            for (std::size_t i = 0; i < Graph.nodes; ++i) {
                nodes.emplace_back(*graph, [this, i](tbb::flow::continue_msg) { this->run(i); });
                if (Graph.input_count[i] == 0) make_edge(*start, nodes.back());
                for (std::size_t k = 0; k < Graph.input_count[i]; ++k)
                    make_edge(nodes[Graph.inputs[i][k]], nodes.back());
            }
        });
    }
    void operator()() {
        arena.execute([&] {
            start->try_put({});
            graph->wait_for_all();
        });
        keep(this->of.back());
    }
};

#ifdef LEAT_HAS_TASKFLOW
template <auto const& Graph, bool Busy>
struct by_taskflow : values<Graph, Busy> {
    tf::Taskflow flow{};
    tf::Executor executor{threads};
    by_taskflow() {
        std::vector<tf::Task> tasks;
        for (std::size_t i = 0; i < Graph.nodes; ++i) {
            tasks.push_back(flow.emplace([this, i] { this->run(i); }));
            for (std::size_t k = 0; k < Graph.input_count[i]; ++k)
                tasks.back().succeed(tasks[Graph.inputs[i][k]]);
        }
    }
    void operator()() {
        executor.run(flow).wait();
        keep(this->of.back());
    }
};
#endif

struct contestant {
    std::string who;
    std::function<void()> run;
    std::vector<double> times{}; // microseconds a run
    std::vector<double> all{};   // also of turns that do not count
};

/// The time that other processes have taken on all cores, in microseconds.
double taken_by_others() {
    double all = 0;
    if (std::FILE* const file = std::fopen("/proc/stat", "r")) {
        double t[8]{}; // user, nice, system, idle, waiting, interrupts, soft ones, stolen
        if (std::fscanf(file, "cpu %lf %lf %lf %lf %lf %lf %lf %lf", t, t + 1, t + 2, t + 3, t + 4,
                        t + 5, t + 6, t + 7) == 8)
            all = t[0] + t[1] + t[2] + t[5] + t[6] + t[7];
        std::fclose(file);
    }
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    auto const us = [](timeval const& t) { return 1e6 * double(t.tv_sec) + double(t.tv_usec); };
    return all * 1e6 / double(sysconf(_SC_CLK_TCK)) - us(used.ru_utime) - us(used.ru_stime);
}

double median(std::vector<double> all) {
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}
double least(std::vector<double> const& all) { return *std::min_element(all.begin(), all.end()); }

std::string shown(double us) {
    char text[32];
    std::snprintf(text, sizeof text, us < 10 ? "%.2f us" : us < 1000 ? "%.1f us" : "%.0f us", us);
    return text;
}

std::size_t turns_wanted = 15;
double seconds = 20;
std::string_view only;

template <auto const& Graph, bool Busy = true>
void compete(char const* name, double node_us, double turns_per_us) {
    if (std::string_view(name).find(only) == std::string_view::npos) return;
    turns = static_cast<std::size_t>(node_us * turns_per_us);
    std::vector<contestant> all;
    all.push_back({"in order", [c = std::make_shared<by_hand<Graph, Busy>>()] { (*c)(); }});
    all.push_back({"leat", [c = std::make_shared<by_leat<Graph, Busy>>()] { (*c)(); }});
    all.push_back({"flow graph", [c = std::make_shared<by_flow_graph<Graph, Busy>>()] { (*c)(); }});
#ifdef LEAT_HAS_TASKFLOW
    all.push_back({"Taskflow", [c = std::make_shared<by_taskflow<Graph, Busy>>()] { (*c)(); }});
#endif
    double const about = std::max(node_us, 0.05) * static_cast<double>(Graph.nodes);
    int const times = std::max(static_cast<int>(60'000 / about), 1);
    for (auto& c : all) c.run();
    auto const begin = clock_type::now();
    auto const enough = [&] {
        return std::all_of(all.begin(), all.end(),
                           [](auto const& c) { return c.times.size() >= turns_wanted; }) ||
               microseconds(clock_type::now() - begin) > seconds * 1e6;
    };
    do {
        for (auto& c : all) {
            double const others = taken_by_others();
            auto const start = clock_type::now();
            for (int i = 0; i < times; ++i) c.run();
            double const took = microseconds(clock_type::now() - start);
            c.all.push_back(took / times);
            if (taken_by_others() - others < 0.1 * took + 10'000) c.times.push_back(took / times);
        }
    } while (!enough());
    bool quiet = true;
    for (auto& c : all) {
        quiet = quiet && c.times.size() >= 3;
        if (c.times.empty()) c.times = c.all;
    }
    double const half_median = median(all[0].times) / threads;
    double const half_least = least(all[0].times) / threads;
    std::printf("| %s%s |", name, quiet ? "" : " (others were busy)");
    for (auto& c : all) {
        double const m = median(c.times);
        double const l = least(c.times);
        if (&c == all.data())
            std::printf(" %s, %s |", shown(m).c_str(), shown(l).c_str());
        else
            std::printf(" %s, %s (%.2f, %.2f) |", shown(m).c_str(), shown(l).c_str(),
                        m / half_median, l / half_least);
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::string_view(argv[i]) == "--turns")
            turns_wanted = std::strtoul(argv[i + 1], nullptr, 10);
        if (std::string_view(argv[i]) == "--seconds") seconds = std::atof(argv[i + 1]);
        if (std::string_view(argv[i]) == "--only") only = argv[i + 1];
    }
    double const speed = measure_turns();
    std::printf("| | in order, one thread | leat | oneTBB flow graph |");
#ifdef LEAT_HAS_TASKFLOW
    std::printf(" Taskflow |\n| --- |");
#else
    std::printf("\n|");
#endif
    std::printf(" --- | --- | --- | --- |\n");
    compete<wavefront_16>("wavefront 16x16, 1 us a node", 1, speed);
    compete<wavefront_16>("wavefront 16x16, 20 us a node", 20, speed);
    compete<layers_1>("20 layers of 10, 1 us a node", 1, speed);
    compete<layers_2>("20 layers of 10, another", 1, speed);
    compete<fan>("fan of 64, 1 us a node", 1, speed);
#ifndef LEAT_BENCH_SMALL
    compete<wavefront_32>("wavefront 32x32, 1 us a node", 1, speed);
    compete<wavefront_32>("wavefront 32x32, 20 us a node", 20, speed);
    compete<chain, false>("chain of 1,000, trivial nodes", 0, speed);
#endif
}
