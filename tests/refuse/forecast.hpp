// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// A pipeline that is right, and a dataset: what is refused is done with them.

#include <leat/leat.hpp>

#include <string>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"), leat::param("ridge", 0.1),
    leat::node(
        "model", [](std::vector<double> const& v, double ridge) { return ridge + v[0]; }, "clean",
        "ridge"),
    leat::node(
        "rmse", [](double model) { return std::to_string(model); }, "model"),
    leat::node(
        "print", [](std::string const&) {}, "rmse"));

template <class T>
struct store {
    T load();
    void save(T const&);
    bool exists();
    std::string describe();
};
