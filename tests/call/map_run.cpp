// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/map_run.hpp>

#include <leat/leat.hpp>

#include "../run/two_workers.hpp"

#include <catch.hpp>

#include <atomic>
#include <chrono>
#include <deque>
#include <exception>
#include <forward_list>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <ranges>
#include <set>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

using namespace leat::literals;

namespace {

template <class Range>
constexpr auto squares =
    leat::pipeline("squares", leat::input<Range>("parts"),
                   leat::map(
                       "squares", [](int x) { return x * x; }, leat::each("parts")));

// In the calling thread, and shared by two.
template <auto const& P, class... Arguments>
auto run_twice(Arguments const&... arguments) {
    auto alone = leat::run<P>(arguments...);
    two_workers const both;
    auto shared = leat::run<P>(leat::run_options{.workers = &both}, arguments...);
    CHECK(alone[leat::name_constant<"squares">{}] == shared[leat::name_constant<"squares">{}]);
    return alone;
}

template <class Range>
void check_squares(Range const& parts) {
    static constexpr auto const& P = squares<Range>;
    CHECK(run_twice<P>("parts"_n = parts)["squares"_n] == std::vector{1, 4, 9, 16});
}

struct counted_copies {
    int value = 0;
    int* copies = nullptr;
    counted_copies(int v, int* c) : value(v), copies(c) {}
    counted_copies(counted_copies const& other) : value(other.value), copies(other.copies) {
        ++*copies;
    }
    counted_copies& operator=(counted_copies const&) = delete;
};

struct no_default {
    int value;
    explicit no_default(int v) : value(v) {}
    bool operator==(no_default const&) const = default;
};

std::vector<int> numbers_up_to(std::size_t count) {
    std::vector<int> all(count);
    std::iota(all.begin(), all.end(), 0);
    return all;
}

struct too_large : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::atomic<int> begun = 0;

constexpr auto failing =
    leat::pipeline("failing", leat::input<std::vector<int>>("parts"), leat::param("limit", 39),
                   leat::map(
                       "scores",
                       [](int x, int limit) {
                           ++begun;
                           if (x >= limit) throw too_large("too large");
                           return x;
                       },
                       leat::each("parts"), "limit"),
                   leat::node(
                       "sum", [](std::vector<int> const& v) { return v.size(); }, "scores"));

template <class Run>
std::string error_of(Run run) {
    try {
        run();
        return "none";
    } catch (leat::node_error const& e) {
        try {
            std::rethrow_if_nested(e);
        } catch (too_large const&) {
            return e.what();
        } catch (...) {
            return "another exception is nested";
        }
        return "nothing is nested";
    }
}

} // namespace

TEST_CASE("a map goes over ranges of every kind, in their order") {
    check_squares(std::vector{1, 2, 3, 4});
    check_squares(std::array{1, 2, 3, 4});
    check_squares(std::deque{1, 2, 3, 4});
    check_squares(std::list{1, 2, 3, 4});
    check_squares(std::forward_list{1, 2, 3, 4});
    check_squares(std::set{4, 3, 2, 1});
    static std::vector const kept{1, 2, 3, 4};
    check_squares(std::span<int const>(kept));
    check_squares(std::views::iota(1, 5));
    check_squares(kept | std::views::transform([](int x) { return x + 0; }));
    check_squares(kept | std::views::filter([](int x) { return x > 0; }));
}

TEST_CASE("a map over an unordered container meets each element once") {
    std::unordered_set<int> const parts{1, 2, 3, 4, 5, 6, 7, 8, 9};
    static constexpr auto const& P = squares<std::unordered_set<int>>;
    auto made = run_twice<P>("parts"_n = parts)["squares"_n];
    std::vector<int> expected;
    for (int x : parts) expected.push_back(x * x);
    CHECK(made == expected);
    CHECK(made.size() == 9);
}

TEST_CASE("what can be gone through once is read first") {
    using stream = std::ranges::basic_istream_view<int, char>;
    static constexpr auto P =
        leat::pipeline("p", leat::input<std::string>("text"),
                       leat::node(
                           "parts",
                           [](std::string const& text) {
                               static std::istringstream from;
                               from = std::istringstream(text);
                               return stream(from);
                           },
                           "text") |
                           leat::borrows(),
                       leat::map(
                           "squares", [](int x) { return x * x; }, leat::each("parts")));
    std::string const text = "1 2 3 4";
    CHECK(run_twice<P>("text"_n = text)["squares"_n] == std::vector{1, 4, 9, 16});
}

