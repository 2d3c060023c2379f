// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "shapes.hpp"

namespace {
struct square final : shape {
    explicit square(double s) : side(s) {}
    double area() const override { return side * side; }
    double side;
};
struct circle : shape {
    explicit circle(double r) : radius(r) {}
    double area() const override { return 3.25 * radius * radius; }
    double border() const override { return 2; }
    double radius;
};
} // namespace

std::unique_ptr<shape> make_square(double side) { return std::make_unique<square>(side); }
std::unique_ptr<shape> make_circle(double radius) { return std::make_unique<circle>(radius); }
