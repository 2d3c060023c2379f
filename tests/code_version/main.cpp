// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "helper.hpp"

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <cstdio>

using namespace leat::literals;

// The nodes say nothing of their code, and one calls a function of a library.
constexpr auto p = leat::pipeline(
    "p", leat::input<int>("x"),
    leat::node(
        "y", [](int x) { return x + helper(); }, "x") |
        leat::cached,
    leat::node(
        "z", [](int y) { return y + constant; }, "y") |
        leat::cached,
    leat::node(
        "w", [](int y) { return y; }, "y") |
        leat::cached | leat::version(1));

int main(int, char** argv) {
    auto app = leat::session<p>(leat::cache(argv[1]));
    auto const result = app.run<"y", "z", "w">("x"_n = 1);
    for (auto const& node : result.info().nodes)
        if (node.status == leat::node_status::ran) std::printf("%s ran, ", node.name.c_str());
    std::printf("y = %d, z = %d\n", result["y"_n], result["z"_n]);
}
