// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/leat.hpp>
#include <leat/parallel.hpp>

#include <cstdio>
#include <vector>

using namespace leat::literals;

constexpr auto both = leat::pipeline("both", leat::param("n", 20),
                                     leat::node(
                                         "list", [](int n) { return std::vector<int>(8, n); }, "n"),
                                     leat::map(
                                         "twice", [](int n) { return 2 * n; }, leat::each("list")),
                                     leat::node(
                                         "more", [](int n) { return n + 2; }, "n"),
                                     leat::node(
                                         "all",
                                         [](std::vector<int> const& twice, int more) {
                                             for (int n : twice) more += n;
                                             return more;
                                         },
                                         "twice", "more"));

int main() {
    auto const result = leat::session<both>(leat::parallel(2)).run();
    std::printf("%d\n", result["all"_n]);
    return result["all"_n] == 342 ? 0 : 1;
}
