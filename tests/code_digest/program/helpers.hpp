// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#define STEP 2

double first_helper(double x);
double adjusted(double x, double by = 5);
inline double doubled(double x) { return 2 * x; }

template <int N>
double power(double x) {
    return x * power<N - 1>(x);
}
template <>
inline double power<0>(double) {
    return 1;
}

template <class T>
struct gauge {
    T low;
    T read(T x) const { return x - low; }
};

struct broken {
    int code;
};
struct badly_broken : broken {};
void may_fail(double x);
double shared_part(double x);
double chosen(double x);
extern double scale;
void set_scale(double to);
