// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/leat.hpp>
#include <leat/repo.hpp>

#include <cstdio>

using namespace leat::literals;

constexpr auto chain = leat::pipeline("chain", leat::param("n", 20),
                                      leat::node("twice", [](int n) { return 2 * n; }, "n"),
                                      leat::node("more", [](int n) { return n + 2; }, "twice"));

int main() {
    leat::repo const repo("recorded-repo");
    auto const app = leat::session<chain>(repo);
    auto const result = app.run();
    std::printf("%d %d\n", result["more"_n], repo.run(result.info().id).value<int>("twice"));
}
