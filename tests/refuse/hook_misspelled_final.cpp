// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a session is given something that is no service and that has none of the hook points
// expect: hook<audit>::has_none_of_the_hook_points
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

struct audit final { void before_node_runs(leat::node_info const&) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
