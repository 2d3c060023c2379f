// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/parallel_run.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <cstddef>
#include <utility>

using namespace leat::literals;

namespace {

// 1,000 nodes: 25 rows of 40, each from its neighbours above.
constexpr std::size_t width = 40;
constexpr std::size_t nodes = 1000;

template <std::size_t Node>
inline constexpr char node_name[] = {'n', '0' + Node / 100, '0' + Node / 10 % 10, '0' + Node % 10,
                                     '\0'};

int add(int a, int b) { return (a + 2 * b) % 10'007; }

template <std::size_t Node>
consteval auto make_node() {
    if constexpr (Node < width)
        return leat::node(
            leat::name(node_name<Node>), [](int x) { return x + int{Node}; }, "x");
    else
        return leat::node(leat::name(node_name<Node>), add, node_name<Node - width>,
                          node_name<Node - width + (Node % width + 1 < width ? 1 : 0)>);
}
template <std::size_t... Node>
consteval auto make_pipeline(std::index_sequence<Node...>) {
    return leat::pipeline("large", leat::input<int>("x"), make_node<Node>()...);
}
constexpr auto large = make_pipeline(std::make_index_sequence<nodes>{});

} // namespace

TEST_CASE("a thousand nodes run in parallel") {
    auto const app = leat::session<large>(leat::parallel(2));
    auto const wanted = leat::run<large>("x"_n = 3);
    for (int i = 0; i < 100; ++i) {
        auto const r = app.run("x"_n = 3);
        REQUIRE(r.size() == width);
        REQUIRE(r["n999"_n] == wanted["n999"_n]);
        REQUIRE(r["n960"_n] == wanted["n960"_n]);
    }
}
