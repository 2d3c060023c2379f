// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
namespace {
[[gnu::noinline]] double inside(double x) { return x * 21; }
} // namespace
double shared_part(double x);
double shared_part(double x) { return inside(x); }
