// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/map_memory.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include "../catalog/laws.hpp"
#include "../run/two_workers.hpp"

#include <catch.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <forward_list>
#include <fstream>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

using namespace leat::literals;
using leat::node_status;

namespace {

std::atomic<int> calls = 0;
int throws_at = -1000;
std::chrono::microseconds pause_before{};
std::string calls_file;

int score(int part, int by) {
    ++calls;
    if (!calls_file.empty()) std::ofstream(calls_file, std::ios::app) << part << '\n';
    if (pause_before.count() > 0) std::this_thread::sleep_for(pause_before);
    if (part == throws_at) throw std::range_error("out of range");
    return part * by;
}

using numbers = std::vector<int>;

constexpr auto scores = leat::pipeline(
    "scores", leat::input<numbers>("parts"), leat::param("by", 10),
    leat::map("scores", score, leat::each("parts"), "by") | leat::cached | leat::version(1),
    leat::node(
        "sum", [](numbers const& v) { return std::accumulate(v.begin(), v.end(), 0LL); },
        "scores"));
constexpr auto edited = leat::pipeline(
    "scores", leat::input<numbers>("parts"), leat::param("by", 10),
    leat::map("scores", score, leat::each("parts"), "by") | leat::cached | leat::version(2));

numbers numbers_up_to(std::size_t count) {
    numbers all(count);
    std::iota(all.begin(), all.end(), 0);
    return all;
}
numbers times_ten(numbers all) {
    for (int& x : all) x *= 10;
    return all;
}

template <class Run>
int calls_of(Run run) {
    calls = 0;
    run();
    return calls;
}

struct reset {
    ~reset() {
        throws_at = -1000;
        pause_before = {};
        calls_file.clear();
    }
};

// In memory, and in a folder.
template <class Test>
void in_each_store(Test test) {
    {
        leat::memory_store store;
        test(store);
    }
    scratch const at;
    leat::folder_store store(at / "cache");
    test(store);
}

} // namespace

TEST_CASE("one changed element of 1,000 runs once") {
    in_each_store([](auto& store) {
        auto app = leat::session<scores>(leat::cache(store));
        numbers parts = numbers_up_to(1000);
        CHECK(calls_of([&] { app.run("parts"_n = parts); }) == 1000);
        CHECK(calls_of([&] { app.run("parts"_n = parts); }) == 0);
        parts[500] = -7;
        calls = 0;
        auto const made = app.template run<"scores">("parts"_n = parts);
        CHECK(calls == 1);
        CHECK(made["scores"_n] == times_ten(parts));
        auto const& report = made.info().of("scores");
        CHECK(report.status == node_status::ran);
        CHECK(report.reason == "input 'parts' has changed; 1 of 1,000 elements ran");
        // The one before is known as a whole.
        CHECK(calls_of([&] { app.run("parts"_n = numbers_up_to(1000)); }) == 0);
    });
}

TEST_CASE("elements that are inserted, taken away or moved do not let the others run") {
    in_each_store([](auto& store) {
        auto app = leat::session<scores>(leat::cache(store));
        numbers parts = numbers_up_to(100);
        app.run("parts"_n = parts);
        auto const check = [&](int expected) {
            calls = 0;
            CHECK(app.template run<"scores">("parts"_n = parts)["scores"_n] == times_ten(parts));
            CHECK(calls == expected);
        };
        parts.insert(parts.begin() + 30, {-1, -2});
        check(2);
        parts.erase(parts.begin() + 3);
        check(0);
        std::ranges::reverse(parts);
        check(0);
        parts.assign({-5, -5, 7});
        check(2);
        parts.assign({-5, 7, -5, -5}); // there are two of the three
        check(1);
        parts.clear();
        check(0);
        parts = numbers_up_to(100); // of two runs before
        check(0);
    });
}

TEST_CASE("when what all elements have in common changes, all run") {
    leat::memory_store store;
    auto app = leat::session<scores>(leat::cache(store));
    auto later = leat::session<edited>(leat::cache(store));
    numbers const parts = numbers_up_to(50);
    CHECK(calls_of([&] { app.run("parts"_n = parts); }) == 50);
    CHECK(calls_of([&] { app.run("parts"_n = parts, "by"_n = 3); }) == 50);
    CHECK(calls_of([&] { later.run("parts"_n = parts); }) == 50);
}

