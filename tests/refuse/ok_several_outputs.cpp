// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// Without optimisation, as builds for a debugger are.
#include <leat/leat.hpp>

#include <utility>

using namespace leat::literals;

constexpr auto split = leat::pipeline(
    "split", leat::input<int>("x"),
    leat::node(leat::outputs("half", "rest"), [](int x) { return std::pair(x / 2, x % 2); }, "x"),
    leat::node("sum", [](int half, int const& rest) { return half + rest; }, "half", "rest"));

int main() { return leat::run<split>("x"_n = 4)["sum"_n] - 2; }
