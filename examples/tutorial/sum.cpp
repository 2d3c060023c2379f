// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "sum.hpp"

#include <cstddef>

int sum_of(int steps, leat::context& here) {
    int sum = 0;
    for (int i = 0; i < steps && !here.stop_requested(); ++i) {
        sum += i;
        here.progress(static_cast<std::size_t>(i + 1), static_cast<std::size_t>(steps));
    }
    return sum;
}