TEST_CASE("the other inputs are passed whole, and an each() may stand anywhere") {
    static constexpr auto P = leat::pipeline(
        "p", leat::input<std::vector<int>>("a"), leat::input<std::map<int, std::string>>("b"),
        leat::param("by", 10),
        leat::map(
            "squares",
            [](int by, int a, std::pair<int const, std::string> const& b,
               std::vector<int> const& all) {
                return b.second + std::to_string(by * a + b.first + static_cast<int>(all.size()));
            },
            "by", leat::each("a"), leat::each("b"), "a"));
    std::vector const a{1, 2};
    std::map<int, std::string> const b{{7, "x"}, {8, "y"}};
    auto const r = run_twice<P>("a"_n = a, "b"_n = b);
    CHECK(r["squares"_n] == std::vector<std::string>{"x19", "y30"});
}

TEST_CASE("elements are passed by reference, and copied for a function that takes them over") {
    int copies = 0;
    std::list<counted_copies> parts;
    for (int i = 0; i < 3; ++i) parts.emplace_back(i, &copies);
    static constexpr auto shared =
        leat::pipeline("p", leat::input<std::list<counted_copies>>("a"),
                       leat::map(
                           "m",
                           [](counted_copies const& x, std::list<counted_copies> const& all) {
                               return x.value + static_cast<int>(all.size());
                           },
                           leat::each("a"), "a"));
    CHECK(leat::run<shared>("a"_n = parts)["m"_n] == std::vector{3, 4, 5});
    CHECK(copies == 0);
    static constexpr auto taken = leat::pipeline(
        "p", leat::input<std::list<counted_copies>>("a"),
        leat::map(
            "m", [](counted_copies&& x, counted_copies y) { return x.value + y.value; },
            leat::each("a"), leat::each("a")));
    CHECK(leat::run<taken>("a"_n = parts)["m"_n] == std::vector{0, 2, 4});
    CHECK(copies == 6);
    CHECK(parts.back().value == 2);
}

TEST_CASE("a whole value that is taken over is copied for each element, and never moved") {
    static constexpr auto P = leat::pipeline(
        "p", leat::input<std::vector<int>>("a"), leat::input<std::string>("text"),
        leat::map(
            "squares", [](int x, std::string text) { return std::move(text) + std::to_string(x); },
            leat::each("a"), "text"));
    auto const r = leat::run<P>("a"_n = std::vector{1, 2, 3}, "text"_n = std::string(40, 'a'));
    CHECK(r["squares"_n] == std::vector<std::string>{std::string(40, 'a') + "1",
                                                     std::string(40, 'a') + "2",
                                                     std::string(40, 'a') + "3"});
}

TEST_CASE("results of every kind become a vector") {
    static constexpr auto P =
        leat::pipeline("p", leat::input<std::vector<int>>("a"),
                       leat::map(
                           "odd", [](int x) { return x % 2 == 1; }, leat::each("a")),
                       leat::map(
                           "only", [](int x) { return std::make_unique<int>(x); }, leat::each("a")),
                       leat::map(
                           "made", [](int x) { return no_default(x); }, leat::each("a")));
    two_workers const both;
    std::vector<int> const parts = numbers_up_to(1000);
    for (leat::detail::workers const* helpers : {static_cast<two_workers const*>(nullptr), &both}) {
        auto const r = leat::run<P>(leat::run_options{.workers = helpers}, "a"_n = parts);
        REQUIRE(r["odd"_n].size() == 1000);
        for (std::size_t i = 0; i < 1000; ++i) {
            CHECK(r["odd"_n][i] == (i % 2 == 1));
            CHECK(*r["only"_n][i] == static_cast<int>(i));
            CHECK(r["made"_n][i] == no_default(static_cast<int>(i)));
        }
    }
}

TEST_CASE("a map whose function returns nothing is a sink") {
    static std::atomic<int> sum;
    static constexpr auto P = leat::pipeline("p", leat::input<std::vector<int>>("a"),
                                             leat::map(
                                                 "sink", [](int x) { sum += x; }, leat::each("a")));
    sum = 0;
    leat::run<P>("a"_n = std::vector{1, 2, 3});
    CHECK(sum == 6);
    two_workers const both;
    leat::run<P>(leat::run_options{.workers = &both}, "a"_n = std::vector{1, 2, 3});
    CHECK(sum == 12);
}

