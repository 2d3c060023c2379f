// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <benchmark/benchmark.h>

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/global_control.h>

#ifdef LEAT_HAS_TASKFLOW
#include <taskflow/taskflow.hpp>
#endif

#include <cstddef>
#include <deque>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// The ways in which the same tasks are run. Graphs are built once, outside of what is timed; every
// contestant has one thread.

/// Tasks in order, with what each waits for; the closures work on values that outlive them.
struct task_list {
    std::vector<std::function<void()>> run;
    std::vector<std::vector<std::size_t>> after;

    /// A task that waits for these; -1 stands for the input, which is there.
    template <class Run>
    void add(Run task, std::initializer_list<int> waits_for) {
        run.emplace_back(task);
        after.emplace_back();
        for (int from : waits_for)
            if (from >= 0) after.back().push_back(static_cast<std::size_t>(from));
    }
};

class tbb_graph {
public:
    explicit tbb_graph(task_list const& list) {
        for (std::size_t i = 0; i < list.run.size(); ++i) {
            nodes_.emplace_back(graph_,
                                [run = list.run[i]](oneapi::tbb::flow::continue_msg) { run(); });
            if (list.after[i].empty()) make_edge(start_, nodes_.back());
            for (std::size_t from : list.after[i]) make_edge(nodes_[from], nodes_.back());
        }
    }
    void run() {
        start_.try_put({});
        graph_.wait_for_all();
    }

private:
    using node = oneapi::tbb::flow::continue_node<oneapi::tbb::flow::continue_msg>;
    oneapi::tbb::global_control one_thread_{oneapi::tbb::global_control::max_allowed_parallelism,
                                            1};
    oneapi::tbb::flow::graph graph_;
    oneapi::tbb::flow::broadcast_node<oneapi::tbb::flow::continue_msg> start_{graph_};
    std::deque<node> nodes_;
};

#ifdef LEAT_HAS_TASKFLOW
class taskflow_graph {
public:
    explicit taskflow_graph(task_list const& list) {
        std::vector<tf::Task> tasks;
        for (std::size_t i = 0; i < list.run.size(); ++i) {
            tasks.push_back(flow_.emplace(list.run[i]));
            for (std::size_t from : list.after[i]) tasks.back().succeed(tasks[from]);
        }
    }
    void run() { executor_.run(flow_).wait(); }

private:
    tf::Taskflow flow_;
    tf::Executor executor_{1};
};
#endif

/// Registers the contestants of one graph of ints.
template <class Graph>
void compete(std::string const& suffix) {
    std::string const name = std::string(Graph::name) + suffix;
    auto const add = [&](char const* who, auto body) {
        benchmark::RegisterBenchmark((name + "/" + who).c_str(), body);
    };
    add("by hand", [](benchmark::State& state) {
        int in = 1;
        for (auto _ : state) {
            benchmark::DoNotOptimize(in);
            int out = Graph::by_hand(in);
            benchmark::DoNotOptimize(out);
        }
    });
    add("leat", [](benchmark::State& state) {
        int in = 1;
        for (auto _ : state) {
            benchmark::DoNotOptimize(in);
            int out = Graph::by_leat(in);
            benchmark::DoNotOptimize(out);
        }
    });
    add("std::function", [](benchmark::State& state) {
        std::vector<int> values;
        task_list const list = Graph::tasks(values);
        for (auto _ : state) {
            values[0] = 1;
            for (auto const& run : list.run) run();
            benchmark::DoNotOptimize(values.back());
        }
    });
    add("oneTBB flow graph", [](benchmark::State& state) {
        std::vector<int> values;
        tbb_graph graph(Graph::tasks(values));
        for (auto _ : state) {
            values[0] = 1;
            graph.run();
            benchmark::DoNotOptimize(values.back());
        }
    });
#ifdef LEAT_HAS_TASKFLOW
    add("Taskflow", [](benchmark::State& state) {
        std::vector<int> values;
        taskflow_graph graph(Graph::tasks(values));
        for (auto _ : state) {
            values[0] = 1;
            graph.run();
            benchmark::DoNotOptimize(values.back());
        }
    });
#endif
}
