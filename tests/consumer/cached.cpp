// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache.hpp>
#include <leat/catalog.hpp>
#include <leat/hooks.hpp>
#include <leat/leat.hpp>

using namespace leat::literals;

constexpr auto p = leat::pipeline("p", leat::input<int>("x"),
                                  leat::node(
                                      "y", [](int x) { return x + 1; }, "x") |
                                      leat::cached);

int main() {
    auto app = leat::session<p>(leat::cache(leat::memory_store{}),
                                leat::catalog("y"_n = leat::dataset::archive("consumer-y.bin")));
    app.run("x"_n = 1);
    bool const hit = app.run<"y">("x"_n = 1).info().of("y").status == leat::node_status::hit;
    return hit && app.catalog()["y"_n].load<int>() == 2 ? 0 : 1;
}
