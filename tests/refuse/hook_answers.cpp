// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a before_node_run returns something that means nothing to a run. Return nothing, leat::replace
// expect: returns_no<int>
// errors: 3
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

struct audit { int before_node_run(leat::node_info const&) { return 0; } };
void use() { auto app = leat::session<forecast>(audit{}); }