TEST_CASE("what was done before an element failed is not done again") {
    reset const after;
    in_each_store([](auto& store) {
        auto app = leat::session<scores>(leat::cache(store));
        throws_at = 39;
        CHECK(calls_of([&] {
                  CHECK_THROWS_AS(app.run("parts"_n = numbers_up_to(100)), leat::node_error);
              }) == 40);
        CHECK(calls_of([&] {
                  CHECK_THROWS_AS(app.run("parts"_n = numbers_up_to(100)), leat::node_error);
              }) == 1);
        throws_at = -1000;
        calls = 0;
        auto const made = app.template run<"scores">("parts"_n = numbers_up_to(100));
        CHECK(calls == 61);
        CHECK(made["scores"_n] == times_ten(numbers_up_to(100)));
        CHECK(made.info().of("scores").reason.find("61 of 100 elements ran") != std::string::npos);
    });
}

TEST_CASE("the same in parallel") {
    reset const after;
    in_each_store([](auto& store) {
        two_workers const both;
        leat::run_options const options{.workers = &both};
        auto app = leat::session<scores>(leat::cache(store));
        throws_at = 390;
        CHECK_THROWS_WITH(app.run(options, "parts"_n = numbers_up_to(1000)),
                          Catch::Contains("element 390 of 1000: out of range"));
        throws_at = -1000;
        calls = 0;
        CHECK(app.template run<"scores">(options, "parts"_n = numbers_up_to(1000))["scores"_n] ==
              times_ten(numbers_up_to(1000)));
        CHECK(calls <= 610);
        numbers parts = numbers_up_to(1000);
        parts[3] = parts[700] = -5;
        calls = 0;
        CHECK(app.template run<"scores">(options, "parts"_n = parts)["scores"_n] ==
              times_ten(parts));
        CHECK(calls == 2);
    });
}

TEST_CASE("a store has an entry for a map, and one for its elements, however many these are") {
    leat::memory_store store;
    auto app = leat::session<scores>(leat::cache(store));
    for (int i = 0; i < 10; ++i) {
        numbers parts = numbers_up_to(500);
        parts[7] = -i;
        app.run("parts"_n = parts);
    }
    auto const cache = app.cache();
    CHECK(cache.find("scores").size() == 10);
    CHECK(cache.find("scores (elements)").size() == 1);
    CHECK(cache.entries().size() == 11);
    CHECK(cache.verify().empty());
    std::size_t blobs = 0;
    store.for_each(
        [&](std::string_view name, std::uint64_t) { blobs += name.starts_with("blobs/"); });
    CHECK(blobs == 10 + 4); // the values, and the keys of the last runs
    CHECK(app.cache().explain("scores"_n, "parts"_n = numbers_up_to(3)).reason ==
          "input 'parts' ([0, 1, 2, 3, 4, 5, 6, -9, 8, 9, 10, 11, 12, 13, 14, 15, 16, … -> "
          "[0, 1, 2]) has changed");
}

TEST_CASE("a limit of size takes the elements of maps away, too") {
    leat::memory_store store;
    auto app = leat::session<scores>(leat::cache(store));
    app.run("parts"_n = numbers_up_to(500));
    app.cache().collect({.max_bytes = 0});
    CHECK(app.cache().entries().empty());
    CHECK(calls_of([&] { app.run("parts"_n = numbers_up_to(500)); }) == 500);
    app.cache().remove("scores");
    CHECK(app.cache().entries().empty());
    CHECK(calls_of([&] { app.run("parts"_n = numbers_up_to(500)); }) == 500);
}

TEST_CASE("what is damaged of the elements runs again") {
    numbers parts = numbers_up_to(100);
    numbers other = parts;
    other[0] = -1;
    auto const damage = [](auto& store, auto which, auto change) {
        std::vector<std::string> names;
        store.for_each([&](std::string_view name, std::uint64_t) {
            if (name.starts_with("blobs/")) names.emplace_back(name);
        });
        for (std::string const& name : names) {
            std::string bytes = *store.get(name);
            if (bytes.starts_with("leat-elements") == which) store.put(name, change(bytes));
        }
    };
    auto const cut = [](std::string bytes) { return bytes.substr(0, bytes.size() / 2); };
    auto const flip = [](std::string bytes) {
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
        return bytes;
    };
    in_each_store([&](auto& store) {
        auto app = leat::session<scores>(leat::cache(store));
        for (bool const keys : {true, false})
            for (int how = 0; how < 2; ++how) {
                app.run("parts"_n = parts);
                damage(store, keys, [&](std::string b) { return how ? cut(b) : flip(b); });
                calls = 0;
                CHECK(app.template run<"scores">("parts"_n = other)["scores"_n] ==
                      times_ten(other));
                CHECK(calls == 100);
                app.cache().remove("scores");
                app.cache().collect({});
            }
    });
}

