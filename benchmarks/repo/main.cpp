// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// What recording costs: metrics, runs, listing, queries, removal. Prints a line for each.

#include <leat/cache/entry.hpp>
#include <leat/repo/repo.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace {

double seconds_of(auto action) {
    auto const begun = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

void print(char const* what, double seconds, double times) {
    std::printf("%-52s %10.3f us each, %8.1f ms\n", what, seconds * 1e6 / times, seconds * 1e3);
}

/// Each of 100,000 runs has a seed of its own, nine other parameters, and a metric.
void fill_values(leat::repo const& repo) {
    repo.state()->writing("fill")->run(
        "BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "INSERT INTO params(run, name, value, type) SELECT printf('20200101-%06d-aaaaaa', i), "
        "'seed', i, 'int' FROM n; "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000), "
        "k(j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM k WHERE j < 9) "
        "INSERT INTO params(run, name, value, type) SELECT printf('20200101-%06d-aaaaaa', i), 'p' "
        "|| j, "
        "((i * (7919 + 104729 * j) + 31 * j) % 100003) % 1000 / 1000.0, 'double' FROM n, k; "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "INSERT INTO metrics(run, name, context, kind, count, last, lowest, highest) SELECT "
        "printf('20200101-%06d-aaaaaa', i), 'loss', '', 0, 1, "
        "(i * 15485863 % 100003) / 100003.0, 0, 1 FROM n; COMMIT");
}

void print_query(leat::repo const& repo, char const* text) {
    std::size_t found = 0;
    double least = 1e9;
    for (int turn = 0; turn < 3; ++turn)
        least = std::min(least, seconds_of([&] { found = repo.runs(text).size(); }));
    std::printf("query: %-58s %7zu runs, %8.1f ms\n", text, found, least * 1e3);
}

/// Runs that 8 processes record at once, 200 each.
void record_in_processes(std::filesystem::path const& folder) {
    for (int process = 0; process < 8; ++process) {
        if (::fork() != 0) continue;
        {
            leat::repo const repo(folder);
            for (int i = 0; i < 200; ++i) {
                auto const run = repo.begin({.pipeline = "forecast"});
                run->metric("loss", i);
                run->node(0, {.name = "fit"});
                run->close({});
            }
        }
        ::_exit(0);
    }
    while (::wait(nullptr) > 0) {
    }
}

} // namespace

int main(int argc, char** argv) {
    std::filesystem::path const folder = argc > 1 ? argv[1] : "bench_repo.tmp";
    std::filesystem::remove_all(folder);
    print("8 processes x 200 runs", seconds_of([&] { record_in_processes(folder / "many"); }),
          1600);
    leat::repo const repo(folder / "repo");
    print("make the repo", seconds_of([&] { repo.put("x/y", "z"); }), 1);
    {
        auto const run = repo.begin({.pipeline = "metrics"});
        int const count = 1'000'000;
        print("1,000,000 points of one metric", seconds_of([&] {
                  for (int i = 0; i < count; ++i) run->metric("loss", i * 0.5);
                  run->flush();
              }),
              count);
        print("1,000,000 points of 10 metrics in turn", seconds_of([&] {
                  std::vector<std::string> names;
                  for (int i = 0; i < 10; ++i) names.push_back("metric " + std::to_string(i));
                  for (int i = 0; i < count; ++i)
                      run->metric(names[static_cast<std::size_t>(i % 10)], i * 0.5);
                  run->flush();
              }),
              count);
        print("1,000,000 points in 4 threads", seconds_of([&] {
                  std::vector<std::thread> threads;
                  for (int t = 0; t < 4; ++t)
                      threads.emplace_back([&run, t] {
                          std::string const name = "thread " + std::to_string(t);
                          for (int i = 0; i < 250'000; ++i) run->metric(name, i * 0.5);
                      });
                  for (auto& thread : threads) thread.join();
                  run->flush();
              }),
              count);
        print("close with 3,000,000 points", seconds_of([&] { run->close({}); }), 1);
        print("read 1,000,000 points",
              seconds_of([&] { (void)repo.run(run->id()).metrics("loss"); }), count);
    }
    print("begin and close 1,000 runs", seconds_of([&] {
              for (int i = 0; i < 1000; ++i) repo.begin({.pipeline = "short"})->close({});
          }),
          1000);
    {
        auto const run = repo.begin({.pipeline = "nodes"});
        print("1,000 nodes with a value each", seconds_of([&] {
                  for (std::size_t i = 0; i < 1000; ++i) {
                      auto const hold = repo.hold();
                      leat::run_value kept;
                      kept.name = "v" + std::to_string(i);
                      kept.content = leat::put_blob(repo, "value " + std::to_string(i));
                      run->value(kept, hold);
                      run->node(i, {.name = kept.name, .outputs = {kept.name}});
                  }
              }),
              1000);
        run->close({});
    }
    print("put 1,000 entries of the cache", seconds_of([&] {
              leat::cache_entry entry;
              for (std::uint64_t i = 0; i < 1000; ++i) {
                  entry.key = {0, i};
                  leat::put_entry(repo, entry);
              }
          }),
          1000);
    print("get 1,000 entries of the cache", seconds_of([&] {
              for (std::uint64_t i = 0; i < 1000; ++i) (void)leat::get_entry(repo, {0, i});
          }),
          1000);
    print("note 1,000 times that one was used", seconds_of([&] {
              for (std::uint64_t i = 0; i < 1000; ++i) repo.touch(leat::entry_name({0, i}));
          }),
          1000);
    print("remove 500 runs", seconds_of([&] {
              auto const runs = repo.runs();
              for (std::size_t i = 0; i < 500; ++i) repo.remove(runs[i + 1].id());
          }),
          500);
    repo.state()->writing("fill")->run(
        "BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "INSERT INTO runs(id, pipeline, status, began, wall, hook_time, host, boot, pid, "
        "pid_began, "
        "pid_space, program) SELECT printf('20200101-%06d-aaaaaa', i), 'forecast' || (i % 100), "
        "1 + i % 3, i, i, i, 'a.host.example', '12345678-1234-1234-1234-123456789abc', i, i, i, "
        "'0123456789abcdef' FROM n; COMMIT");
    std::size_t listed = 0;
    for (int turn = 0; turn < 3; ++turn)
        print("list 100,000 runs", seconds_of([&] { listed = repo.runs().size(); }), 100'000);
    fill_values(repo);
    print_query(repo, "p1 < 0.05 and p2 < 0.05 and metric.loss.last < 0.1");
    print_query(repo, "p1 < 0.3 and p2 < 0.2 and metric.loss.last < 0.3");
    print_query(repo, "p1 < 0.9 and p2 < 0.9 and metric.loss.last < 0.8");
    print_query(repo, "seed == 4711 and metric.loss.last < 2");
    print("open it", seconds_of([&] { (void)leat::repo(folder / "repo").latest(); }), 1);
    std::filesystem::remove_all(folder);
    return listed >= 100000 ? 0 : 1;
}
