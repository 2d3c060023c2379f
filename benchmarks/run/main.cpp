// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

#include <benchmark/benchmark.h>

#include <malloc.h>

void register_inline();
void register_opaque();
void register_features();

int main(int argc, char** argv) {
    // Freed memory stays with the process: else it depends on who frees last which contestant pays
    // the system for its pages.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    register_inline();
    register_opaque();
    register_features();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
}
