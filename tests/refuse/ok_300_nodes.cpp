// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// No limit of a compiler is met by a large pipeline: that on the steps of one constant (Clang:
// 2^20), on the arguments of a fold (Clang: 256), and on depth.
#include <leat/cli.hpp>

namespace {

int plus(int x) { return x + 1; }

#define A_NODE(n) leat::node(n, plus, "x") | leat::cached | leat::version(1)
#define TEN(n)                                                                                     \
    A_NODE(n "0"), A_NODE(n "1"), A_NODE(n "2"), A_NODE(n "3"), A_NODE(n "4"), A_NODE(n "5"),      \
        A_NODE(n "6"), A_NODE(n "7"), A_NODE(n "8"), A_NODE(n "9")
#define HUNDRED(n)                                                                                 \
    TEN(n "0"), TEN(n "1"), TEN(n "2"), TEN(n "3"), TEN(n "4"), TEN(n "5"), TEN(n "6"),            \
        TEN(n "7"), TEN(n "8"), TEN(n "9")

constexpr auto large =
    leat::pipeline("large", leat::input<int>("x"), HUNDRED("a node of a name that is long "),
                   HUNDRED("b"), HUNDRED("c"));

} // namespace

int main(int argc, char** argv) { return leat::main<large>(argc, argv); }
