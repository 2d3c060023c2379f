// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/shared_listeners.hpp>

#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>

#include <catch.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <unistd.h>

using namespace leat::literals;

// What the elements of a map tell, by several threads: in the order of the elements.

namespace {

struct folder {
    folder()
        : path(std::filesystem::temp_directory_path() /
               ("leat-shared-listeners-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(path);
    }
    ~folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

// Elements end in another order than they begin.
int scored(int x, leat::context& here) {
    std::this_thread::sleep_for(std::chrono::milliseconds((7 - x % 8) % 3 * 2));
    here.metric("score", x);
    here.metric("score", x + 0.5);
    here.metric("word", "w" + std::to_string(x), {.context = "test"});
    here.metric("at", x, x / 2);
    if (x % 5 == 0) here.tag("t" + std::to_string(x));
    return x;
}
constexpr auto scores = leat::pipeline("scores", leat::input<std::vector<int>>("xs"),
                                       leat::map("ys", scored, leat::each("xs")));

constexpr auto clashes =
    leat::pipeline("clashes", leat::input<std::vector<int>>("xs"),
                   leat::map(
                       "ys",
                       [](int x, leat::context& here) {
                           if (x == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
                           if (x % 2)
                               here.metric("odd", "text");
                           else
                               here.metric("odd", x);
                           return x;
                       },
                       leat::each("xs")));

std::vector<int> first(int count) {
    std::vector<int> made;
    for (int i = 0; i < count; ++i) made.push_back(i);
    return made;
}

using points = std::vector<std::pair<std::int64_t, std::string>>;
points told(leat::run_record const& run, std::string const& name, std::string const& context = "") {
    points made;
    for (leat::metric_point const& point : run.metrics(name, context))
        made.emplace_back(point.step,
                          point.value.index() ? point.text() : std::to_string(point.number()));
    return made;
}

struct hearing {
    std::vector<std::string>* heard;
    void on_metric(leat::node_info const&, leat::metric_value const& value) const {
        heard->push_back(std::string(value.name) +
                         (value.is_text ? std::string(value.text) : std::to_string(value.number)));
    }
};

} // namespace

TEST_CASE("what elements tell is recorded and heard as one thread would tell it") {
    folder const at;
    leat::repo repo(at.path / ".leat");
    std::vector<std::string> heard_by_one, heard_by_four;
    auto const xs = first(100);
    auto one = leat::session<scores>(repo, hearing{&heard_by_one});
    auto four = leat::session<scores>(repo, leat::parallel(4), hearing{&heard_by_four});
    auto const a = one.run("xs"_n = xs), b = four.run("xs"_n = xs);
    auto const right = repo.run(a.info().id), parallel = repo.run(b.info().id);

    points const score = told(right, "score");
    REQUIRE(score.size() == 200);
    CHECK(score[3] == std::pair<std::int64_t, std::string>(3, "1.500000"));
    CHECK(told(parallel, "score") == score);
    CHECK(told(parallel, "word", "test") == told(right, "word", "test"));
    CHECK(told(parallel, "at") == told(right, "at"));
    CHECK(parallel.tags() == right.tags());
    CHECK(heard_by_four == heard_by_one);
    REQUIRE(b.info().metrics.size() == a.info().metrics.size());
    for (std::size_t i = 0; i < a.info().metrics.size(); ++i)
        CHECK(b.info().metrics[i].points == a.info().metrics[i].points);
}

TEST_CASE("what the record refuses of an element that has ended is the node's error") {
    folder const at;
    leat::repo repo(at.path / ".leat");
    auto app = leat::session<clashes>(repo, leat::parallel(4));
    try {
        (void)app.run("xs"_n = first(4));
        FAIL("it has run");
    } catch (std::exception const& e) {
        CHECK(std::string(e.what()).find("metric 'odd'") != std::string::npos);
    }
}
