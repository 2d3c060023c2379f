// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook is for a value that the pipeline does not have. Correct the name in leat::at.
// expect: hook::no_value_named<
// expect: {"modle"}
// expect: did_you_mean<
// expect: {"model"}
// errors: any
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

struct audit { void after_node_run(leat::at<forecast, "modle">, double) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
