// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/cache_rules.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <catch.hpp>

#include <string>
#include <vector>

using namespace leat::literals;

namespace {

std::vector<std::string> calls;
template <leat::fixed_string Name>
double make(double x) {
    calls.emplace_back(Name.view());
    return x + 1;
}
constexpr auto chain =
    leat::pipeline("chain", leat::input<double>("in"),
                   leat::node("a", make<"a">, "in") | leat::cached | leat::version(1),
                   leat::node("b", make<"b">, "a") | leat::version(1),
                   leat::node("c", make<"c">, "b") | leat::cached | leat::version(1));

template <class App, class... More>
std::string ran(App const& app, More... more) {
    calls.clear();
    app.run("in"_n = 1.0, more...);
    std::string text;
    for (auto const& name : calls) text += name;
    return text;
}

} // namespace

TEST_CASE("a session may say of a node what its cache does with it") {
    leat::memory_store store;
    auto const plain = leat::session<chain>(leat::cache(store));
    CHECK(ran(plain) == "abc");
    CHECK(ran(plain) == "");
    CHECK(ran(leat::session<chain>(leat::cache(store, "a"_n = leat::recompute))) == "a");
    CHECK(ran(leat::session<chain>(leat::cache(store, "c"_n = leat::uncached))) == "bc");
    CHECK(ran(leat::session<chain>(
              leat::cache(store, "c"_n = leat::uncached, "a"_n = leat::uncached))) == "abc");
    auto const all_cached = leat::session<chain>(leat::cache(store, "b"_n = leat::cached));
    ran(all_cached);
    CHECK(ran(all_cached) == "");
    CHECK(ran(plain) == ""); // none of it is for others
}

TEST_CASE("what a session says of a node comes before leat::all") {
    leat::memory_store store;
    auto const app = leat::session<chain>(leat::cache(store, leat::all, "b"_n = leat::uncached));
    ran(app);
    CHECK(app.cache().find("b").empty());
    CHECK(app.cache().find("c").size() == 1);
    ran(leat::session<chain>(leat::cache(store, leat::all)));
    CHECK(app.cache().find("b").size() == 1);
}

TEST_CASE("impure for a session: what follows is keyed by what the node returned") {
    leat::memory_store store;
    auto const app = leat::session<chain>(leat::cache(store, "a"_n = leat::impure));
    CHECK(ran(app) == "abc");
    CHECK(ran(app) == "a");
}

TEST_CASE("a node that is refreshed runs once more, and its value takes the old one's place") {
    leat::memory_store store;
    auto const app = leat::session<chain>(leat::cache(store));
    ran(app);
    auto const before = app.cache().find("a")[0];
    CHECK(ran(app, leat::refresh("a"_n)) == "a"); // what follows hits, as it came out the same
    auto const after = app.cache().find("a");
    REQUIRE(after.size() == 1);
    CHECK(after[0].made > before.made);
    CHECK(ran(app, leat::refresh("a"_n, "c"_n)) == "abc");
    CHECK(ran(app) == "");
}

TEST_CASE("refreshing a node that is not cached runs it") {
    leat::memory_store store;
    auto const app = leat::session<chain>(leat::cache(store));
    ran(app);
    CHECK(ran(app, leat::refresh("b"_n)) == "b");
    CHECK(app.run<"c">("in"_n = 1.0, leat::refresh("b"_n)).info().of("a").status ==
          leat::node_status::hit);
}

TEST_CASE("where there is no cache, refreshing changes nothing") {
    CHECK(leat::run<chain, "c">("in"_n = 1.0, leat::refresh("a"_n))["c"_n] == 4);
    CHECK(ran(leat::session<chain>(), leat::refresh("a"_n)) == "abc");
}

TEST_CASE("a rule for one of a node's outputs is for the node") {
    static constexpr auto p = leat::pipeline("p", leat::input<double>("in"),
                                             leat::node(
                                                 leat::outputs("lo", "hi"),
                                                 [](double in) {
                                                     calls.emplace_back("parts");
                                                     return std::pair(in, in + 1);
                                                 },
                                                 "in") |
                                                 leat::cached | leat::version(1));
    leat::memory_store store;
    ran(leat::session<p>(leat::cache(store)));
    CHECK(ran(leat::session<p>(leat::cache(store, "hi"_n = leat::recompute))) == "parts");
    CHECK(ran(leat::session<p>(leat::cache(store)), leat::refresh("hi"_n)) == "parts");
}
