// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <memory>

struct shape {
    virtual ~shape() = default;
    virtual double area() const = 0;
    virtual double border() const { return 1; }
};
std::unique_ptr<shape> make_square(double side);
std::unique_ptr<shape> make_circle(double radius);