TEST_CASE("a map of a map, two maps over one value, and a sum: each runs what it must") {
    static std::atomic<int> firsts, seconds, others;
    static constexpr auto P =
        leat::pipeline("p", leat::input<numbers>("a"),
                       leat::map(
                           "half",
                           [](int x) {
                               ++firsts;
                               return x / 2;
                           },
                           leat::each("a")) |
                           leat::cached | leat::version(1),
                       leat::map(
                           "text",
                           [](int x, int half) {
                               ++seconds;
                               return std::to_string(x) + ":" + std::to_string(half);
                           },
                           leat::each("a"), leat::each("half")) |
                           leat::cached | leat::version(1),
                       leat::map(
                           "more",
                           [](int half) {
                               ++others;
                               return std::make_unique<int>(half + 1);
                           },
                           leat::each("half")) |
                           leat::cached | leat::version(1));
    leat::memory_store store;
    auto app = leat::session<P>(leat::cache(store));
    numbers a = numbers_up_to(100);
    app.run<"text", "more">("a"_n = a);
    CHECK(firsts == 100);
    CHECK(seconds == 100);
    a[10] = 11; // half of it is the same
    a[20] = 1000;
    auto const made = app.run<"text", "more">("a"_n = a);
    CHECK(firsts == 102);
    CHECK(seconds == 102);
    CHECK(others == 101);
    CHECK(made["text"_n][10] == "11:5");
    CHECK(*made["more"_n][20] == 501);
    CHECK(*made["more"_n][99] == 50);
}

TEST_CASE("nested vectors, results without a default, and ranges of other kinds") {
    static std::atomic<int> count;
    static constexpr auto P =
        leat::pipeline("p", leat::input<std::forward_list<std::vector<std::string>>>("a"),
                       leat::map(
                           "b",
                           [](std::vector<std::string> v) {
                               ++count;
                               v.push_back("end");
                               return v;
                           },
                           leat::each("a")) |
                           leat::cached | leat::version(1),
                       leat::map(
                           "c", [](std::vector<std::string> const& v) { return v.size() % 2 == 0; },
                           leat::each("b")) |
                           leat::cached | leat::version(1));
    auto app = leat::session<P>(leat::cache(leat::memory_store{}));
    std::forward_list<std::vector<std::string>> a{{"x"}, {}, {"y", "z"}};
    app.run<"b", "c">("a"_n = a);
    a.front().push_back("w");
    auto const made = app.run<"b", "c">("a"_n = a);
    CHECK(count == 4);
    CHECK(made["b"_n] ==
          std::vector<std::vector<std::string>>{{"x", "w", "end"}, {"end"}, {"y", "z", "end"}});
    CHECK(made["c"_n] == std::vector<bool>{false, false, false});
}

TEST_CASE("an input that does not count does not let elements run again") {
    static std::atomic<int> count;
    static constexpr auto P =
        leat::pipeline("p", leat::input<numbers>("a"), leat::param("verbose", false),
                       leat::map(
                           "b",
                           [](int x, bool) {
                               ++count;
                               return x;
                           },
                           leat::each("a"), "verbose") |
                           leat::cached | leat::version(1) | leat::not_in_key("verbose"));
    auto app = leat::session<P>(leat::cache(leat::memory_store{}));
    app.run("a"_n = numbers{1, 2});
    app.run("a"_n = numbers{1, 3}, "verbose"_n = true);
    CHECK(count == 3);
}

TEST_CASE("a node that is refreshed or recomputed runs all of its elements") {
    static std::atomic<int> count;
    static constexpr auto P = leat::pipeline("p", leat::input<numbers>("a"),
                                             leat::map(
                                                 "b",
                                                 [](int x) {
                                                     ++count;
                                                     return x;
                                                 },
                                                 leat::each("a")) |
                                                 leat::recompute | leat::version(1));
    auto app = leat::session<P>(leat::cache(leat::memory_store{}));
    app.run("a"_n = numbers{1, 2});
    app.run("a"_n = numbers{1, 2});
    CHECK(count == 4);
    auto other = leat::session<scores>(leat::cache(leat::memory_store{}));
    other.run("parts"_n = numbers{1, 2});
    CHECK(calls_of([&] { other.run(leat::refresh("scores"_n), "parts"_n = numbers{1, 2}); }) == 2);
    CHECK(calls_of([&] { other.run("parts"_n = numbers{1, 3}); }) == 1);
}

