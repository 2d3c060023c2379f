// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/told_by_steps.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>

#include <catch.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <unistd.h>

using namespace leat::literals;
using namespace std::chrono_literals;

// What nodes tell that run at the same time: in the order of one thread.

namespace {

struct folder {
    folder()
        : path(std::filesystem::temp_directory_path() /
               ("leat-told-by-steps-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(path);
    }
    ~folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

constexpr auto many =
    leat::pipeline("many", leat::input<std::vector<int>>("xs"),
                   leat::node("p",
                              [](leat::context& here) {
                                  std::this_thread::sleep_for(30ms);
                                  here.metric("both", 1);
                                  here.metric("word", "p");
                                  here.tag("from p");
                                  return 1;
                              }) |
                       leat::cached | leat::version(1),
                   leat::map(
                       "ys",
                       [](int x, leat::context& here) {
                           std::this_thread::sleep_for(std::chrono::milliseconds(x % 3 * 2));
                           here.metric("both", 10 + x);
                           return x;
                       },
                       leat::each("xs")),
                   leat::node("q",
                              [](leat::context& here) {
                                  here.metric("own", 5, 100);
                                  here.metric("both", 2);
                                  here.metric("both", 3, 40);
                                  here.metric("both", 4);
                                  here.metric("word", "q");
                                  here.tag("from q");
                                  return 2;
                              }) |
                       leat::cached | leat::version(1));

constexpr auto clashes = leat::pipeline("clashes",
                                        leat::node("p",
                                                   [](leat::context& here) {
                                                       std::this_thread::sleep_for(30ms);
                                                       here.metric("both", 1);
                                                       return 1;
                                                   }),
                                        leat::node("q", [](leat::context& here) {
                                            here.metric("both", "text");
                                            return 2;
                                        }));

using points = std::vector<std::pair<std::int64_t, std::string>>;
points told(leat::run_record const& run, std::string const& name) {
    points made;
    for (leat::metric_point const& point : run.metrics(name))
        made.emplace_back(point.step,
                          point.value.index() ? point.text() : std::to_string(point.number()));
    return made;
}

std::vector<int> const xs{3, 5, 4, 0, 2, 1, 8, 7, 6, 9};

void check_same(leat::repo const& repo, leat::run_info const& right, leat::run_info const& other) {
    auto const a = repo.run(right.id), b = repo.run(other.id);
    for (auto const* name : {"both", "word", "own"}) CHECK(told(b, name) == told(a, name));
    CHECK(b.tags() == a.tags());
    REQUIRE(other.metrics.size() == right.metrics.size());
    for (auto const& line : right.metrics) {
        bool found = false;
        for (auto const& same : other.metrics)
            found |= same.name == line.name && same.points == line.points;
        CHECK(found);
    }
}

} // namespace

TEST_CASE("metrics and tags of nodes in several threads are recorded as one thread tells them") {
    folder const at;
    leat::repo repo(at.path / ".leat");
    auto one = leat::session<many>(repo);
    auto four = leat::session<many>(repo, leat::parallel(4));
    auto const right = one.run("xs"_n = xs);
    points const both = told(repo.run(right.info().id), "both");
    REQUIRE(both.size() == 14);
    CHECK(both[0] == std::pair<std::int64_t, std::string>(0, "1.000000"));
    CHECK(both[1] == std::pair<std::int64_t, std::string>(1, "13.000000"));
    CHECK(both[11] == std::pair<std::int64_t, std::string>(11, "2.000000"));
    CHECK(both[12] == std::pair<std::int64_t, std::string>(40, "3.000000"));
    CHECK(both[13] == std::pair<std::int64_t, std::string>(41, "4.000000"));
    for (int i = 0; i < 3; ++i) check_same(repo, right.info(), four.run("xs"_n = xs).info());
}

TEST_CASE("what is told again of a store has its place in that order") {
    folder const at;
    leat::repo repo(at.path / ".leat");
    auto one = leat::session<many>(leat::cache(repo), repo);
    auto four = leat::session<many>(leat::cache(repo), repo, leat::parallel(4));
    (void)one.run("xs"_n = xs);
    auto const right = one.run("xs"_n = xs), other = four.run("xs"_n = xs);
    CHECK(right.info().of("q"_n).status == leat::node_status::hit);
    CHECK(told(repo.run(right.info().id), "both").size() == 14);
    check_same(repo, right.info(), other.info());
}

TEST_CASE("what the record refuses of a node that has ended is the error of that node") {
    folder const at;
    leat::repo repo(at.path / ".leat");
    for (bool const parallel : {false, true}) {
        std::string what;
        try {
            if (parallel)
                (void)leat::session<clashes>(repo, leat::parallel(4)).run();
            else
                (void)leat::session<clashes>(repo).run();
        } catch (leat::node_error const& e) {
            what = e.what();
        }
        CAPTURE(parallel, what);
        CHECK(what.find("node 'q'") != std::string::npos);
        CHECK(what.find("metric 'both'") != std::string::npos);
    }
}
