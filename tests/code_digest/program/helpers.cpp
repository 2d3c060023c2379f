// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "helpers.hpp"

namespace {
double const weights[] = {1.5, 2.5, 3.5, 4.5};
[[gnu::noinline]] double third(double x) { return weights[static_cast<int>(x) & 3] * x; }
[[gnu::noinline]] double second(double x) { return third(x) + 1; }
} // namespace

double first_helper(double x) { return second(x) - 3; }
double adjusted(double x, double by) { return x + by; }

void may_fail(double x) {
    if (x > 0) throw badly_broken{{7}};
}

double scale = 1;
void set_scale(double to) { scale = to; }

[[gnu::weak]] double chosen(double x) { return x + 70; }

double unrelated(double x) { return x + 1000; }
