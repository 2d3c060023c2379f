// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook replaces an input of a node by a value of another type.
// expect: replaces<
// expect: {"ridge"}
// expect: wanted<double>::given<std::
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

struct audit { auto before_node_run(leat::at<forecast, "model">) { return leat::replace("ridge"_n = std::string("0.3")); } };
void use() { auto app = leat::session<forecast>(audit{}); }
