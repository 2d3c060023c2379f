// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The nodes are opaque to the optimiser, as functions of another translation unit are.

#include "contestants.hpp"

#include <leat/leat.hpp>

using namespace leat::literals;

namespace {

template <int I>
[[gnu::noinline]] int add(int x) {
    asm volatile("" : "+r"(x));
    return x * 3 + I;
}

[[gnu::noinline]] int sum(int a, int b) {
    asm volatile("" : "+r"(a));
    return a + b;
}

#include <chain_10.inc>
#include <chain_100.inc>
#include <chain_1000.inc>
#include <fan_64.inc>
#include <tree_1023.inc>

} // namespace

void register_opaque() {
    compete<chain_10>(", opaque");
    compete<chain_100>(", opaque");
    compete<chain_1000>(", opaque");
    compete<fan_64>(", opaque");
    compete<tree_1023>(", opaque");
}
