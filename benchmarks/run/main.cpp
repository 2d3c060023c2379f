// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

#include <benchmark/benchmark.h>

void register_inline();
void register_opaque();
void register_features();

int main(int argc, char** argv) {
    register_inline();
    register_opaque();
    register_features();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
}
