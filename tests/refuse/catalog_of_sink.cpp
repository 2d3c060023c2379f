// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a catalog stores what a sink returns, which is nothing. Leave the dataset out.
// expect: sink_makes_no_value<
// expect: {"print"}
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

void use() { auto app = leat::session<forecast>(leat::catalog("print"_n = store<int>())); }