TEST_CASE("a member may be a map's function") {
    static constexpr auto P =
        leat::pipeline("p", leat::input<std::vector<std::string>>("a"),
                       leat::map("sizes", &std::string::size, leat::each("a")));
    CHECK(leat::run<P>("a"_n = std::vector<std::string>{"x", "yy"})["sizes"_n] ==
          std::vector<std::size_t>{1, 2});
}

TEST_CASE("a map over an empty range makes an empty vector") {
    static constexpr auto const& P = squares<std::vector<int>>;
    CHECK(run_twice<P>("parts"_n = std::vector<int>{})["squares"_n].empty());
}

TEST_CASE("maps follow each other, and two go over one value") {
    static constexpr auto P = leat::pipeline(
        "p", leat::input<std::vector<std::vector<int>>>("a"),
        leat::map(
            "sizes", [](std::vector<int> const& v) { return v.size(); }, leat::each("a")),
        leat::map(
            "sorted",
            [](std::vector<int> v) {
                std::ranges::sort(v);
                return v;
            },
            leat::each("a")),
        leat::map(
            "firsts", [](std::vector<int> const& v, std::size_t n) { return v[0] + int(n); },
            leat::each("sorted"), leat::each("sizes")));
    auto const r =
        leat::run<P, "sorted", "firsts">("a"_n = std::vector<std::vector<int>>{{3, 1}, {2}});
    CHECK(r["sorted"_n] == std::vector<std::vector<int>>{{1, 3}, {2}});
    CHECK(r["firsts"_n] == std::vector{3, 3});
}

TEST_CASE("values of different lengths are an error that names them") {
    static constexpr auto P = leat::pipeline(
        "p", leat::input<std::vector<int>>("parts"), leat::input<std::list<int>>("weights"),
        leat::map(
            "m", [](int a, int b) { return a + b; }, leat::each("parts"), leat::each("weights")));
    CHECK_THROWS_WITH(
        leat::run<P>("parts"_n = std::vector{1, 2, 3}, "weights"_n = std::list{1}),
        "node 'm' of pipeline 'p' failed: it goes over values of different lengths: 'parts' has 3 "
        "elements, 'weights' has 1 element; make them of one length");
}

TEST_CASE("the error names the element, and has the exception itself nested") {
    begun = 0;
    CHECK(error_of([] { leat::run<failing>("parts"_n = numbers_up_to(100)); }) ==
          "node 'scores' of pipeline 'failing' failed: element 39 of 100: too large; not run: "
          "'sum'");
    CHECK(begun == 40);
}

TEST_CASE("of several errors in parallel the first in order is reported, whoever was first") {
    two_workers const both;
    for (int i = 0; i < 50; ++i) {
        begun = 0;
        CHECK(error_of([&] {
                  leat::run<failing>(leat::run_options{.workers = &both},
                                     "parts"_n = numbers_up_to(1000), "limit"_n = 17 * i);
              }) == "node 'scores' of pipeline 'failing' failed: element " +
                        std::to_string(17 * i) + " of 1000: too large; not run: 'sum'");
        CHECK(begun >= 17 * i + 1); // those before it ran
    }
}

TEST_CASE("the same of a run that is laid out at run time") {
    begun = 0;
    CHECK(error_of([] {
              leat::run<failing>(leat::from("parts"), "parts"_n = numbers_up_to(100));
          }) == "node 'scores' of pipeline 'failing' failed: element 39 of 100: too large; not "
                "run: 'sum'");
    CHECK(begun == 40);
}

namespace {

struct error_log {
    std::vector<std::string> lines;
    void on_node_error(leat::node_info const& node, std::exception_ptr const& error) {
        try {
            std::rethrow_exception(error);
        } catch (too_large const& e) {
            lines.push_back(std::string(node.name) + ": " + e.what());
        } catch (...) {
            lines.push_back("another exception");
        }
    }
    void on_pipeline_error(leat::run_info const& run, std::exception_ptr const&) {
        lines.push_back(run.of("scores").reason);
    }
};

} // namespace

