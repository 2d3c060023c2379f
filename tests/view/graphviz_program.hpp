// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <cstdlib>

namespace sample {

/// Whether Graphviz is installed.
inline bool has_graphviz() {
    static bool const has = std::system("dot -V > /dev/null 2>&1") == 0;
    return has;
}

} // namespace sample
