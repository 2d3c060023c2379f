// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The nodes are lambdas in effect: the optimiser sees them whole, by hand and by leat alike.

#include "contestants.hpp"

#include <leat/leat.hpp>

using namespace leat::literals;

namespace {

template <int I>
int add(int x) {
    return x * 3 + I;
}

int sum(int a, int b) { return a + b; }

#include <chain_10.inc>
#include <chain_100.inc>
#include <chain_1000.inc>
#include <fan_64.inc>
#include <tree_1023.inc>

} // namespace

void register_inline() {
    compete<chain_10>(", inline");
    compete<chain_100>(", inline");
    compete<chain_1000>(", inline");
    compete<fan_64>(", inline");
    compete<tree_1023>(", inline");
}