TEST_CASE("hooks get the exception itself, and the report names the element") {
    error_log log;
    auto app = leat::session<failing>(log);
    CHECK(error_of([&] { app.run("parts"_n = numbers_up_to(100)); }).find("element 39 of 100") !=
          std::string::npos);
    CHECK(error_of([&] {
              app.run(leat::from("parts"), "parts"_n = numbers_up_to(100));
          }).find("element 39 of 100") != std::string::npos);
    CHECK(log.lines == std::vector<std::string>{"scores: too large", "element 39 of 100: too large",
                                                "scores: too large",
                                                "element 39 of 100: too large"});
}

namespace {

std::stop_source* stopper = nullptr;

constexpr auto stopping = leat::pipeline("stopping", leat::input<std::vector<int>>("parts"),
                                         leat::map(
                                             "m",
                                             [](int x) {
                                                 ++begun;
                                                 if (x == 10) stopper->request_stop();
                                                 return x;
                                             },
                                             leat::each("parts")));

} // namespace

TEST_CASE("after a request to stop no element begins, and the run ends as stopped") {
    two_workers const both;
    for (leat::detail::workers const* helpers : {static_cast<two_workers const*>(nullptr), &both}) {
        std::stop_source source;
        stopper = &source;
        begun = 0;
        leat::run_options const options{.stop = source.get_token(), .workers = helpers};
        CHECK_THROWS_WITH(leat::run<stopping>(options, "parts"_n = numbers_up_to(100'000)),
                          "the run of pipeline 'stopping' was asked to stop, and did in node 'm'");
        CHECK(begun >= 1);
        CHECK(begun < 100'000);
        if (!helpers) CHECK(begun == 11);
        source = {};
        begun = 0;
        leat::run_options const again{.stop = source.get_token(), .workers = helpers};
        CHECK_THROWS_AS(
            leat::run<stopping>(again, leat::from("parts"), "parts"_n = numbers_up_to(100'000)),
            leat::run_stopped);
        CHECK(begun < 100'000);
    }
}

TEST_CASE("a map reports how far it is, a hundred times at most") {
    static constexpr auto const& P = squares<std::vector<int>>;
    two_workers const both;
    for (leat::detail::workers const* helpers : {static_cast<two_workers const*>(nullptr), &both}) {
        std::vector<std::size_t> reports;
        leat::run_options options{.workers = helpers};
        options.progress = [&](std::string_view node, std::size_t done, std::size_t total) {
            CHECK(node == "squares");
            CHECK(total == 12'345);
            reports.push_back(done);
        };
        leat::run<P>(options, "parts"_n = numbers_up_to(12'345));
        CHECK(!reports.empty());
        CHECK(reports.size() <= 101);
        CHECK(std::ranges::is_sorted(reports));
        if (!helpers) CHECK(reports.back() == 12'345);
    }
}

TEST_CASE("a map's function may take the context, also of several threads") {
    static constexpr auto P = leat::pipeline("p", leat::input<std::vector<int>>("a"),
                                             leat::map(
                                                 "m",
                                                 [](int x, leat::context& here) {
                                                     here.log(std::to_string(x));
                                                     return here.node().size() + std::size_t(x);
                                                 },
                                                 leat::each("a")));
    two_workers const both;
    std::vector<std::string> lines;
    leat::run_options options{.workers = &both};
    options.log = [&](std::string_view, std::string_view line) { lines.emplace_back(line); };
    auto const r = leat::run<P>(options, "a"_n = numbers_up_to(5000));
    CHECK(r["m"_n][4999] == 5000);
    CHECK(lines.size() == 5000);
}

TEST_CASE("elements are shared by threads") {
    static std::atomic<int> at_once;
    static std::atomic<int> most;
    static constexpr auto P =
        leat::pipeline("p", leat::input<std::vector<int>>("a"),
                       leat::map(
                           "m",
                           [](int x) {
                               int const now = ++at_once;
                               if (now > most) most = now;
                               std::this_thread::sleep_for(std::chrono::milliseconds(20));
                               --at_once;
                               return x;
                           },
                           leat::each("a")));
    two_workers const both;
    leat::run<P>(leat::run_options{.workers = &both}, "a"_n = std::vector{1, 2, 3, 4});
    CHECK(most == 2);
}

TEST_CASE("a million elements") {
    static constexpr auto const& P = squares<std::vector<int>>;
    std::vector<int> const parts(1'000'000, 3);
    CHECK(run_twice<P>("parts"_n = parts)["squares"_n] == std::vector<int>(1'000'000, 9));
}

TEST_CASE("after an error in parallel the elements after it do not begin") {
    static std::atomic<int> count;
    static constexpr auto P =
        leat::pipeline("p", leat::input<std::vector<int>>("a"),
                       leat::map(
                           "m",
                           [](int x) {
                               ++count;
                               if (x == 0) throw too_large("too large");
                               std::this_thread::sleep_for(std::chrono::milliseconds(1));
                               return x;
                           },
                           leat::each("a")));
    two_workers const both;
    count = 0;
    CHECK_THROWS_AS(leat::run<P>(leat::run_options{.workers = &both}, "a"_n = numbers_up_to(1000)),
                    leat::node_error);
    CHECK(count < 200);
}

TEST_CASE("an error that comes later but is of an element before is the one that is reported") {
    static std::atomic<bool> thrown;
    static constexpr auto P = leat::pipeline("p", leat::input<std::vector<int>>("a"),
                                             leat::map(
                                                 "m",
                                                 [](int x) {
                                                     if (x == 900) thrown = true;
                                                     if (x == 900) throw too_large("too large");
                                                     if (x > 0) return x;
                                                     while (!thrown) std::this_thread::yield();
                                                     throw too_large("the first");
                                                 },
                                                 leat::each("a")));
    two_workers const both;
    thrown = false;
    CHECK_THROWS_WITH(
        leat::run<P>(leat::run_options{.workers = &both}, "a"_n = numbers_up_to(1000)),
        Catch::Contains("element 0 of 1000: the first"));
}

TEST_CASE("a map that is stopped is not checked, as it has no value") {
    static std::stop_source source;
    static constexpr auto P = leat::pipeline(
        "p", leat::input<std::vector<int>>("a"),
        leat::map(
            "m",
            [](int x) {
                source.request_stop();
                return x;
            },
            leat::each("a")) |
            leat::check([](std::vector<int> const& v) { return !v.empty(); }, "not empty"));
    leat::run_options const options{.stop = source.get_token()};
    CHECK_THROWS_AS(leat::run<P>(options, "a"_n = std::vector{1, 2}), leat::run_stopped);
}

TEST_CASE("guards of a map get the exception itself") {
    static std::atomic<int> count;
    static constexpr auto P = leat::pipeline(
        "p", leat::input<std::vector<int>>("a"),
        leat::map(
            "m",
            [](int x) {
                if (++count == 3) throw too_large("too large");
                return x;
            },
            leat::each("a")) |
            leat::retry(2, std::chrono::nanoseconds(0), leat::on_exception<too_large>),
        leat::map(
            "n", [](int x) -> int { throw too_large(std::to_string(x)); }, leat::each("a")) |
            leat::fallback([](std::exception_ptr const& error) {
                try {
                    std::rethrow_exception(error);
                } catch (too_large const& e) {
                    return std::vector<int>{std::stoi(e.what())};
                }
            }));
    leat::run_options options;
    std::vector<std::string> lines;
    options.log = [&](std::string_view, std::string_view line) { lines.emplace_back(line); };
    count = 0;
    auto const r = leat::run<P>(options, "a"_n = std::vector{7, 8, 9});
    CHECK(r["m"_n] == std::vector{7, 8, 9});
    CHECK(count == 6);
    CHECK(r["n"_n] == std::vector{7});
    CHECK(lines.at(0).find("element 2 of 3: too large") != std::string::npos);
}

TEST_CASE("a map that fails after its timeout has the exception itself nested in the timeout's") {
    static constexpr auto slow =
        leat::pipeline("slow", leat::input<std::vector<int>>("v"),
                       leat::map(
                           "m",
                           [](int) -> int {
                               std::this_thread::sleep_for(std::chrono::milliseconds(3));
                               throw std::domain_error("late");
                           },
                           leat::each("v")) |
                           leat::timeout(std::chrono::milliseconds(1)));
    try {
        leat::run<slow>("v"_n = std::vector<int>{3});
        FAIL();
    } catch (leat::node_error const& e) {
        try {
            std::rethrow_if_nested(e);
        } catch (leat::timeout_error const& late) {
            CHECK_THROWS_AS(std::rethrow_if_nested(late), std::domain_error);
        }
    }
}
