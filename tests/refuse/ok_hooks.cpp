// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
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

struct audit {
    void before_node_run(leat::node_info const&) {}
    auto before_node_run(leat::at<forecast, "model">) { return leat::replace("ridge"_n = 1); }
    void after_node_run(leat::at<forecast, "model">, double const&) {}
    void on_pipeline_error(leat::run_info const&, std::exception_ptr) {}
    void after_dataset_loaded(std::string_view) {}
};
void use() { auto app = leat::session<forecast>(audit{}); app.run("clean"_n = std::vector<double>{}); }
