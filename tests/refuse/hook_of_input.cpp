// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook of nodes is for a value that is an input or a param, so that it would never be called.
// expect: {"before_node_run"}
// expect: for_value<
// expect: {"clean"}
// expect: which_no_node_makes
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

struct audit { void before_node_run(leat::at<forecast, "clean">) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
