// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook for one value has parameters of other types than the pipeline has there. Correct them.
// expect: {"after_node_run"}
// expect: for_value<
// expect: {"model"}
// expect: takes_no<double>
#include <leat/leat.hpp>

#include <memory>
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

struct audit {
    void after_node_run(leat::at<forecast, "model">, std::unique_ptr<int>) {}
    void after_node_run(leat::node_info const&) {}
};
void use() { auto app = leat::session<forecast>(audit{}); }