TEST_CASE("a map that is stopped keeps what it has done") {
    static std::stop_source source;
    static std::atomic<int> count;
    static constexpr auto P = leat::pipeline("p", leat::input<numbers>("a"),
                                             leat::map(
                                                 "b",
                                                 [](int x) {
                                                     if (++count == 40) source.request_stop();
                                                     return x;
                                                 },
                                                 leat::each("a")) |
                                                 leat::cached | leat::version(1));
    auto app = leat::session<P>(leat::cache(leat::memory_store{}));
    leat::run_options const options{.stop = source.get_token()};
    CHECK_THROWS_AS(app.run(options, "a"_n = numbers_up_to(100)), leat::run_stopped);
    CHECK(count == 40);
    CHECK(app.cache().find("b").empty());
    CHECK(app.run("a"_n = numbers_up_to(100))["b"_n] == numbers_up_to(100));
    CHECK(count == 100);
}

TEST_CASE("of a map that is killed what was done is not done again") {
    reset const after;
    scratch const at;
    calls_file = (at / "calls").string();
    pause_before = std::chrono::milliseconds(20);
    auto const run = [&] {
        leat::folder_store store(at / "cache");
        auto app = leat::session<scores>(leat::cache(store));
        return app.run<"scores">("parts"_n = numbers_up_to(60))["scores"_n];
    };
    auto const lines = [&] {
        std::ifstream in(calls_file);
        std::size_t count = 0;
        for (std::string line; std::getline(in, line);) ++count;
        return count;
    };
    pid_t const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        run();
        std::_Exit(0);
    }
    while (lines() < 30) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    std::size_t const before = lines();
    CHECK(before < 60);
    pause_before = {};
    CHECK(run() == times_ten(numbers_up_to(60)));
    CHECK(lines() < 60 + before); // how many depends on how slow the disk is
    CHECK(lines() >= 60);
}

TEST_CASE("a map of many cheap elements is little slower with a cache") {
    auto app = leat::session<scores>(leat::cache(leat::memory_store{}));
    numbers parts = numbers_up_to(100'000);
    CHECK(calls_of([&] { app.run("parts"_n = parts); }) == 100'000);
    parts.insert(parts.begin(), -3);
    CHECK(calls_of([&] {
              CHECK(app.run<"scores">("parts"_n = parts)["scores"_n] == times_ten(parts));
          }) == 1);
}

namespace {

std::atomic<int> answers = 0;
bool is_good = true;

constexpr auto checked =
    leat::pipeline("checked", leat::input<numbers>("a"),
                   leat::map(
                       "m",
                       [](int x) {
                           ++answers;
                           if (x == throws_at) throw std::range_error("out of range");
                           std::this_thread::sleep_for(pause_before);
                           return is_good ? x : -x;
                       },
                       leat::each("a")) |
                       leat::check([](numbers const& all) { return all.back() >= 0; },
                                   "the last one is positive") |
                       leat::cached | leat::version(1));
constexpr auto tried = leat::pipeline(
    "tried", leat::input<numbers>("a"),
    leat::map("m", score, leat::each("a"), "a2") | leat::cached | leat::version(1) |
        leat::retry(2, std::chrono::nanoseconds(0), leat::on_exception<std::range_error>),
    leat::param("a2", 10));

} // namespace

TEST_CASE("elements of a value that a check does not take for good are not kept") {
    reset const after;
    in_each_store([](auto& store) {
        auto app = leat::session<checked>(leat::cache(store));
        pause_before = std::chrono::milliseconds(15); // so that some are saved meanwhile
        is_good = false;
        throws_at = 8;
        answers = 0;
        CHECK_THROWS_AS(app.run("a"_n = numbers_up_to(9)), leat::node_error);
        CHECK(app.cache().find("m (elements)").size() == 1);
        throws_at = -1000;
        CHECK_THROWS_WITH(app.run("a"_n = numbers_up_to(9)), Catch::Contains("fails a check"));
        CHECK(answers == 10);
        CHECK(app.cache().entries().empty());
        is_good = true;
        CHECK(app.run("a"_n = numbers_up_to(9))["m"_n] == numbers_up_to(9));
        CHECK(answers == 19);
    });
}

TEST_CASE("a map that is tried again goes on where it was") {
    reset const after;
    auto app = leat::session<tried>(leat::cache(leat::memory_store{}));
    throws_at = 30;
    calls = 0;
    auto const log = [](auto, auto) {};
    leat::run_options options;
    options.log = log;
    CHECK_THROWS_AS(app.run(options, "a"_n = numbers_up_to(40)), leat::node_error);
    CHECK(calls == 32);
}
