// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "helpers.hpp"
#include "nodes.hpp"

#include <cstdio>

// Nobody takes the address of a node.
#define SAY(node)                                                                                  \
    std::printf("%s", #node);                                                                      \
    for (int i = 0; i < 8; ++i) std::printf(" %.17g", node(i));                                    \
    std::printf("\n")

int main() {
    set_scale(3);
    SAY(deep);
    SAY(text);
    SAY(lookup);
    SAY(jumps);
    SAY(shaped);
    std::printf("given %.17g\n", given(*make_circle(2)));
    SAY(pointed);
    SAY(templated);
    SAY(nested);
    SAY(started);
    SAY(caught);
    SAY(defaults);
    SAY(local);
    SAY(shared);
    SAY(scaled);
    SAY(cloned);
    SAY(weak);
}
