// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook replaces something that is no input of the node.
// expect: for_node<
// expect: {"model"}
// expect: replaces_no_input_named<
// expect: {"rigde"}
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

struct audit { auto before_node_run(leat::at<forecast, "model">) { return leat::replace("rigde"_n = 0.3); } };
void use() { auto app = leat::session<forecast>(audit{}); }
