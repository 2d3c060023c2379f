// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <cstdio>

char const* run_without_digest(char const* folder);
char const* run_with_digest(char const* folder);

int main(int, char** argv) {
    std::printf("without %s, with %s\n", run_without_digest(argv[1]), run_with_digest(argv[1]));
}
