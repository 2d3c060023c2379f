// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/session_memo.hpp>

#include <leat/cache.hpp>
#include <leat/catalog.hpp>
#include <leat/leat.hpp>

#include <catch.hpp>

#include <atomic>
#include <string_view>
#include <utility>
#include <vector>

using namespace leat::literals;
using leat::node_status;

namespace {

std::atomic<int> calls = 0;
int next(int a) {
    ++calls;
    return a + 1;
}
int count_of(std::vector<int> const& all) {
    ++calls;
    return static_cast<int>(all.size());
}

// Five calls: of a, b, of each for two elements, of c.
constexpr auto line =
    leat::pipeline("line", leat::input<int>("in"), leat::input<std::vector<int>>("parts"),
                   leat::node("a", next, "in") | leat::version(1),
                   leat::node("b", next, "a") | leat::cached | leat::version(1),
                   leat::map("each", next, leat::each("parts")) | leat::cached | leat::version(1),
                   leat::node("c", count_of, "each") | leat::cached | leat::version(1));

} // namespace

TEST_CASE("run_options::refresh runs every node and element; what they return takes its place") {
    leat::memory_store store;
    auto const app = leat::session<line>(leat::cache(store));
    std::vector<int> const parts{5, 6};
    auto const run = [&](leat::run_options const& options) {
        calls = 0;
        auto const result = app.run(options, "in"_n = 1, "parts"_n = parts);
        CHECK(result["b"_n] == 3);
        CHECK(result["c"_n] == 2);
        return result.info();
    };
    (void)run({});
    CHECK(calls == 5);
    (void)run({});
    CHECK(calls == 0);
    auto const info = run({.refresh = true});
    CHECK(calls == 5);
    CHECK(info.of("b"_n).status == node_status::ran);
    CHECK(info.of("b"_n).reason == "it is refreshed");
    (void)run({});
    CHECK(calls == 0);
}

TEST_CASE("any number of names of a slice, known at run time; without one it is none") {
    using slice = leat::detail::listed_slice<leat::detail::slice_kind::to>;
    auto const app = leat::session<line>();
    std::vector<int> const parts{5, 6};
    auto const made = [&](std::vector<std::string_view> names) {
        calls = 0;
        (void)app.run(slice{std::move(names)}, "in"_n = 1, "parts"_n = parts);
        return calls.load();
    };
    CHECK(made({}) == 5);
    CHECK(made({"b"}) == 2);
    CHECK(made({"a", "each"}) == 3);
    CHECK_THROWS_WITH(made({"eech"}), Catch::Contains("did you mean 'each'?"));
}

TEST_CASE("only_missing may be known at run time") {
    auto const app = leat::session<line>(leat::catalog("b"_n = leat::dataset::memory<int>()));
    std::vector<int> const parts{5, 6};
    auto const run = [&](bool on) {
        calls = 0;
        (void)app.run(leat::detail::only_missing_argument{on}, "in"_n = 1, "parts"_n = parts);
        return calls.load();
    };
    CHECK(run(true) == 5);
    CHECK(run(false) == 5);
    CHECK(run(true) == 3);
}
