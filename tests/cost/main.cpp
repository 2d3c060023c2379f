// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

#include "workloads.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

// One side of one workload, for a tool that counts its instructions between measured_begin and
// measured_end; prints the result and the number of allocations.

static std::size_t allocations = 0;

void* operator new(std::size_t size) {
    ++allocations;
    if (void* at = std::malloc(size)) return at;
    throw std::bad_alloc();
}
void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }

extern "C" {
[[gnu::noinline]] int measured_chain_by_hand(int x) { return cost::chain_by_hand(x); }
[[gnu::noinline]] int measured_chain_by_leat(int x) { return cost::chain_by_leat(x); }
[[gnu::noinline]] double measured_features_by_hand(cost::column* v) {
    return cost::features_by_hand(std::move(*v));
}
[[gnu::noinline]] double measured_features_by_leat(cost::column* v) {
    return cost::features_by_leat(std::move(*v));
}
[[gnu::noinline]] double measured_map_by_hand(cost::column const* v) {
    return cost::last(cost::map_by_hand(*v, v->back()));
}
[[gnu::noinline]] double measured_map_by_leat(cost::column const* v) {
    return cost::last(cost::map_by_leat(*v, v->back()));
}
}

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: test_cost chain|features|map hand|leat\n");
        return 2;
    }
    bool const by_hand = std::strcmp(argv[2], "hand") == 0;
    if (std::strcmp(argv[1], "chain") == 0) {
        allocations = 0;
        int const result = by_hand ? measured_chain_by_hand(argc) : measured_chain_by_leat(argc);
        std::printf("result %d allocations %zu\n", result, allocations);
        return 0;
    }
    cost::column raw(10'000);
    for (std::size_t i = 0; i < raw.size(); ++i) raw[i] = std::sin(static_cast<double>(i));
    allocations = 0;
    bool const maps = std::strcmp(argv[1], "map") == 0;
    double const result = maps ? (by_hand ? measured_map_by_hand(&raw) : measured_map_by_leat(&raw))
                          : by_hand ? measured_features_by_hand(&raw)
                                    : measured_features_by_leat(&raw);
    std::printf("result %.17g allocations %zu\n", result, allocations);
}
